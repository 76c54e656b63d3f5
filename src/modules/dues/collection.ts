/** The month or quarter as the secretary's phone shows it. */
import type { Ctx } from '../../kernel/ctx.ts';
import { nameOf } from '../organizations/facade.ts';
import { localOf, mayOf, monthsAsked, readAccount, requireBranch } from './accounts.ts';
import { listUndeclared } from './declaring.ts';
import { listArrears } from './reminders.ts';
import { monthState, monthText } from './rules.ts';
import * as store from './store.ts';

/** Who pays for a month or a quarter, one line a person; and who has earlier months open, for whoever collects. */
export async function getCollection(
  ctx: Ctx,
  input: { org: string; month?: string | undefined; span: 'month' | 'quarter' },
) {
  const org = await requireBranch(ctx, input.org);
  const local = await localOf(ctx, org.path);
  const month = input.month ?? monthText(ctx.today);
  const months = monthsAsked(month, input.span);
  const rows = await readAccount(
    ctx,
    { paths: [org.path] },
    {
      first: months[0] ?? ctx.today,
      last: months.at(-1) ?? ctx.today,
      local,
    },
  );
  const here = rows.filter((row) => row.nowOrgId === org.id);
  const people = [...Map.groupBy(here, (row) => row.personId)].map(([personId, own]) => ({
    personId,
    name: own[0]?.name ?? '',
    class: own[0]?.class ?? 'farmer',
    probationary: own[0]?.kind === 'probationary',
    months: own.map((row) => ({
      month: monthText(row.month),
      dueFen: row.dueFen,
      state: monthState(row, ctx.today),
      paymentId: row.paymentId,
    })),
  }));
  const may = mayOf(ctx);
  const names = await nameOf(ctx, [org.id], ctx.today);
  const undeclared = (await listUndeclared(ctx, [org.path])).filter((one) => one.orgId === org.id);
  return {
    org: { id: org.id, name: names.get(org.id)?.shortName ?? '' },
    today: ctx.today.toString(),
    month,
    months: months.map(monthText),
    people,
    undeclared: undeclared.map(({ id, name }) => ({ id, name })),
    arrears: may.collect ? await listArrears(ctx, org, local) : [],
    cashFen: await store.balanceOf(ctx, org.id, 'cash'),
    may,
  };
}
