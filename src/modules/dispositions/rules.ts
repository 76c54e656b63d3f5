/** Pure decisions on dispositions: whether a case may be opened, what is due when, what a prompt asks. Facts in, reasons or values out. */
import type { Reason } from '../../kernel/refusal.ts';
import { parameterAt, type Overrides } from '../../kernel/rulebook.ts';
import type { AppealLevel, DispositionState, PromptStage } from './choices.ts';
import { dispositionRules, type DispositionRules } from './rulebook.ts';

type Day = Temporal.PlainDate;
export type LocalRules = Overrides<DispositionRules>;

export type Standing = { status: string; kind: 'full' | 'probationary'; orgId: string };

/** Those on probation are only converted, extended or revoked (党章 art. 7); whoever has left the roll has left it. */
export function reasonAgainstStanding({ status, kind }: Standing): Reason | undefined {
  if (kind === 'probationary')
    return {
      code: 'dispositions.probationary',
      cites: '党章 art. 7',
      remedy: 'dispositions.probationary',
      field: 'personId',
    };
  if (status !== 'active' && status !== 'suspended')
    return {
      code: 'dispositions.not_in_roll',
      params: { statusKey: `members.status.${status}` },
      field: 'personId',
    };
  return undefined;
}

/** A penalty under Party discipline and a disposition never answer the same question (处置2024). */
export function reasonAfterPenalty(isPenalised: boolean): Reason | undefined {
  if (!isPenalised) return undefined;
  return {
    code: 'dispositions.penalised',
    cites: '处置2024',
    remedy: 'dispositions.penalised',
    field: 'isPenalised',
  };
}

/** The last day of what a state waits for; undefined where no clock runs. */
export function dueOn(
  at: { state: DispositionState; stateSince: Day; deadlineOn: Day | null },
  local: LocalRules,
): Day | undefined {
  const within = (key: keyof DispositionRules): Day =>
    at.stateSince.add({ days: parameterAt(dispositionRules, key, at.stateSince, local).value });
  switch (at.state) {
    case 'verifying':
      return within('verify.days');
    case 'resolved':
      return within('approve.days');
    case 'approved':
      return within('deliver.days');
    case 'correcting':
      return at.deadlineOn ?? undefined;
    default:
      return undefined;
  }
}

export function appealDueOn(lodgedOn: Day, local: LocalRules): Day {
  return lodgedOn.add({
    days: parameterAt(dispositionRules, 'appeal.answer_days', lodgedOn, local).value,
  });
}

export function longestCorrection(
  from: Day,
  local: LocalRules,
): { last: Day; months: number; source: string } {
  const rule = parameterAt(dispositionRules, 'correct.longest_months', from, local);
  return { last: from.add({ months: rule.value }), months: rule.value, source: rule.source };
}

/** The first day on which somebody delisted on a day may ask to be admitted again; with the rule it comes from. */
export function rejoinFrom(delistedOn: Day, local: LocalRules): { on: Day; source: string } {
  const rule = parameterAt(dispositionRules, 'rejoin.years', delistedOn, local);
  return { on: delistedOn.add({ years: rule.value }), source: rule.source };
}

/** An appeal goes above the organization that decided last, and needs a decision that stands. */
export function reasonNotToAppeal(at: {
  level: AppealLevel;
  decided: boolean;
  approved: boolean;
  state: DispositionState;
}): Reason | undefined {
  if (!at.decided || at.state === 'dropped' || at.state === 'revoked')
    return {
      code: 'dispositions.nothing_to_appeal',
      remedy: 'dispositions.state_views',
      cites: '党章 art. 4',
    };
  if (at.approved && at.level === 'town')
    return {
      code: 'dispositions.appeal_to_higher',
      remedy: 'dispositions.appeal_to_higher',
      cites: '党章 art. 4',
      field: 'level',
    };
  return undefined;
}

/** What was heard when the person was asked; the branch's own judgement whether the reason is a proper one. */
export type Inquiry = { askedOn: Day; isProper: boolean };

/**
 * What a failure that began on a day asks of the branch today; undefined before the first prompt. A reason found proper
 * settles it; nothing else follows by itself.
 */
export function promptOf(
  since: Day,
  inquiry: Inquiry | undefined,
  today: Day,
  local: LocalRules,
): PromptStage | undefined {
  const reached = (key: 'prompt.ask_months' | 'prompt.branch_months'): boolean =>
    !isAfter(since.add({ months: parameterAt(dispositionRules, key, today, local).value }), today);
  if (!reached('prompt.ask_months')) return undefined;
  if (inquiry?.isProper) return 'settled';
  if (reached('prompt.branch_months')) return 'branch';
  return inquiry ? 'asked' : 'ask';
}

export function isAfter(a: Day, b: Day): boolean {
  return Temporal.PlainDate.compare(a, b) > 0;
}
