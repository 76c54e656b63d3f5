/** Who hears of an engagement: the branch of what the member said, the member of what the branch decided. */
import type { Ctx } from '../../kernel/ctx.ts';
import { accountsOfPersons, accountsWithRole, notify } from '../../kernel/notice/notify.ts';
import type { EngagementRow } from './store.ts';

export async function tellBranch(ctx: Ctx, row: EngagementRow, key: string): Promise<void> {
  const secretaries = await accountsWithRole(ctx, ['village_secretary'], row.orgPath);
  await notify(ctx, secretaries, noticeOf(row, key));
}

export async function tellMember(ctx: Ctx, row: EngagementRow, key: string): Promise<void> {
  const accounts = await accountsOfPersons(ctx, [row.personId]);
  await notify(ctx, [...accounts.values()], noticeOf(row, key));
}

function noticeOf(row: EngagementRow, key: string) {
  return {
    key,
    params: { name: row.personName, title: row.title },
    path: `/engagements/${row.id}`,
    subject: { type: 'engagement', id: row.id, orgPath: row.orgPath },
  };
}
