/** Last days by which steps are to be done, each by the rule of its own time. */
import type { StepId } from './choices.ts';
import { type AdmissionFacts, ruleOn } from './facts.ts';
import { probationOf } from './probation.ts';
import { entriesOf, entryOf } from './progress.ts';

type Day = Temporal.PlainDate;
export type Deadline = { step: StepId; dueOn: Day; cites: string };
type Known = Pick<AdmissionFacts, 'progress' | 'local'>;

/** The deadline of a step that is still to be done; undefined where the rules give none or what it counts from is missing. */
export function deadlineOf(facts: Known, step: StepId): Deadline | undefined {
  const { progress } = facts;
  const dayOf = (id: StepId): Day | undefined => entryOf(progress, id)?.on;
  switch (step) {
    case 'application_talk':
      return within(facts, step, 'talk.months', dayOf('application_submitted'));
    case 'cultivation':
      return nextObservation(facts, step, dayOf('activist_confirmed'));
    case 'branch_meeting_admission':
      return within(facts, step, 'branch_meeting.months', dayOf('tc_prereview'));
    case 'tc_approval':
      return within(facts, step, 'approval.months', approvalCountsFrom(facts));
    case 'oath':
      return within(facts, step, 'oath.months', dayOf('tc_approval'));
    case 'probation_observation':
      return nextObservation(facts, step, probationOf(facts)?.start);
    case 'branch_meeting_conversion': {
      const probation = probationOf(facts);
      if (!probation) return undefined;
      // "promptly after expiry" has no figure; a month is what offices plan with.
      return { step, dueOn: probation.fullFrom.add({ months: 1 }), cites: '党章 art. 7' };
    }
    case 'tc_conversion_approval':
      return within(facts, step, 'conversion.approval_months', dayOf('branch_meeting_conversion'));
    default:
      return undefined;
  }
}

/** The strict reading counts from the branch meeting; the day of handing in is kept beside it. */
export function approvalCountsFrom({ progress }: Known): Day | undefined {
  return entryOf(progress, 'branch_meeting_admission')?.on;
}

type MonthsRule =
  | 'talk.months'
  | 'branch_meeting.months'
  | 'approval.months'
  | 'oath.months'
  | 'conversion.approval_months';

function within(facts: Known, step: StepId, key: MonthsRule, from: Day | undefined): Deadline | undefined {
  if (!from) return undefined;
  const rule = ruleOn(facts, key, from);
  if (rule.value === 0) return undefined;
  return { step, dueOn: from.add({ months: rule.value }), cites: rule.source };
}

/** One entry for each half-year that has passed since the first day. */
function nextObservation(facts: Known, step: StepId, from: Day | undefined): Deadline | undefined {
  if (!from) return undefined;
  const rule = ruleOn(facts, 'observation.months', from);
  const have = entriesOf(facts.progress, step).length;
  return { step, dueOn: from.add({ months: rule.value * (have + 1) }), cites: rule.source };
}
