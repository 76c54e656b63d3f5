/**
 * Code tables of member records, label first: the label is what is stored and shown, the code is for reports.
 * Sources: GB/T 2261.1, GB/T 3304, GB/T 4658-2006; labels of the other tables follow the forms in use and are not
 * certain (`L`), so a town may add its own labels to them.
 */

import { comparable } from './roster-text.ts';

/** `C`: read in a national standard; `L`: from forms in use, to be checked. */
export type Certainty = 'C' | 'L';

/** `id` is what the program calls a value that rules depend on; other values are known by their label. */
export type CodeRow = { label: string; code?: string; aliases?: string[]; id?: string };

export type CodeTable = { name: string; source: string; certainty: Certainty; rows: CodeRow[] };

/** GB/T 3304: two-digit code, full name. */
const ethnicGroups = `01 汉 02 蒙古 03 回 04 藏 05 维吾尔 06 苗 07 彝 08 壮 09 布依 10 朝鲜 11 满 12 侗 13 瑶 14 白
15 土家 16 哈尼 17 哈萨克 18 傣 19 黎 20 傈僳 21 佤 22 畲 23 高山 24 拉祜 25 水 26 东乡 27 纳西 28 景颇 29 柯尔克孜
30 土 31 达斡尔 32 仫佬 33 羌 34 布朗 35 撒拉 36 毛南 37 仡佬 38 锡伯 39 阿昌 40 普米 41 塔吉克 42 怒 43 乌孜别克
44 俄罗斯 45 鄂温克 46 德昂 47 保安 48 裕固 49 京 50 塔塔尔 51 独龙 52 鄂伦春 53 赫哲 54 门巴 55 珞巴 56 基诺`;

const ethnicAliases: Record<string, string[]> = {
  毛南: ['毛难'],
  仡佬: ['仡老'],
  德昂: ['崩龙'],
  哈萨克: ['哈萨'],
};

export const codeTables = {
  sex: {
    name: 'sex',
    source: 'GB/T 2261.1',
    certainty: 'C',
    rows: [
      { id: 'male', label: '男', code: '1', aliases: ['男性', 'M', 'male'] },
      { id: 'female', label: '女', code: '2', aliases: ['女性', 'F', 'female'] },
    ],
  },
  ethnicity: {
    name: 'ethnicity',
    source: 'GB/T 3304',
    certainty: 'C',
    rows: [
      ...[...ethnicGroups.matchAll(/(\d{2}) (\S+)/g)].map(([, code = '', name = '']) => ({
        label: `${name}族`,
        code,
        aliases: [name, ...(ethnicAliases[name] ?? []).flatMap((alias) => [alias, `${alias}族`])],
      })),
      { label: '其他', code: '97', aliases: ['未识别', '未识别民族', '穿青人', '其他民族'] },
      { label: '外国血统中国籍人士', code: '98', aliases: ['入籍', '外国血统'] },
    ],
  },
  education: {
    name: 'education',
    source: 'GB/T 4658-2006; labels of the national system',
    certainty: 'L',
    rows: [
      { label: '研究生', code: '10', aliases: ['研究生学历', '研究生教育'] },
      { label: '博士研究生', code: '11', aliases: ['博士', '博士研究生毕业', '研究生(博士)'] },
      { label: '硕士研究生', code: '14', aliases: ['硕士', '硕士研究生毕业', '研究生(硕士)'] },
      { label: '研究生班', code: '17', aliases: ['研究生班毕业'] },
      { label: '党校研究生', aliases: ['省委党校研究生', '中央党校研究生'] },
      { label: '大学', code: '20', aliases: ['本科', '大学本科', '大本', '本科学历', '全日制本科'] },
      { label: '大学毕业', code: '21', aliases: ['大学本科毕业', '本科毕业'] },
      { label: '大学结业', code: '22', aliases: ['大学本科结业', '本科结业'] },
      { label: '大学肄业', code: '23', aliases: ['大学本科肄业', '本科肄业'] },
      { label: '党校大学', aliases: ['党校本科', '党校大学本科'] },
      { label: '大专', code: '30', aliases: ['大学专科', '专科', '大普', '高职', '大专学历', '高专'] },
      { label: '大专毕业', code: '31', aliases: ['大学专科毕业', '专科毕业'] },
      { label: '大专结业', code: '32', aliases: ['大学专科结业', '专科结业'] },
      { label: '大专肄业', code: '33', aliases: ['大学专科肄业', '专科肄业'] },
      { label: '党校大专', aliases: ['党校专科'] },
      {
        label: '中专',
        code: '41',
        aliases: ['中等专科', '中师', '中等专业学校', '中专学历', '中等职业教育', '党校中专'],
      },
      { label: '职高', code: '44', aliases: ['职业高中', '职高毕业'] },
      { label: '技校', code: '47', aliases: ['技工学校', '技工'] },
      { label: '高中', code: '61', aliases: ['普通高中', '高中毕业', '高中学历'] },
      { label: '初中', code: '71', aliases: ['初级中学', '初中毕业', '初中学历'] },
      { label: '小学', code: '80', aliases: ['小学毕业', '小学学历', '高小', '初小'] },
      { label: '文盲', code: '90', aliases: ['文盲半文盲', '半文盲', '不识字', '未上学'] },
      { label: '其他', aliases: ['其它'] },
    ],
  },
  degree: {
    name: 'degree',
    source: 'GB/T 6864',
    certainty: 'L',
    rows: [
      { label: '博士', aliases: ['博士学位'] },
      { label: '硕士', aliases: ['硕士学位'] },
      { label: '学士', aliases: ['学士学位'] },
      { label: '名誉博士' },
      { label: '无', aliases: ['无学位'] },
    ],
  },
  member_kind: {
    name: 'member_kind',
    source: '党章 ch. 1; labels of the national system',
    certainty: 'L',
    rows: [
      {
        id: 'full',
        label: '正式党员',
        code: '01',
        aliases: ['正式', '中共党员', '党员', '正式党员(含停止党籍)'],
      },
      { id: 'probationary', label: '预备党员', code: '02', aliases: ['预备', '中共预备党员'] },
      { id: 'candidate', label: '发展对象', code: '03' },
      { id: 'activist', label: '入党积极分子', code: '04', aliases: ['积极分子'] },
      { id: 'applicant', label: '入党申请人', code: '05', aliases: ['申请人'] },
    ],
  },
  occupation: {
    name: 'occupation',
    source: '党内统计 工作岗位',
    certainty: 'L',
    rows: [
      { label: '党政机关工作人员', code: '011', aliases: ['机关工作人员', '公务员', '机关干部', '党政机关'] },
      { label: '事业单位管理人员', code: '012', aliases: ['事业管理人员'] },
      { label: '事业单位专业技术人员', code: '013', aliases: ['事业专业技术人员', '教师', '医生'] },
      { label: '公有制企业管理人员', code: '014', aliases: ['国有企业管理人员'] },
      { label: '公有制企业专业技术人员', code: '015', aliases: ['国有企业专业技术人员'] },
      { label: '工勤技能人员', code: '016', aliases: ['工勤人员', '工人'] },
      { label: '企业管理人员' },
      { label: '专业技术人员' },
      { label: '社会组织从业人员', aliases: ['社会组织工作人员'] },
      { label: '个体工商户', aliases: ['个体户', '个体经营', '个体从业人员'] },
      { label: '农民工', code: '0164' },
      {
        label: '农牧渔民',
        code: '1',
        aliases: ['农民', '务农', '农业', '农牧渔业', '农牧渔业生产人员', '村民'],
      },
      {
        label: '外出务工经商',
        code: '113',
        aliases: ['外出务工', '务工', '外出务工经商人员', '打工', '经商'],
      },
      { label: '军人武警', code: '2', aliases: ['军警', '现役军人', '解放军武警', '解放军、武警'] },
      { label: '学生', code: '3', aliases: ['在校学生', '大学生'] },
      { label: '离退休人员', code: '4', aliases: ['离退休', '退休', '离休', '退休人员'] },
      { label: '其他', code: '5', aliases: ['其它', '其他人员', '其他职业人员', '无业', '待业'] },
    ],
  },
  new_stratum: {
    name: 'new_stratum',
    source: '党内统计 新社会阶层类型',
    certainty: 'L',
    rows: [
      { label: '私营企业主', aliases: ['私营企业出资人', '私营企业主(出资人)'] },
      {
        label: '非公有制经济组织管理技术人员',
        aliases: ['私营企业和外商投资企业管理技术人员', '非公企业管理技术人员'],
      },
      { label: '社会组织从业人员', aliases: ['中介组织和社会组织从业人员', '中介组织从业人员'] },
      { label: '自由职业人员', aliases: ['自由职业者'] },
      { label: '新媒体从业人员' },
      { label: '个体工商户', aliases: ['个体户'] },
      { label: '非新社会阶层', aliases: ['无', '否', '不属于新社会阶层'] },
    ],
  },
  entry_kind: {
    name: 'entry_kind',
    source: '党内统计 入党类型',
    certainty: 'L',
    rows: [
      { label: '发展入党', aliases: ['新发展', '支部大会通过', '发展'] },
      { label: '恢复党籍' },
      { label: '重新入党' },
      { label: '追认入党', aliases: ['追认'] },
    ],
  },
} satisfies Record<string, CodeTable>;

export type CodeTableName = keyof typeof codeTables;

const indexes = new Map<string, Map<string, CodeRow>>();

/** The row for a label, alias or code (`01` and `1` alike); undefined when the table does not know the word. */
export function findCode(table: CodeTableName, written: string): CodeRow | undefined {
  const word = comparable(written);
  const index = indexOf(table);
  return index.get(word) ?? (/^\d+$/.test(word) ? index.get(word.padStart(2, '0')) : undefined);
}

/** The code of a stored label for reports; undefined where the source gives none. */
export function codeOf(table: CodeTableName, label: string): string | undefined {
  return rowsOf(table).find((row) => row.label === label)?.code;
}

/** The label of a value as sheets show it: of `male` 男; a label is its own. */
export function labelOf(table: CodeTableName, value: string): string {
  return rowsOf(table).find((row) => row.id === value)?.label ?? value;
}

function rowsOf(table: CodeTableName): CodeRow[] {
  return codeTables[table].rows;
}

function indexOf(name: CodeTableName): Map<string, CodeRow> {
  const known = indexes.get(name);
  if (known) return known;
  const index = new Map<string, CodeRow>();
  const rows = rowsOf(name);
  for (const row of rows) if (row.code) index.set(comparable(row.code), row);
  for (const row of rows) for (const alias of row.aliases ?? []) index.set(comparable(alias), row);
  for (const row of rows) index.set(comparable(row.label), row);
  indexes.set(name, index);
  return index;
}
