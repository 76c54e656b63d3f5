/** Months left open: who in the branch, for the branch alone, in the order of the roll; and a friendly word to the member. */
import { recordAll } from '../../kernel/audit/record.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { accountsOfPersons, notify } from '../../kernel/notice/notify.ts';
import { arrearsFrom, localOf, readAccount, requireBranch, type Local } from './accounts.ts';
import { arrearsOf, monthState, monthText, yuan } from './rules.ts';
import type { Prompt } from './choices.ts';
import type * as store from './store.ts';

export type InArrears = {
  personId: string;
  name: string;
  months: string[];
  fen: number;
  inARow: number;
  prompt: Prompt;
  remindedOn: string | null;
};

/** Members who stand in the branch now and have months of the past open, in the order of pinyin; nobody is ranked. */
export async function listArrears(ctx: Ctx, org: store.Org, local: Local): Promise<InArrears[]> {
  const rows = await readAccount(
    ctx,
    { paths: [org.path] },
    { first: arrearsFrom(ctx.today), last: ctx.today.with({ day: 1 }), local },
  );
  const byPerson = Map.groupBy(
    rows.filter((row) => row.nowOrgId === org.id),
    (row) => row.personId,
  );
  const list = [...byPerson].flatMap(([personId, months]): Omit<InArrears, 'remindedOn'>[] => {
    const arrears = arrearsOf(months, ctx.today, local);
    if (arrears.months === 0) return [];
    const open = months.filter((one) => monthState(one, ctx.today) === 'arrears');
    return [
      {
        personId,
        name: months[0]?.name ?? '',
        months: open.map((one) => monthText(one.month)),
        fen: arrears.fen,
        inARow: arrears.inARow,
        prompt: arrears.prompt,
      },
    ];
  });
  const reminded = await remindedOn(
    ctx,
    list.map((one) => one.personId),
  );
  return list.map((one) => ({ ...one, remindedOn: reminded.get(one.personId) ?? null }));
}

/** Tells each of these members, and nobody else, which months are open. Gives how many have an account to be told by. */
export async function remind(
  ctx: Ctx,
  input: { orgId: string; personIds: readonly string[] },
): Promise<{ told: number; onPaper: number }> {
  const org = await requireBranch(ctx, input.orgId);
  const wanted = new Set(input.personIds);
  const list = await listArrears(ctx, org, await localOf(ctx, org.path));
  const due = list.filter((one) => wanted.has(one.personId));
  const accounts = await accountsOfPersons(
    ctx,
    due.map((one) => one.personId),
  );
  for (const one of due) {
    const account = accounts.get(one.personId);
    if (account)
      await notify(ctx, [account], {
        key: 'dues.open_months',
        params: { months: one.months.join('、'), yuan: yuan(one.fen) },
        path: '/own-dues',
      });
  }
  await recordAll(
    ctx,
    due.map((one) => ({
      event: 'dues.reminded',
      org,
      subject: { type: 'member', id: one.personId },
      after: { months: one.months.length },
    })),
  );
  return { told: accounts.size, onPaper: due.length - accounts.size };
}

async function remindedOn(ctx: Ctx, personIds: string[]): Promise<Map<string, string>> {
  if (personIds.length === 0) return new Map();
  const rows = await ctx.tx
    .selectFrom('audit_events')
    .select(['subject_id', 'at'])
    .where('event', '=', 'dues.reminded')
    .where('subject_id', 'in', personIds)
    .orderBy('at')
    .execute();
  return new Map(
    rows.map((row) => [
      row.subject_id ?? '',
      row.at.toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString(),
    ]),
  );
}
