/** Money between branch, town and county: handed up, confirmed, passed on, returned; and the box counted. */
import { sql, type RawBuilder } from 'kysely';
import { record } from '../../kernel/audit/record.ts';
import { requireInScope, type Ctx } from '../../kernel/ctx.ts';
import { accountsWithRole, notify } from '../../kernel/notice/notify.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { nameOf, townKind } from '../organizations/facade.ts';
import { requireBranch } from './accounts.ts';
import { cashTooSmall } from './collecting.ts';
import { fromCountyLines, handedUpLines, receivedLines, returnedLines, toCountyLines } from './entries.ts';
import { yuan } from './rules.ts';
import * as store from './store.ts';

/** A branch hands its dues up; they are on the way until the town's finance officer confirms them. */
export async function handUp(
  ctx: Ctx,
  input: { orgId: string; amountFen: number; on: string; note: string },
): Promise<void> {
  const org = await requireBranch(ctx, input.orgId);
  const on = notAfterToday(ctx, input.on);
  await store.holdBooks(ctx, [org]);
  const cash = await store.balanceOf(ctx, org.id, 'cash');
  if (cash < input.amountFen) throw cashTooSmall(cash, input.amountFen);
  const id = await store.insertEntry(ctx, {
    org,
    kind: 'handed_up',
    on,
    note: input.note,
    lines: handedUpLines(org, input.amountFen),
  });
  await record(ctx, {
    event: 'dues.handed_up',
    org,
    subject: { type: 'dues_entry', id },
    after: { fen: input.amountFen, on: input.on },
  });
  const names = await nameOf(ctx, [org.id], ctx.today);
  await notify(ctx, await accountsWithRole(ctx, ['finance_officer'], org.path), {
    key: 'dues.handed_up',
    params: { orgName: names.get(org.id)?.shortName ?? '', yuan: yuan(input.amountFen) },
    path: '/dues',
  });
}

/** The town has the money that a branch handed up. Whoever handed it up cannot confirm it. */
export async function confirmReceived(ctx: Ctx, input: { entryId: string; on: string }): Promise<void> {
  const found = await store.findHandingUp(ctx, input.entryId);
  if (!found) throw new Refusal('not_found', { status: 404 });
  requireInScope(ctx, found.orgPath);
  const branch = { id: found.orgId, path: found.orgPath };
  const town = await townAbove(ctx, branch);
  await store.holdBooks(ctx, [branch, town]);
  const handing = await store.findHandingUp(ctx, input.entryId);
  if (!handing || handing.receivedOn)
    throw new Refusal('dues.received_already', {
      status: 409,
      params: { on: handing?.receivedOn?.toString() ?? '' },
    });
  const on = notAfterToday(ctx, input.on);
  if (Temporal.PlainDate.compare(on, handing.on) < 0)
    throw new Refusal('dues.received_before_handed_up', {
      params: { on: handing.on.toString() },
      possibleFrom: handing.on.toString(),
      field: 'on',
    });
  await store.insertEntry(ctx, {
    org: branch,
    kind: 'received',
    on,
    answers: handing.id,
    lines: receivedLines(branch, town, handing.fen),
  });
  await record(ctx, {
    event: 'dues.received',
    org: branch,
    subject: { type: 'dues_entry', id: handing.id },
    after: { fen: handing.fen, on: input.on },
  });
}

export type TownMove = {
  move: 'to_county' | 'from_county' | 'returned';
  orgId?: string | undefined;
  amountFen: number;
  on: string;
  note: string;
};

/** The town passes dues on, receives what comes back from above, or returns money to a branch: entries of their own. */
export async function moveTownMoney(ctx: Ctx, input: TownMove): Promise<void> {
  const on = notAfterToday(ctx, input.on);
  const branch = input.move === 'returned' ? await requireBranch(ctx, input.orgId ?? '') : undefined;
  const town = branch ? await townAbove(ctx, branch) : await townOf(ctx);
  await store.holdBooks(ctx, branch ? [town, branch] : [town]);
  if (input.move !== 'from_county') {
    const cash = await store.balanceOf(ctx, town.id, 'cash');
    if (cash < input.amountFen) throw cashTooSmall(cash, input.amountFen);
  }
  const lines = {
    to_county: () => toCountyLines(town, input.amountFen),
    from_county: () => fromCountyLines(town, input.amountFen),
    returned: () => returnedLines(town, branch ?? town, input.amountFen),
  }[input.move]();
  const id = await store.insertEntry(ctx, {
    org: branch ?? town,
    kind: input.move,
    on,
    note: input.note,
    lines,
  });
  await record(ctx, {
    event: `dues.${input.move}`,
    org: branch ?? town,
    subject: { type: 'dues_entry', id },
    after: { fen: input.amountFen, on: input.on },
    reason: input.note,
  });
}

/** The box is counted; a difference is written down with its reason and never made to vanish. */
export async function countCash(
  ctx: Ctx,
  input: { orgId: string; countedFen: number; on: string; note: string },
): Promise<{ differenceFen: number }> {
  const org = await requireBranch(ctx, input.orgId);
  const on = notAfterToday(ctx, input.on);
  await store.holdBooks(ctx, [org]);
  const bookFen = await store.balanceOf(ctx, org.id, 'cash');
  if (bookFen !== input.countedFen && input.note === '')
    throw new Refusal('dues.difference_unexplained', {
      params: { book: yuan(bookFen), counted: yuan(input.countedFen) },
      remedy: 'dues.difference_unexplained',
      field: 'note',
    });
  await store.insertCashCount(ctx, org, { on, countedFen: input.countedFen, bookFen, note: input.note });
  await record(ctx, {
    event: 'dues.cash_counted',
    org,
    after: { countedFen: input.countedFen, bookFen },
    ...(input.note && { reason: input.note }),
  });
  return { differenceFen: input.countedFen - bookFen };
}

function notAfterToday(ctx: Ctx, on: string): Temporal.PlainDate {
  const day = Temporal.PlainDate.from(on);
  if (Temporal.PlainDate.compare(day, ctx.today) > 0)
    throw new Refusal('dues.paid_in_future', { field: 'on' });
  return day;
}

/** The town to which a branch hands up. */
async function townAbove(ctx: Ctx, branch: store.Org): Promise<store.Org> {
  return theTown(ctx, sql<boolean>`path @> ${branch.path}::ltree`);
}

/** The town in the act's own scope. */
async function townOf(ctx: Ctx): Promise<store.Org> {
  return theTown(ctx, sql<boolean>`path <@ any(${ctx.scope}::ltree[])`);
}

async function theTown(ctx: Ctx, condition: RawBuilder<boolean>): Promise<store.Org> {
  const town = await ctx.tx
    .selectFrom('organizations')
    .select(['id', 'path'])
    .where('kind', '=', townKind)
    .where(condition)
    .orderBy('path')
    .executeTakeFirst();
  if (!town) throw new Refusal('not_found', { status: 404 });
  return town;
}
