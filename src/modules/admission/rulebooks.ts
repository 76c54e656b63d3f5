/** What the rules of admission ask, by date: 细则1990 with local rules, 细则2014, 细则2026. Each step follows its own day. */
import type { Quorum, Share, Threshold } from '../../kernel/ballot/threshold.ts';
import type { NoticePeriod } from '../../kernel/clock/calendar.ts';
import {
  type Certainty,
  type Dated,
  type ParameterKind,
  parameterAt,
  type Rulebook,
} from '../../kernel/rulebook.ts';
import type { RuleSet } from './choices.ts';

export type Range = { min: number; max: number };

/** Months and people are whole; 0 months or 0 days: the rules of that time give no figure. */
export type AdmissionRules = {
  'applicant.age': number;
  'talk.months': number;
  'mentors.count': Range;
  /** People per mentor at a time above which a warning is given. */
  'mentors.most_people': number;
  'observation.months': number;
  'cultivation.months': number;
  /** Whether the committee above consents to a candidate, or only takes note. */
  'candidate.consent': boolean;
  'candidate.notice': NoticePeriod;
  'sponsors.count': number;
  /** Either is enough. */
  'training.hours': number;
  'training.days': number;
  'admission.notice': NoticePeriod;
  /** From passing the pre-review to the branch meeting. */
  'branch_meeting.months': number;
  'branch_meeting.quorum': Quorum;
  'branch_meeting.pass': Threshold;
  'branch_meeting.written_opinions': boolean;
  'branch_committee.quorum': Quorum;
  'branch_committee.pass': Threshold;
  'town_committee.quorum': Quorum;
  'town_committee.pass': Threshold;
  'approval.months': number;
  /** With special reasons, reported upwards. */
  'approval.special_months': number;
  'oath.months': number;
  'probation.months': number;
  /** 2025-03-15 → 2026-03-15 where true, else 2026-03-14. */
  'probation.ends_on_anniversary': boolean;
  'extension.months': Range;
  /** How long before the end of probation the request may be handed in. */
  'conversion.request_days': number;
  'conversion.notice': NoticePeriod;
  'conversion.approval_months': number;
  /** Years without an admission after which a branch is shown. */
  'branch.years_without': number;
};

const periods = {
  rules_1990: { name: '细则1990', from: '1990-08-01', to: '2014-05-27' },
  rules_2014: { name: '细则2014', from: '2014-05-28', to: '2026-05-10' },
  rules_2026: { name: '细则2026', from: '2026-05-11' },
} as const satisfies Record<RuleSet, { name: string; from: string; to?: string }>;

type Setting<Value> = {
  value: Value;
  art?: string;
  certainty: Certainty;
  kind?: ParameterKind;
  source?: string;
};
type BySet<Value> = Record<RuleSet, Setting<Value>>;

/** The same value in the three sets, each with its article and how sure we are of it. */
function bySet<Value>(settings: BySet<Value>, unit?: string): Dated<Value>[] {
  return (Object.keys(periods) as RuleSet[]).map((set) => {
    const { name, ...interval } = periods[set];
    const { value, art, certainty, kind = 'statutory', source } = settings[set];
    return {
      value,
      ...(unit && { unit }),
      ...interval,
      source: source ?? (art ? `${name} art. ${art}` : name),
      kind,
      certainty,
    };
  });
}

type Articles = { [Set in RuleSet]?: string };
const alike = <Value>(value: Value, articles: Articles = {}, unit?: string): Dated<Value>[] =>
  bySet(
    {
      rules_1990: { value, certainty: 'certain', ...(articles.rules_1990 && { art: articles.rules_1990 }) },
      rules_2014: { value, certainty: 'certain', ...(articles.rules_2014 && { art: articles.rules_2014 }) },
      // Read in two transcriptions that agree, not in the official text.
      rules_2026: { value, certainty: 'likely', ...(articles.rules_2026 && { art: articles.rules_2026 }) },
    },
    unit,
  );

/** Set by towns and counties; one value until a town says otherwise. */
const local = <Value>(value: Value, source: string, unit?: string): Dated<Value>[] => [
  { value, ...(unit && { unit }), from: periods.rules_1990.from, source, kind: 'local', certainty: 'check' },
];

const half: Omit<Share, 'operator'> = { num: 1, den: 2 };
const overHalfOfEligible: Threshold = { of: 'eligible', operator: 'moreThan', ...half };
const overHalfPresent: Quorum = { anyOf: [{ unit: 'members', operator: 'moreThan', ...half }] };
const halfOfCommittee: Quorum = { anyOf: [{ unit: 'committee', operator: 'atLeast', ...half }] };
const none: NoticePeriod = { days: 0, unit: 'working' };
const localNotice = '发展党员公示制 (local practice)';
const localRules = '汉中市发展党员暂行办法 (local)';

/** Which rule set a day follows; `check` marks one that was transcribed and is to be verified. */
export const ruleSetBook: Rulebook<{ set: RuleSet }> = {
  set: bySet({
    rules_1990: { value: 'rules_1990', certainty: 'likely' },
    rules_2014: { value: 'rules_2014', certainty: 'certain' },
    rules_2026: {
      value: 'rules_2026',
      certainty: 'check',
      source: '细则2026 (transcribed, verify against the official text)',
    },
  }),
};

/** The rule set in force on a day; no town changes it. */
export function ruleSetOn(day: Temporal.PlainDate): Dated<RuleSet> {
  return parameterAt(ruleSetBook, 'set', day);
}

export const admissionRules: Rulebook<AdmissionRules> = {
  'applicant.age': alike(18, { rules_2014: '5', rules_2026: '5' }),
  'talk.months': bySet({
    rules_1990: { value: 0, certainty: 'check' },
    rules_2014: { value: 1, art: '7', certainty: 'certain' },
    rules_2026: { value: 1, art: '7', certainty: 'likely' },
  }),
  'mentors.count': alike({ min: 1, max: 2 }, { rules_2014: '9', rules_2026: '9' }),
  'mentors.most_people': local(3, '培养联系人 (local practice)'),
  'observation.months': alike(6, { rules_2014: '11', rules_2026: '11' }),
  'cultivation.months': alike(12, { rules_2014: '13', rules_2026: '13' }),
  'candidate.consent': bySet({
    rules_1990: { value: false, certainty: 'likely' },
    rules_2014: { value: false, art: '13', certainty: 'certain' },
    rules_2026: { value: true, art: '13', certainty: 'likely' },
  }),
  'candidate.notice': bySet<NoticePeriod>({
    rules_1990: { value: none, certainty: 'check', kind: 'local', source: localNotice },
    rules_2014: { value: none, certainty: 'check', kind: 'local', source: localNotice },
    rules_2026: { value: { days: 5, unit: 'working' }, art: '13', certainty: 'likely' },
  }),
  'sponsors.count': alike(2, { rules_2014: '14', rules_2026: '14' }),
  'training.hours': bySet({
    rules_1990: { value: 40, certainty: 'likely' },
    rules_2014: { value: 24, art: '17', certainty: 'certain' },
    rules_2026: { value: 24, art: '17', certainty: 'likely' },
  }),
  'training.days': bySet({
    rules_1990: { value: 5, certainty: 'likely' },
    rules_2014: { value: 3, art: '17', certainty: 'certain' },
    rules_2026: { value: 3, art: '17', certainty: 'likely' },
  }),
  'admission.notice': bySet<NoticePeriod>({
    rules_1990: {
      value: { days: 7, unit: 'calendar' },
      certainty: 'likely',
      kind: 'local',
      source: localRules,
    },
    rules_2014: { value: none, certainty: 'check', kind: 'local', source: localNotice },
    rules_2026: { value: none, certainty: 'check', kind: 'local', source: localNotice },
  }),
  'branch_meeting.months': bySet({
    rules_1990: { value: 0, certainty: 'check' },
    rules_2014: { value: 0, certainty: 'certain' },
    rules_2026: { value: 1, art: '19', certainty: 'likely' },
  }),
  'branch_meeting.quorum': bySet({
    rules_1990: { value: overHalfPresent, certainty: 'likely' },
    rules_2014: { value: overHalfPresent, art: '20', certainty: 'certain' },
    rules_2026: { value: overHalfPresent, art: '19', certainty: 'likely' },
  }),
  'branch_meeting.pass': bySet({
    rules_1990: { value: overHalfOfEligible, certainty: 'likely' },
    rules_2014: { value: overHalfOfEligible, art: '21', certainty: 'certain' },
    rules_2026: { value: overHalfOfEligible, art: '20', certainty: 'likely' },
  }),
  'branch_meeting.written_opinions': bySet({
    rules_1990: { value: false, certainty: 'check', kind: 'local', source: localRules },
    rules_2014: { value: true, art: '21', certainty: 'certain' },
    // Not found in the transcriptions: the rule of 2014 until the official text is read.
    rules_2026: { value: true, certainty: 'check', kind: 'local', source: '细则2026 [?] (细则2014 art. 21)' },
  }),
  'branch_committee.quorum': local(halfOfCommittee, '支部2018 art. 11'),
  'branch_committee.pass': local(overHalfOfEligible, '支部2018 art. 11'),
  'town_committee.quorum': local(halfOfCommittee, '党章 (rules of procedure of the committee)'),
  'town_committee.pass': local(overHalfOfEligible, '党章 (rules of procedure of the committee)'),
  'approval.months': bySet({
    rules_1990: { value: 3, certainty: 'likely' },
    rules_2014: { value: 3, art: '27', certainty: 'certain' },
    rules_2026: { value: 3, art: '25', certainty: 'likely' },
  }),
  'approval.special_months': bySet({
    rules_1990: { value: 6, certainty: 'likely' },
    rules_2014: { value: 6, art: '27', certainty: 'certain' },
    rules_2026: { value: 6, art: '25', certainty: 'likely' },
  }),
  'oath.months': bySet({
    rules_1990: { value: 0, certainty: 'check' },
    rules_2014: { value: 0, art: '30', certainty: 'certain' },
    rules_2026: { value: 1, art: '29', certainty: 'likely' },
  }),
  'probation.months': alike(12, { rules_2014: '32', rules_2026: '31' }),
  'probation.ends_on_anniversary': local(false, '入党志愿书 (usual way of writing)'),
  'extension.months': alike({ min: 6, max: 12 }, { rules_2014: '32', rules_2026: '31' }),
  'conversion.request_days': local(28, '转正申请 (local practice: 2–4 weeks before)'),
  'conversion.notice': bySet<NoticePeriod>({
    rules_1990: { value: none, certainty: 'check', kind: 'local', source: localNotice },
    rules_2014: { value: none, certainty: 'check', kind: 'local', source: localNotice },
    rules_2026: { value: none, certainty: 'check', kind: 'local', source: localNotice },
  }),
  'conversion.approval_months': bySet({
    rules_1990: { value: 3, certainty: 'likely' },
    rules_2014: { value: 3, art: '34', certainty: 'certain' },
    rules_2026: { value: 3, art: '33', certainty: 'likely' },
  }),
  'branch.years_without': local(3, '党员队伍结构分析 (local practice)'),
};
