/** An emergency that could not wait: handled first and put through the four discussions after, where the town allows it. */
import { record } from '../../kernel/audit/record.ts';
import { noticeEnd, type WorkingCalendar } from '../../kernel/clock/calendar.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { refuseAll, type Reason } from '../../kernel/refusal.ts';
import { parameterAt } from '../../kernel/rulebook.ts';
import { openCase, raise, refuseFuture } from './actions.ts';
import { decisionRules } from './rulebooks.ts';
import type { LocalRules } from './rules.ts';
import type { CaseRow } from './store.ts';

type Day = Temporal.PlainDate;

export type ActedFirst = { on: Day; what: string; why: string; by: string; dueOn: Day };

export function actedFirstOf(row: CaseRow): ActedFirst | undefined {
  const { actedFirstOn: on, actedFirstWhat: what, actedFirstWhy: why, actedFirstBy: by } = row;
  const dueOn = row.actedFirstDueOn;
  return on && dueOn && what !== null && why !== null && by !== null
    ? { on, what, why, by, dueOn }
    : undefined;
}

/** States in which the resolution is still owed. */
const undecided: readonly CaseRow['state'][] = ['motion', 'proposed', 'deliberated', 'reviewed'];

/** Until when the resolution must follow; undefined where nothing was done before it, or it is there. */
export function supplementDueOn(row: CaseRow): Day | undefined {
  return undecided.includes(row.state) ? (row.actedFirstDueOn ?? undefined) : undefined;
}

/** Why a village may not act before it decides, by the town's rule of that day. */
export function reasonNotToActFirst(day: Day, local: LocalRules): Reason | undefined {
  const rule = parameterAt(decisionRules, 'emergency.may_act_first', day, local);
  if (rule.value) return undefined;
  return {
    code: 'village_decisions.may_not_act_first',
    cites: rule.source,
    remedy: 'village_decisions.discuss_first',
  };
}

function dueAfter(day: Day, local: LocalRules, calendar: WorkingCalendar): Day {
  return noticeEnd(calendar, day, parameterAt(decisionRules, 'emergency.supplement', day, local).value);
}

export type ActingFirst = {
  id: string;
  version: number;
  on: string;
  what: string;
  why: string;
  by: string;
};

/**
 * Tells what was done before the discussions. It spares the case none of them: it sets the day by which the resolution must
 * follow, and stands in everything that is published. Refuses it once the case is past the motion, twice, for a day to come,
 * and where the town's rule of that day does not allow it.
 */
export async function actFirst(ctx: Ctx, input: ActingFirst): Promise<void> {
  const { row, local, calendar } = await openCase(ctx, input, (file) => ({
    yours: { on: input.on, what: input.what, why: input.why, by: input.by },
    theirs: {
      on: file.row.actedFirstOn?.toString() ?? null,
      what: file.row.actedFirstWhat,
      why: file.row.actedFirstWhy,
      by: file.row.actedFirstBy,
    },
  }));
  const on = Temporal.PlainDate.from(input.on);
  refuseFuture(ctx, on, 'on');
  const reasons = [
    row.state === 'motion'
      ? undefined
      : { code: 'village_decisions.act_first_is_told_at_once', remedy: 'village_decisions.new_case' },
    row.actedFirstOn ? { code: 'village_decisions.acted_first_already' } : undefined,
    reasonNotToActFirst(on, local),
  ].filter((reason) => reason !== undefined);
  if (reasons.length > 0) refuseAll(reasons);
  const dueOn = dueAfter(on, local, calendar);
  await raise(ctx, row, {
    acted_first_on: on,
    acted_first_what: input.what,
    acted_first_why: input.why,
    acted_first_by: input.by,
    acted_first_due_on: dueOn,
  });
  await record(ctx, {
    event: 'village_decisions.acted_first',
    org: { id: row.orgId, path: row.orgPath },
    subject: { type: 'village_decision_case', id: row.id },
    after: { on: input.on, by: input.by, dueOn: dueOn.toString() },
    reason: input.why,
  });
}
