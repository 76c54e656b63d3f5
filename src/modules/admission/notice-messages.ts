/** Texts of the notices that a branch shows about a person on the way in. */
import { catalogue } from '../../kernel/i18n/catalogue.ts';

export const noticeMessages = catalogue(
  {
    'admission.public.title_candidate': '{{branch}}拟确定发展对象公示',
    'admission.public.title_admission': '{{branch}}拟接收预备党员公示',
    'admission.public.title_conversion': '{{branch}}预备党员拟转正公示',
    'admission.public.name': '姓名',
    'admission.public.sex': '性别',
    'admission.public.male': '男',
    'admission.public.female': '女',
    'admission.public.birth_month': '出生年月',
    'admission.public.education': '学历',
    'admission.public.branch': '所在党支部',
    'admission.public.applied_on': '申请入党日期',
    'admission.public.activist_on': '确定为积极分子日期',
    'admission.public.candidate_on': '支委会讨论日期',
    'admission.public.opinions':
      '公示期内，如对公示对象有意见，请实名或匿名向党支部或镇党委反映，反映情况应当真实具体。',
    'catalogue.admission.candidate': '发展对象公示',
    'catalogue.admission.admission': '拟接收预备党员公示',
    'catalogue.admission.conversion': '预备党员拟转正公示',
  },
  {
    'admission.public.title_candidate': 'Notice of a candidate for admission: {{branch}}',
    'admission.public.title_admission': 'Notice before admission: {{branch}}',
    'admission.public.title_conversion': 'Notice before conversion: {{branch}}',
    'admission.public.name': 'Name',
    'admission.public.sex': 'Sex',
    'admission.public.male': 'male',
    'admission.public.female': 'female',
    'admission.public.birth_month': 'Month of birth',
    'admission.public.education': 'Schooling',
    'admission.public.branch': 'Branch',
    'admission.public.applied_on': 'Applied on',
    'admission.public.activist_on': 'Activist since',
    'admission.public.candidate_on': 'Discussed by the branch committee on',
    'admission.public.opinions':
      'Whoever has something to say about this person may tell the branch or the town committee during the notice, with or without a name, truthfully and in detail.',
    'catalogue.admission.candidate': 'Notice of candidates',
    'catalogue.admission.admission': 'Notice before admission',
    'catalogue.admission.conversion': 'Notice before conversion',
  },
);
