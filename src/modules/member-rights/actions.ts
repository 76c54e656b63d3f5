/** The moves of a request, by its desk or by the person who asked. */
import { record } from '../../kernel/audit/record.ts';
import { loadCalendar } from '../../kernel/clock/store.ts';
import { accountOf, type Ctx } from '../../kernel/ctx.ts';
import { accountsOfPersons, notify } from '../../kernel/notice/notify.ts';
import { requireMove } from '../../kernel/procedure/procedure.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { atRequest, factsOf, holdsFor, readFile, type RequestFile } from './case-file.ts';
import type { Desk, RequestMove, RequestState } from './choices.ts';
import { concernedBy, holdersFor } from './desks.ts';
import { requestProcedure } from './procedure.ts';
import { acceptBy, answerBy } from './rules.ts';
import * as store from './store.ts';
import { tellDesk } from './submitting.ts';

export type MoveInput = { id: string; version: number; why?: string | undefined; desk?: Desk | undefined };

const bySide = {
  accept: 'desk',
  hand_over: 'desk',
  answer: 'desk',
  content: 'own',
  appeal: 'own',
  withdraw: 'own',
} as const satisfies Record<RequestMove, 'own' | 'desk'>;

/** Refuses as the procedure says; `not_found` to everybody but the desk or the person; 409 when somebody was faster. */
export async function moveRequest(ctx: Ctx, key: RequestMove, input: MoveInput): Promise<void> {
  await atRequest(ctx, { id: input.id, side: bySide[key], lock: true }, async (wide, row) => {
    const file = await readFile(wide, row);
    const made = requireMove(requestProcedure, key, row.state, factsOf(file, wide.today, input.desk), {
      holds: holdsFor(ctx, row),
      ...(input.why !== undefined && { why: input.why }),
    });
    if (row.version !== input.version) throw new Refusal('stale', { status: 409 });
    const desk = deskAfter(file, key, input.desk);
    const dueOn = await dueAfter(wide, file, key);
    const why = input.why?.trim() ?? '';
    const moved = await store.move(wide, row, {
      state: made.to,
      desk,
      deskPath: desk === 'branch' ? row.orgPath : row.townPath,
      dueOn,
      ...(key === 'answer' && { answer: why, answeredBy: accountOf(wide) }),
      ...(key === 'appeal' && { appealed: true as const }),
    });
    if (!moved) throw new Refusal('stale', { status: 409 });
    await store.addStep(wide, row, { move: key, toState: made.to, desk, dueOn, note: why || null });
    await record(wide, {
      event: 'member_rights.moved',
      org: { id: row.townId, path: row.townPath },
      subject: { type: 'member_request', id: row.id },
      before: { state: row.state, desk: row.desk },
      after: { move: key, state: made.to, desk },
    });
    await tell(wide, { row, key, desk, to: made.to });
  });
}

function deskAfter({ row, above }: RequestFile, key: RequestMove, target: Desk | undefined): Desk {
  if (key === 'hand_over') {
    if (!target) throw new Refusal('member_rights.desk_missing', { field: 'desk' });
    return target;
  }
  return key === 'appeal' ? (above ?? row.desk) : row.desk;
}

/** Handing over does not begin the time anew: the member waits no longer because it came to the wrong desk. */
async function dueAfter(
  ctx: Ctx,
  { row, local }: RequestFile,
  key: RequestMove,
): Promise<Temporal.PlainDate | null> {
  if (key === 'hand_over') return row.dueOn;
  if (key === 'accept') return answerBy(ctx.today, local);
  return key === 'appeal' ? acceptBy(ctx.today, await loadCalendar(ctx), local) : null;
}

type Told = { row: store.RequestRow; key: RequestMove; desk: Desk; to: RequestState };

/** The member hears of each step of the desk; a desk hears of what newly lies there. */
async function tell(ctx: Ctx, { row, key, desk }: Told): Promise<void> {
  if (bySide[key] === 'desk') {
    const own = (await accountsOfPersons(ctx, [row.personId])).get(row.personId);
    if (own)
      await notify(ctx, [own], {
        key: `member_rights.${key}`,
        params: { subject: row.subject },
        path: `/own-requests/${row.id}`,
        subject: { type: 'member_request', id: row.id, orgPath: row.townPath },
      });
  }
  if (key !== 'hand_over' && key !== 'appeal') return;
  const holders = await holdersFor(ctx, { branchPath: row.orgPath, townPath: row.townPath });
  await tellDesk(
    ctx,
    { id: row.id, desk, townPath: row.townPath },
    { holders, concerned: await concernedBy(ctx, row) },
  );
}
