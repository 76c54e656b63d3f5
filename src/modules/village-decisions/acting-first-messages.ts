/** What is said of matters that could not wait. */
import { catalogue } from '../../kernel/i18n/catalogue.ts';

export const actingFirstMessages = catalogue(
  {
    'parameter.village_decisions.emergency.may_act_first': '紧急事项可否先办后补',
    'parameter.village_decisions.emergency.supplement': '紧急事项先办后，补办决议的期限',
    'refusal.village_decisions.may_not_act_first': '本地没有规定紧急事项可以先办、后补四议。',
    'remedy.village_decisions.discuss_first':
      '请按四议程序先行讨论；确需先办的，由镇里在“参数”中写明本地规定。',
    'refusal.village_decisions.act_first_is_told_at_once': '事项已经提议，不能再登记为先办后补。',
    'refusal.village_decisions.acted_first_already': '这件事项已经登记为先办后补。',
    'audit.village_decisions.acted_first': '登记紧急事项先办后补',
    'figure.village_decisions.acted_first': '先办、尚未补办决议的事项',
    'work.village_decisions.supplement': '村级事项 {{caseCode}}“{{title}}”已先办，补办：{{move}}',
    'village_decisions.acted_first': '紧急事项，已先行处理',
    'village_decisions.acted_first_lead': '{{on}}由{{by}}先行处理：{{what}}。',
    'village_decisions.acted_first_why': '不能等待的原因：{{why}}',
    'village_decisions.supplement_due': '四议程序一步不少，最迟{{dueOn}}形成决议。',
    'village_decisions.supplement_late': '补办已逾期',
    'village_decisions.tell_acted_first': '紧急事项，已经先办',
    'village_decisions.tell_acted_first_hint':
      '只在洪水、火灾、疫情这类等不得的情况使用。登记后四议的步骤一步不少，并会写进公开的内容。',
    'village_decisions.q_acted_on': '哪天办的',
    'village_decisions.q_acted_what': '办了什么',
    'village_decisions.q_acted_why': '为什么不能等',
    'village_decisions.q_acted_by': '由谁决定的',
    'village_decisions.public.acted_first_on': '先行处理日期',
    'village_decisions.public.acted_first_what': '先行处理内容',
    'village_decisions.public.acted_first_why': '先行处理的原因',
  },
  {
    'parameter.village_decisions.emergency.may_act_first':
      'Whether an emergency may be handled first and discussed after',
    'parameter.village_decisions.emergency.supplement':
      'Time within which the resolution follows an emergency handled first',
    'refusal.village_decisions.may_not_act_first':
      'No rule here lets an emergency be handled first and discussed after.',
    'remedy.village_decisions.discuss_first':
      'Hold the four discussions first; where it must be possible, the town enters its rule among the parameters.',
    'refusal.village_decisions.act_first_is_told_at_once':
      'The matter has been proposed; it can no longer be noted as handled first.',
    'refusal.village_decisions.acted_first_already': 'This matter is noted as handled first already.',
    'audit.village_decisions.acted_first': 'emergency noted as handled first',
    'figure.village_decisions.acted_first': 'handled first, resolution still owed',
    'work.village_decisions.supplement':
      'Village matter {{caseCode}} “{{title}}” was handled first; to follow: {{move}}',
    'village_decisions.acted_first': 'An emergency, handled first',
    'village_decisions.acted_first_lead': 'On {{on}}, by order of {{by}}: {{what}}',
    'village_decisions.acted_first_why': 'Why it could not wait: {{why}}',
    'village_decisions.supplement_due':
      'None of the four discussions is spared; the resolution follows by {{dueOn}}.',
    'village_decisions.supplement_late': 'the resolution is late',
    'village_decisions.tell_acted_first': 'An emergency that was handled already',
    'village_decisions.tell_acted_first_hint':
      'Only for what cannot wait, such as flood, fire or epidemic. Every discussion still follows, and what is published says so.',
    'village_decisions.q_acted_on': 'The day it was done',
    'village_decisions.q_acted_what': 'What was done',
    'village_decisions.q_acted_why': 'Why it could not wait',
    'village_decisions.q_acted_by': 'Who ordered it',
    'village_decisions.public.acted_first_on': 'Handled first on',
    'village_decisions.public.acted_first_what': 'What was done first',
    'village_decisions.public.acted_first_why': 'Why it could not wait',
  },
);
