/** Where a case stands, replayed from its entries: the entries are the truth, the state beside them is a copy. */
import type { CaseState, StepId } from './choices.ts';
import type { Details } from './facts.ts';

type Day = Temporal.PlainDate;

/** One entry of a case. `no` counts from 1; `from` and `to` are the states before and after. */
export type Entry = {
  no: number;
  move: string;
  step: StepId | null;
  from: CaseState;
  to: CaseState;
  on: Day;
  details: Details;
};

/** `entries`: those that stand; what a return or a correction undid is history. `since`: the day on which the state was reached. */
export type Progress = { state: CaseState; since: Day; entries: readonly Entry[] };

/** The way back undoes these steps: they are to be done again. */
export const undoneBy: Readonly<Record<string, readonly StepId[]>> = {
  return_papers: ['bc_review'],
  prereview_again: ['tc_prereview', 'application_form_filled'],
  fail_meeting: ['bc_review', 'tc_prereview', 'application_form_filled', 'branch_meeting_admission'],
  refuse_admission: [
    'bc_review',
    'tc_prereview',
    'application_form_filled',
    'branch_meeting_admission',
    'tc_talk',
  ],
  return_to_branch: [
    'bc_review',
    'tc_prereview',
    'application_form_filled',
    'branch_meeting_admission',
    'tc_talk',
  ],
  approve_extension: ['conversion_requested', 'branch_meeting_conversion'],
  refuse_resolution: ['branch_meeting_conversion'],
};

export const takeBack = 'take_back';

/** Replays the entries of a case in their order, without those taken back; the first is its application. */
export function replay(entries: readonly Entry[]): Progress {
  const [first, ...rest] = entriesNotTakenBack(entries);
  if (!first) throw new Error('a case begins with its application');
  return rest.reduce<Progress>(after, { state: first.to, since: first.on, entries: [first] });
}

/** What stands of the entries once mistakes are taken out; a return that was a mistake undoes nothing. */
export function entriesNotTakenBack(entries: readonly Entry[]): Entry[] {
  const taken = new Set(entries.flatMap((entry) => entry.details.undoes ?? []));
  return entries.filter((entry) => entry.move !== takeBack && !taken.has(entry.no));
}

/** The progress after one more entry, other than one that takes another back. */
export function after(progress: Progress, entry: Entry): Progress {
  const undone = new Set<StepId | null>(undoneBy[entry.move] ?? []);
  const standing = progress.entries.filter((one) => one.step === null || !undone.has(one.step));
  const moved = entry.to !== progress.state;
  // What is entered late counts for its own day; the state itself is as old as the move that led to it.
  return { state: entry.to, since: moved ? entry.on : progress.since, entries: [...standing, entry] };
}

/** The standing entries of a step, oldest first. */
export function entriesOf(progress: Progress, step: StepId): readonly Entry[] {
  return progress.entries.filter((entry) => entry.step === step);
}

/** The standing entry of a step that counts: the last one. */
export function entryOf(progress: Progress, step: StepId): Entry | undefined {
  return progress.entries.findLast((entry) => entry.step === step);
}
