/** Pure decisions on requests: at which desk one lies, and until when it is handled. */
import { addWorkingDays, type WorkingCalendar } from '../../kernel/clock/calendar.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { parameterAt, type Overrides } from '../../kernel/rulebook.ts';
import type { Desk, RequestKind } from './choices.ts';
import { rightsRules, type RightsRules } from './rulebook.ts';

type Day = Temporal.PlainDate;
export type LocalRules = Overrides<RightsRules>;

/** Accounts that hold each desk. */
export type Holders = Readonly<Record<Desk, readonly string[]>>;

/** From the branch upwards; what concerns the committee's own secretary goes to the discipline inspector. */
const ladder = ['branch', 'town', 'committee', 'discipline'] as const satisfies readonly Desk[];
/** Complaints never pass through the branch (信访2022 art. 30: never to the accused). */
const complaintDesks = ['discipline', 'committee'] as const satisfies readonly Desk[];

/** Desks above one, nearest first. */
const above: Readonly<Record<Desk, readonly Desk[]>> = {
  branch: ['town', 'committee'],
  town: ['committee'],
  discipline: ['committee'],
  committee: [],
};

/** True when somebody concerned holds the desk: it then neither sees nor handles the request. */
export function isConcerned(desk: Desk, holders: Holders, concerned: ReadonlySet<string>): boolean {
  return holders[desk].some((account) => concerned.has(account));
}

/** Desks of the kind that someone holds and nobody concerned does. */
export function freeDesks(kind: RequestKind, holders: Holders, concerned: ReadonlySet<string>): Desk[] {
  return (kind === 'complaint' ? complaintDesks : ladder).filter(
    (desk) => holders[desk].length > 0 && !isConcerned(desk, holders, concerned),
  );
}

/** Where a request goes first: above everybody whom it concerns. Undefined where nobody in the town may handle it. */
export function firstDesk(
  kind: RequestKind,
  holders: Holders,
  concerned: ReadonlySet<string>,
): Desk | undefined {
  const free = freeDesks(kind, holders, concerned);
  if (kind === 'complaint') return free[0];
  const highest = ladder.findLastIndex((desk) => isConcerned(desk, holders, concerned));
  return free.find((desk) => ladder.indexOf(desk) > highest);
}

/** Where the member turns with an answer that does not content. */
export function deskAbove(desk: Desk, holders: Holders, concerned: ReadonlySet<string>): Desk | undefined {
  return above[desk].find((one) => holders[one].length > 0 && !isConcerned(one, holders, concerned));
}

/** Last day for accepting what came in on a day. */
export function acceptBy(on: Day, calendar: WorkingCalendar, local: LocalRules): Day {
  return workingDaysFrom(on, parameterAt(rightsRules, 'accept.working_days', on, local).value, calendar);
}

/** Last day for deciding on a correction that was asked for on a day. */
export function correctBy(on: Day, calendar: WorkingCalendar, local: LocalRules): Day {
  return workingDaysFrom(on, parameterAt(rightsRules, 'correction.working_days', on, local).value, calendar);
}

/**
 * A year whose calendar is not loaded must not keep a member from asking: each day counts then, which only shortens the
 * desk's time.
 */
function workingDaysFrom(on: Day, days: number, calendar: WorkingCalendar): Day {
  try {
    return addWorkingDays(calendar, on, days);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'calendar.year_unknown') return on.add({ days });
    throw error;
  }
}

/** Last day for answering what was accepted on a day. */
export function answerBy(on: Day, local: LocalRules): Day {
  return on.add({ days: parameterAt(rightsRules, 'answer.days', on, local).value });
}

/** Last day on which an answer may be taken to the level above, with the rule that says so. */
export function appealUntil(answeredOn: Day, local: LocalRules): { day: Day; source: string } {
  const { value, source } = parameterAt(rightsRules, 'appeal.days', answeredOn, local);
  return { day: answeredOn.add({ days: value }), source };
}
