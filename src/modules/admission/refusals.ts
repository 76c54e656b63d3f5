/** Why a step of admission cannot be made, and what to do instead. */
import { catalogue } from '../../kernel/i18n/catalogue.ts';

export const refusals = catalogue(
  {
    'refusal.admission.remain': '还有{{count}}名发展对象的培养和接收没有办结。',
    'remedy.admission.remain': '到“发展党员”办结，或转到接续培养的党支部',
    'refusal.admission.step_missing': '“{{step}}”还没有登记。',
    'refusal.admission.before_prerequisite': '日期{{on}}早于“{{step}}”的{{stepOn}}。',
    'refusal.admission.before_stage': '日期{{on}}早于进入本阶段的{{since}}。',
    'refusal.admission.day_in_future': '日期{{on}}还没有到，今天是{{today}}。',
    'refusal.admission.record_annulled': '“{{step}}”所依据的会议记录“{{title}}”已被宣布无效。',
    'remedy.admission.take_back': '请由组织委员撤回这一步，依据有效记录重新登记。',
    'refusal.admission.decision_missing': '还缺{{body}}的决定。',
    'remedy.admission.hold_meeting': '先在“会议”中召开并归档，再从记录采用；旧材料按纸质记录填写。',
    'refusal.admission.no_quorum': '{{body}}{{of}}{{base}}人，实到{{have}}人，至少须{{needed}}人到会才有效。',
    'remedy.admission.meet_again': '人数不足，会议不能表决，请另行召开。',
    'refusal.admission.not_carried':
      '{{body}}赞成{{have}}票，须{{operator}}{{of}}{{base}}人的{{num}}/{{den}}，即至少{{needed}}票。',
    'refusal.admission.it_was_carried': '赞成{{have}}票，达到{{needed}}票，决议已经通过。',
    'refusal.admission.ballot_not_secret': '接收和转正须无记名投票表决，这次表决不是。',
    'remedy.admission.vote_on_paper': '请用纸质选票，由两人分别计票。',
    'refusal.admission.two_tellers': '须由两名不同的计票人计票。',
    'refusal.admission.teller_involved': '{{name}}是本人或入党介绍人，不能计票。',
    'refusal.admission.roll_differs':
      '会议记录应到{{eligible}}人，名册上有表决权的党员为{{roll}}人，请核对。',
    'refusal.admission.more_present_than_eligible': '实到{{present}}人，多于应到{{eligible}}人。',
    'refusal.admission.more_votes_than_present': '票数合计{{votes}}，多于实到{{present}}人。',
    'refusal.admission.written_not_counted': '按当时的规定，书面意见不计入票数。',
    'refusal.admission.more_written_than_absent': '书面意见{{written}}份，多于未到会的{{absent}}人。',
    'refusal.admission.wrong_number_of_people': '须选{{min}}至{{max}}名正式党员，不能重复。',
    'refusal.admission.own_sponsor': '{{name}}是本人。',
    'refusal.admission.not_in_standing': '{{name}}在{{on}}不在正常党籍状态。',
    'refusal.admission.not_a_full_member': '{{name}}在{{on}}还不是正式党员。',
    'refusal.admission.mentor_overloaded': '{{name}}将联系{{have}}人，多于建议的{{most}}人。',
    'refusal.admission.member_not_found': '所选党员在{{on}}不在名册中。',
    'refusal.admission.notice_missing': '还没有{{part}}，须公示{{days}}{{unit}}。',
    'remedy.admission.put_forward_notice': '请先提出公示；办理时间已过的，登记纸质公示。',
    'refusal.admission.notice_waits': '{{part}}已提出，还没有发布；须公示{{days}}{{unit}}。',
    'remedy.admission.publish_notice': '请在“公开”中完成审查、审批和发布。',
    'refusal.admission.notice_too_short':
      '{{part}}自{{postedOn}}，于{{endedOn}}撤下，不满{{days}}{{unit}}（应到{{lastDay}}）。',
    'refusal.admission.notice_running': '{{part}}自{{postedOn}}起须满{{days}}{{unit}}，到{{lastDay}}为止。',
    'refusal.admission.objections_open': '{{part}}还有{{open}}条意见没有答复。',
    'refusal.admission.under_age': '申请人须年满{{age}}周岁，到{{birthday}}才满。',
    'refusal.admission.done_late': '“{{step}}”应在{{dueOn}}前办理，已经逾期。',
    'refusal.admission.observed_that_day': '{{on}}已经登记过考察意见。',
    'refusal.admission.cultivation_too_short':
      '自{{since}}确定为积极分子起须满{{months}}个月，到{{first}}才满。',
    'refusal.admission.observations_missing':
      '每{{months}}个月须有一次考察意见，应有{{needed}}次，现有{{have}}次。',
    'refusal.admission.filing_objected': '“{{step}}”：上级党委提出了不同意见。',
    'refusal.admission.consent_needed': '“{{step}}”：2026年起须上级党委同意，备案不够。',
    'refusal.admission.not_qualified': '政治审查结论为不合格，不能发展入党。',
    'remedy.admission.stop_or_review_again': '请终止培养，或重新审查后登记新的结论。',
    'refusal.admission.training_to_repeat': '集中培训没有合格，须重新参加。',
    'refusal.admission.training_too_short':
      '培训须不少于{{days}}天或{{hours}}学时，现为{{haveDays}}天、{{haveHours}}学时。',
    'refusal.admission.result_missing': '请选择结果。',
    'refusal.admission.form_no_missing': '请填写入党志愿书编号。',
    'refusal.admission.form_taken': '编号{{formNo}}的入党志愿书已由另一人使用，一人一表。',
    'refusal.admission.prereview_expired':
      '预审于{{passedOn}}通过，支部大会须在{{months}}个月内（{{last}}前）召开。',
    'remedy.admission.prereview_again': '请镇党委重新预审。',
    'refusal.admission.sponsors_absent': '入党介绍人一般都应到会，实到{{present}}人。',
    'refusal.admission.approval_expired':
      '支部大会决议自{{from}}起超过{{months}}个月（{{last}}），不能再审批。',
    'remedy.admission.discuss_again': '请退回支部重新讨论。',
    'refusal.admission.approval_late':
      '应在{{from}}起{{months}}个月内（{{last}}前）审批；有特殊情况的，请写明原因并向上级报告。',
    'refusal.admission.request_too_early': '预备期到{{lastDay}}，可在期满前{{days}}天内申请，即{{first}}起。',
    'refusal.admission.probation_running': '预备期到{{lastDay}}才满。',
    'refusal.admission.extended_before': '预备期只能延长一次，现在只能转正或取消资格。',
    'refusal.admission.extension_out_of_range': '延长期须为{{min}}至{{max}}个月。',
    'refusal.admission.not_a_branch': '入党申请须登记在党支部。',
    'refusal.admission.not_signed': '申请书须由本人书写并签名。',
    'refusal.admission.case_open': '此人已有一件在办的发展档案。',
    'remedy.admission.use_open_case': '请在原有档案中继续办理；在别处的，请组织委员核对。',
    'refusal.admission.no_committee_above': '该支部上面没有有审批权的镇党委。',
    'refusal.admission.meeting_not_closed': '会议记录现为“{{state}}”，只有已归档会议中已表决的决议才能采用。',
    'refusal.admission.meeting_elsewhere': '这份会议记录不是该组织的。',
    'refusal.admission.meeting_of_other_kind': '这份记录是{{kind}}，这一步需要{{body}}的决定。',
    'refusal.admission.decision_used': '这项决议已用于另一人或另一步；须一人一议、一人一票决。',
    'refusal.admission.not_the_mentor': '只有其培养联系人或党支部可以登记考察意见。',
    'refusal.admission.not_enrolled': '此人还没有转入党员名册。',
    'refusal.admission.entry_stays': '这一步已在党员名册中生效，或是申请本身，不能撤回。',
    'refusal.admission.notice_put_forward': '公示（编号 {{noticeCode}}）已经提出，不必重复。',
    'refusal.admission.notice_not_now': '现在是“{{state}}”阶段，不办{{part}}。',
    'refusal.admission.notice_ends_before': '结束日期早于开始日期。',
    'refusal.admission.not_heard': '还没有听取当事人陈述，不能作出结论。',
    'remedy.admission.hear_first': '请先登记陈述。',
    'refusal.admission.before_hearing': '结论日期早于听取陈述的{{heardOn}}。',
  },
  {
    'refusal.admission.remain': '{{count}} admissions are not finished yet.',
    'remedy.admission.remain': 'finish them under “Admission”, or let another branch go on with them',
    'refusal.admission.step_missing': '“{{step}}” is not on record yet.',
    'refusal.admission.before_prerequisite': '{{on}} lies before “{{step}}” of {{stepOn}}.',
    'refusal.admission.before_stage': '{{on}} lies before {{since}}, when this stage was reached.',
    'refusal.admission.day_in_future': '{{on}} has not come yet; today is {{today}}.',
    'refusal.admission.record_annulled': 'The record “{{title}}” on which “{{step}}” rests was annulled.',
    'remedy.admission.take_back': 'Have the step taken back and entered again from a valid record.',
    'refusal.admission.decision_missing': 'The decision of the {{body}} is missing.',
    'remedy.admission.hold_meeting':
      'Hold and close the meeting under “meetings”, then take its vote; older papers are typed from their minutes.',
    'refusal.admission.no_quorum': '{{body}}: {{have}} of {{base}} ({{of}}) came, at least {{needed}} must.',
    'remedy.admission.meet_again': 'Without a quorum nothing is decided; meet again.',
    'refusal.admission.not_carried':
      '{{body}}: {{have}} votes for; {{operator}} {{num}}/{{den}} of {{base}} ({{of}}) are needed, at least {{needed}}.',
    'refusal.admission.it_was_carried': '{{have}} votes for reach the {{needed}} needed: it was carried.',
    'refusal.admission.ballot_not_secret':
      'Admission and conversion are voted on in secret; this vote was not.',
    'remedy.admission.vote_on_paper': 'Vote on paper, counted by two people apart.',
    'refusal.admission.two_tellers': 'Two different tellers are needed.',
    'refusal.admission.teller_involved': '{{name}} is the person or a sponsor and does not count.',
    'refusal.admission.roll_differs':
      'The record says {{eligible}} should attend; the roll has {{roll}} with a vote. Please check.',
    'refusal.admission.more_present_than_eligible':
      '{{present}} present, more than the {{eligible}} who should attend.',
    'refusal.admission.more_votes_than_present': '{{votes}} votes, more than the {{present}} present.',
    'refusal.admission.written_not_counted': 'By the rules of that day written opinions are not counted.',
    'refusal.admission.more_written_than_absent':
      '{{written}} written opinions, more than the {{absent}} who were absent.',
    'refusal.admission.wrong_number_of_people': 'Name {{min}} to {{max}} full members, nobody twice.',
    'refusal.admission.own_sponsor': '{{name}} is the person.',
    'refusal.admission.not_in_standing': '{{name}} was not in good standing on {{on}}.',
    'refusal.admission.not_a_full_member': '{{name}} was not a full member on {{on}}.',
    'refusal.admission.mentor_overloaded':
      '{{name}} would accompany {{have}} people, more than the suggested {{most}}.',
    'refusal.admission.member_not_found': 'A person named was not in the roll on {{on}}.',
    'refusal.admission.notice_missing': 'The {{part}} is missing; it must be shown for {{days}} {{unit}}.',
    'remedy.admission.put_forward_notice': 'Put the notice forward; for the past, record the paper notice.',
    'refusal.admission.notice_waits':
      'The {{part}} was put forward and is not out yet; it must be shown for {{days}} {{unit}}.',
    'remedy.admission.publish_notice': 'Have it reviewed, approved and published under “openness”.',
    'refusal.admission.notice_too_short':
      'The {{part}} of {{postedOn}} came down on {{endedOn}}, before its {{days}} {{unit}} were over on {{lastDay}}.',
    'refusal.admission.notice_running':
      'The {{part}} of {{postedOn}} runs for {{days}} {{unit}} until {{lastDay}}.',
    'refusal.admission.objections_open': '{{open}} objections to the {{part}} are not answered yet.',
    'refusal.admission.under_age': 'An applicant is {{age}} full years old; that is from {{birthday}}.',
    'refusal.admission.done_late': '“{{step}}” was due by {{dueOn}}; it is late.',
    'refusal.admission.observed_that_day': 'There is an observation of {{on}} already.',
    'refusal.admission.cultivation_too_short':
      '{{months}} months since {{since}} are needed; they are over on {{first}}.',
    'refusal.admission.observations_missing':
      'One observation every {{months}} months: {{needed}} are needed, {{have}} are on record.',
    'refusal.admission.filing_objected': '“{{step}}”: the committee above objected.',
    'refusal.admission.consent_needed':
      '“{{step}}”: from 2026 the committee above must consent; a filing is not enough.',
    'refusal.admission.not_qualified': 'The political review was not passed; the person cannot be admitted.',
    'remedy.admission.stop_or_review_again': 'End the case, or review again and enter the new conclusion.',
    'refusal.admission.training_to_repeat': 'The training was not passed and is to be repeated.',
    'refusal.admission.training_too_short':
      'Training takes {{days}} days or {{hours}} hours; these are {{haveDays}} days and {{haveHours}} hours.',
    'refusal.admission.result_missing': 'Please choose the result.',
    'refusal.admission.form_no_missing': 'Please enter the number of the admission form.',
    'refusal.admission.form_taken':
      'Form {{formNo}} is another person’s; each person has a form of their own.',
    'refusal.admission.prereview_expired':
      'The pre-review was passed on {{passedOn}}; the branch meets within {{months}} months, by {{last}}.',
    'remedy.admission.prereview_again': 'Have the committee above review it anew.',
    'refusal.admission.sponsors_absent': 'Both sponsors normally attend; {{present}} did.',
    'refusal.admission.approval_expired':
      'More than {{months}} months have passed since the resolution of {{from}} ({{last}}); it cannot be approved any more.',
    'remedy.admission.discuss_again': 'Return it to the branch for a new discussion.',
    'refusal.admission.approval_late':
      'Approval is due within {{months}} months of {{from}}, by {{last}}; write the special reason, which is reported upwards.',
    'refusal.admission.request_too_early':
      'Probation ends on {{lastDay}}; the request may come in the last {{days}} days, from {{first}}.',
    'refusal.admission.probation_running': 'Probation runs until {{lastDay}}.',
    'refusal.admission.extended_before':
      'Probation is extended once only; now it is conversion or revocation.',
    'refusal.admission.extension_out_of_range': 'An extension is {{min}} to {{max}} months.',
    'refusal.admission.not_a_branch': 'An application belongs to a branch.',
    'refusal.admission.not_signed': 'The application is written and signed by the person.',
    'refusal.admission.case_open': 'This person has an open case already.',
    'remedy.admission.use_open_case':
      'Go on with that case; if it lies elsewhere, ask the organization officer.',
    'refusal.admission.no_committee_above': 'There is no committee above this branch that may approve.',
    'refusal.admission.meeting_not_closed':
      'The record stands at “{{state}}”; only a vote decided in a closed record can be taken.',
    'refusal.admission.meeting_elsewhere': 'This record is of another organization.',
    'refusal.admission.meeting_of_other_kind': 'This is a record of {{kind}}; the step needs the {{body}}.',
    'refusal.admission.decision_used':
      'This vote carries another step or person already; each person is voted on apart.',
    'refusal.admission.not_the_mentor': 'Only the mentor or the branch enters observations.',
    'refusal.admission.not_enrolled': 'This person is not in the roll yet.',
    'refusal.admission.entry_stays':
      'This step has its effect in the roll, or is the application itself; it is not taken back.',
    'refusal.admission.notice_put_forward': 'The notice ({{noticeCode}}) was put forward already.',
    'refusal.admission.notice_not_now': 'The case stands at “{{state}}”; the {{part}} does not belong here.',
    'refusal.admission.notice_ends_before': 'The notice ends before it begins.',
    'refusal.admission.not_heard': 'Those concerned have not been heard; there can be no outcome yet.',
    'remedy.admission.hear_first': 'Put down their statement first.',
    'refusal.admission.before_hearing': 'The outcome lies before the hearing of {{heardOn}}.',
  },
);
