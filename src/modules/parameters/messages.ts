/** Texts of the numbers by which the town works. */
import { catalogue } from '../../kernel/i18n/catalogue.ts';

export const parameterMessages = catalogue(
  {
    'permission.parameters.read': '查看制度参数',
    'permission.parameters.propose': '提出修改制度参数',
    'permission.parameters.approve': '批准修改制度参数',
    'permission.calendar.load': '导入放假安排',
    'who.parameters.approve': '镇党委书记',
    'refusal.parameters.not_back_in_time': '参数只能从今天或以后起改，过去的事项仍按当时的规定。',
    'refusal.parameters.already_proposed': '这个参数已有一份修改待批准。',
    'refusal.parameters.approver_is_proposer': '提出修改的人不能自己批准。',
    'refusal.parameters.wrong_shape': '这个值的格式不对。',
    'audit.parameters.proposed': '提出修改制度参数',
    'audit.parameters.approved': '批准修改制度参数',
    'audit.parameters.refused': '不同意修改制度参数',
  },
  {
    'permission.parameters.read': 'see the numbers of the rules',
    'permission.parameters.propose': 'propose a change of a number',
    'permission.parameters.approve': 'approve a change of a number',
    'permission.calendar.load': 'load the holidays of a year',
    'who.parameters.approve': 'the town’s Party secretary',
    'refusal.parameters.not_back_in_time':
      'A number changes from today or later; past matters keep the rule of their day.',
    'refusal.parameters.already_proposed': 'A change of this number is waiting for approval already.',
    'refusal.parameters.approver_is_proposer': 'Who proposes a change cannot approve it.',
    'refusal.parameters.wrong_shape': 'The value has the wrong form.',
    'audit.parameters.proposed': 'change of a number proposed',
    'audit.parameters.approved': 'change of a number approved',
    'audit.parameters.refused': 'change of a number refused',
  },
);
