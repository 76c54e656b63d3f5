/** The records from which stars are read, of everybody in a round: each dimension asks the module that keeps them. */
import type { Ctx } from '../../kernel/ctx.ts';
import { listMonths } from '../dues/facade.ts';
import { listHeld } from '../engagements/facade.ts';
import { attendanceBetween } from '../meetings/facade.ts';
import { listPledgedItems } from '../pledges/facade.ts';
import type { RoundFile } from './case-file.ts';
import type { RecordKeeper, RecordWord } from './choices.ts';
import type { StarRecord } from './star-store.ts';

/** Records by person, in the order in which they are shown. */
export type Records = (personId: string) => StarRecord[];

export async function readRecords(
  ctx: Ctx,
  file: RoundFile,
): Promise<Record<Exclude<RecordKeeper, 'branch'>, Records>> {
  const { round, members } = file;
  const from = Temporal.PlainDate.from({ year: round.year, month: 1, day: 1 });
  const to = from.with({ month: 12, day: 31 });
  const people = members.map((member) => member.personId);
  return {
    meetings: byPerson(
      (await attendanceBetween(ctx, round.orgId, { from, to })).map((one) => ({
        ...one,
        label: one.title,
        path: `/meetings/${one.meetingId}`,
        ownPath: `/own-meetings/${one.meetingId}`,
        word: one.present ? 'present' : 'absent',
      })),
    ),
    self: byPerson(
      members.map((member) => ({
        personId: member.personId,
        label: String(round.year),
        path: `/appraisals/${round.id}`,
        ownPath: '/own-appraisals',
        on: member.selfWrittenOn ?? round.openedOn,
        word: member.selfWrittenOn ? 'written' : 'not_written',
      })),
    ),
    dues: byPerson(
      (await listMonths(ctx, round.orgPath, { first: from, last: to.with({ day: 1 }) })).flatMap((one) =>
        one.state === 'open' || one.state === 'ahead'
          ? []
          : [
              {
                ...one,
                label: one.month,
                path: `/dues/members/${one.personId}`,
                ownPath: '/own-dues',
                word: one.state,
              },
            ],
      ),
    ),
    pledges: byPerson(
      (await listPledgedItems(ctx, people, round.year)).map((one) => ({
        ...one,
        label: one.text,
        path: `/pledges/${one.pledgeId}`,
        ownPath: `/pledges/${one.pledgeId}`,
        on: one.dueOn,
        word: one.outcome ?? 'not_evaluated',
      })),
    ),
    engagements: byPerson(
      (await listHeld(ctx, people, { from, to })).map((one) => ({
        ...one,
        label: one.title,
        path: `/engagements/${one.id}`,
        ownPath: `/engagements/${one.id}`,
        word: one.outcome === 'partly' ? 'partly_kept' : (one.outcome ?? 'not_reviewed'),
      })),
    ),
  };
}

/** What counts for a star and what against it; the rest is shown and not counted. */
const meaning: Record<RecordWord, boolean | null> = {
  present: true,
  absent: false,
  written: true,
  not_written: false,
  paid: true,
  arrears: false,
  released: null,
  elsewhere: null,
  done: true,
  partly: false,
  not_done: false,
  not_evaluated: null,
  kept: true,
  partly_kept: false,
  not_kept: false,
  not_reviewed: null,
};

type Found = {
  personId: string;
  label: string;
  path: string;
  ownPath: string;
  on: Temporal.PlainDate;
  word: RecordWord;
};

function byPerson(found: Found[]): Records {
  const grouped = Map.groupBy(found, (one) => one.personId);
  return (personId) =>
    (grouped.get(personId) ?? []).map(({ label, path, ownPath, on, word }) => ({
      label,
      path,
      ownPath,
      on: on.toString(),
      word,
      met: meaning[word],
    }));
}
