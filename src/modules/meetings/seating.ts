/** Who should come to a meeting on a day: from the roll of members, or from the rosters of bodies. */
import type { Ctx } from '../../kernel/ctx.ts';
import { listActiveMembers } from '../members/facade.ts';
import { kindRow } from './choices.ts';
import { listBodyMembers, seat, type MeetingRow, type Seat } from './store.ts';

/** Draws the list anew for the day; marks that were already made stay. */
export async function seatThoseWhoShouldCome(
  ctx: Ctx,
  meeting: Pick<MeetingRow, 'id' | 'kind' | 'orgPath'>,
  day: Temporal.PlainDate,
): Promise<void> {
  const { electorate } = kindRow(meeting.kind);
  if (electorate.of === 'counted') return;
  const seats =
    electorate.of === 'members'
      ? await membersOf(ctx, meeting.orgPath, day)
      : oneSeatEach(
          await listBodyMembers(ctx, { paths: [meeting.orgPath], bodies: electorate.bodies, on: day }),
        );
  await seat(ctx, meeting, seats);
}

async function membersOf(ctx: Ctx, path: string, day: Temporal.PlainDate): Promise<Seat[]> {
  const members = await listActiveMembers(ctx, [path], day);
  return members.map(({ id, name, votes }) => ({ personId: id, seatId: null, name, votes }));
}

/** Who sits in two of the bodies has one voice: the same member record, or where there is none the same name and household. */
function oneSeatEach(
  rows: { id: string; personId: string | null; name: string; household: string }[],
): Seat[] {
  const seats = new Map<string, Seat>();
  for (const row of rows) {
    const key = row.personId ?? `${row.name} ${row.household}`;
    if (!seats.has(key))
      seats.set(key, {
        personId: row.personId,
        seatId: row.personId ? null : row.id,
        name: row.name,
        votes: true,
      });
  }
  return [...seats.values()];
}
