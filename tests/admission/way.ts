/** A whole way through the 25 steps as plain entries, from a day on; every step well done. */
import { workingCalendar } from '../../src/kernel/clock/calendar.ts';
import type { CaseState } from '../../src/modules/admission/choices.ts';
import type { AdmissionFacts, Ballot, Details, ShownNotice } from '../../src/modules/admission/facts.ts';
import { admissionProcedure } from '../../src/modules/admission/procedure.ts';
import { type Entry, replay } from '../../src/modules/admission/progress.ts';
import { targetOf } from '../../src/kernel/procedure/procedure.ts';

type Day = Temporal.PlainDate;
export const day = (iso: string): Day => Temporal.PlainDate.from(iso);

/** Working days without holidays: what is tested here is counting, not a year's calendar. */
export const plainCalendar = workingCalendar(
  [],
  Array.from({ length: 45 }, (_, i) => 2000 + i),
);

export const birthDate = day('1980-05-01');

export function ballot(given: Partial<Ballot> = {}): Ballot {
  return {
    title: '会议',
    eligible: 12,
    present: 9,
    yes: 8,
    no: 1,
    abstain: 0,
    secret: true,
    tellers: ['何一川', '何二川'],
    ...given,
  };
}
const full = (n: number) => ({ personId: `p${n}`, name: `联系人${n}`, isFull: true, isActive: true });

type Row = { move: string; after: Temporal.DurationLike; details?: Details };

/** When each step happens, counted from the application, and what its entry says. */
export const rows: readonly Row[] = [
  { move: 'talk', after: { days: 10 } },
  {
    move: 'confirm_activist',
    after: { months: 1 },
    details: { ballot: ballot({ secret: false, decisionId: 'd03' }) },
  },
  { move: 'file_activist', after: { months: 1, days: 5 }, details: { result: 'filed' } },
  { move: 'assign_mentors', after: { months: 1, days: 6 }, details: { people: [full(1), full(2)] } },
  { move: 'observe', after: { months: 7 } },
  { move: 'observe', after: { months: 13 } },
  {
    move: 'confirm_candidate',
    after: { months: 13, days: 10 },
    details: { ballot: ballot({ secret: false, decisionId: 'd07' }) },
  },
  { move: 'file_candidate', after: { months: 13, days: 12 }, details: { result: 'consented' } },
  { move: 'assign_sponsors', after: { months: 13, days: 25 }, details: { people: [full(1), full(2)] } },
  { move: 'review_politically', after: { months: 14 }, details: { result: 'qualified' } },
  { move: 'train', after: { months: 14, days: 5 }, details: { result: 'passed', hours: 40, days: 5 } },
  {
    move: 'review_by_committee',
    after: { months: 14, days: 10 },
    details: { ballot: ballot({ secret: false, decisionId: 'd12' }) },
  },
  { move: 'prereview', after: { months: 14, days: 15 } },
  { move: 'fill_form', after: { months: 14, days: 18 }, details: { formNo: '610700-0001' } },
  { move: 'pass_meeting', after: { months: 15 }, details: { ballot: ballot({ decisionId: 'd15' }) } },
  { move: 'talk_by_committee', after: { months: 15, days: 10 } },
  {
    move: 'approve',
    after: { months: 16 },
    details: { ballot: ballot({ secret: false, decisionId: 'd17' }) },
  },
  { move: 'file_with_county', after: { months: 16, days: 3 } },
  { move: 'place', after: { months: 16, days: 4 } },
  { move: 'take_oath', after: { months: 16, days: 10 } },
  { move: 'observe_probation', after: { months: 21 } },
  { move: 'observe_probation', after: { months: 26, days: 25 } },
  { move: 'request_conversion', after: { months: 26, days: 20 } },
  {
    move: 'resolve_conversion',
    after: { months: 27, days: 5 },
    details: { ballot: ballot({ decisionId: 'd23' }) },
  },
  {
    move: 'approve_conversion',
    after: { months: 28 },
    details: { ballot: ballot({ secret: false, decisionId: 'd24' }) },
  },
  { move: 'archive', after: { months: 28, days: 10 } },
];

/** Moves beside the straight way: where they leave it, and what they bring. */
export const byways: Readonly<Record<string, Row & { from: string }>> = {
  resolve_extension: {
    move: 'resolve_extension',
    from: 'resolve_conversion',
    after: { months: 27, days: 5 },
    details: { ballot: ballot(), months: 6 },
  },
  resolve_revocation: {
    move: 'resolve_revocation',
    from: 'resolve_conversion',
    after: { months: 27, days: 5 },
    details: { ballot: ballot() },
  },
  resolution_lost: {
    move: 'resolution_lost',
    from: 'resolve_conversion',
    after: { months: 27, days: 5 },
    details: { ballot: ballot({ yes: 5, no: 4 }) },
  },
  fail_meeting: {
    move: 'fail_meeting',
    from: 'pass_meeting',
    after: { months: 15 },
    details: { ballot: ballot({ yes: 6, no: 3 }) },
  },
  refuse_admission: {
    move: 'refuse_admission',
    from: 'approve',
    after: { months: 16 },
    details: { ballot: ballot({ yes: 4, no: 5, secret: false }) },
  },
  refuse_resolution: {
    move: 'refuse_resolution',
    from: 'approve_conversion',
    after: { months: 28 },
    details: { ballot: ballot({ yes: 4, no: 5, secret: false }) },
  },
  approve_extension: {
    move: 'approve_extension',
    from: 'approve_conversion',
    after: { months: 28 },
    details: { ballot: ballot({ secret: false }), months: 6 },
  },
  approve_revocation: {
    move: 'approve_revocation',
    from: 'approve_conversion',
    after: { months: 28 },
    details: { ballot: ballot({ secret: false }) },
  },
  return_papers: { move: 'return_papers', from: 'prereview', after: { months: 14, days: 15 } },
  prereview_again: { move: 'prereview_again', from: 'pass_meeting', after: { months: 15 } },
  return_to_branch: { move: 'return_to_branch', from: 'approve', after: { months: 16 } },
  cease: { move: 'cease', from: 'confirm_candidate', after: { months: 12 } },
};

/** Entries up to (not including) a move of the straight way, for an application of `start`. */
export function entriesBefore(move: string, start: Day): Entry[] {
  const until = rows.findLastIndex((row) => row.move === move);
  const entries: Entry[] = [
    {
      no: 1,
      move: 'apply',
      step: 'application_submitted',
      from: 'applicant',
      to: 'applicant',
      on: start,
      details: {},
    },
  ];
  for (const row of rows.slice(0, until)) entries.push(entryOfRow(row, entries, start));
  return entries;
}

export function entryOfRow(row: Row, before: readonly Entry[], start: Day): Entry {
  const from: CaseState = before.at(-1)?.to ?? 'applicant';
  const move = admissionProcedure.moves.find((one) => one.key === row.move);
  if (!move) throw new Error(`no move ${row.move}`);
  return {
    no: before.length + 1,
    move: row.move,
    step: move.step,
    from,
    to: targetOf(move, from),
    on: start.add(row.after),
    details: row.details ?? {},
  };
}

/** Facts with which a move is ready, for an application of `start`. */
export function factsFor(move: string, start: Day): AdmissionFacts {
  const byway = byways[move];
  const row = byway ?? rows.findLast((one) => one.move === move);
  if (!row) throw new Error(`no row ${move}`);
  const on = start.add(row.after);
  const notices: ShownNotice[] = [
    {
      part: 'candidate',
      postedOn: start.add({ months: 13, days: 11 }),
      openObjections: 0,
      upheldObjections: 0,
    },
    {
      part: 'admission',
      postedOn: start.add({ months: 14, days: 16 }),
      openObjections: 0,
      upheldObjections: 0,
    },
  ];
  return {
    today: on.add({ days: 3 }),
    on,
    calendar: plainCalendar,
    local: {},
    person: { name: '申小雨', birthDate, personId: 'own' },
    progress: replay(entriesBefore(byway?.from ?? move, start)),
    notices,
    waitingNotices: [],
    annulled: [],
    brought: row.details ?? {},
  };
}
