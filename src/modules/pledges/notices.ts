/** Who hears of a pledge: the branch of what the member said, the member of what the branch decided. */
import type { Ctx } from '../../kernel/ctx.ts';
import { accountsOfPersons, accountsWithRole, notify } from '../../kernel/notice/notify.ts';
import type { PledgeRow } from './store.ts';

export async function tellBranch(ctx: Ctx, row: PledgeRow, key: string): Promise<void> {
  const secretaries = await accountsWithRole(ctx, ['village_secretary'], row.orgPath);
  await notify(ctx, secretaries, noticeOf(row, key));
}

export async function tellMember(ctx: Ctx, row: PledgeRow, key: string): Promise<void> {
  const accounts = await accountsOfPersons(ctx, [row.personId]);
  await notify(ctx, [...accounts.values()], noticeOf(row, key));
}

function noticeOf(row: PledgeRow, key: string) {
  return {
    key,
    params: { name: row.personName, year: row.year },
    path: `/pledges/${row.id}`,
    subject: { type: 'pledge', id: row.id, orgPath: row.orgPath },
  };
}
