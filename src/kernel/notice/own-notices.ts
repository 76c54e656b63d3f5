/** The reader's own notices. */
import type { z } from 'zod';
import { accountOf, type Ctx } from '../ctx.ts';
import { Refusal, type Params } from '../refusal.ts';
import type { noticeView } from './api.ts';

type NoticeView = z.infer<typeof noticeView>;

export async function listNotices(
  ctx: Ctx,
  page: { limit: number; offset: number },
): Promise<{ notices: NoticeView[]; total: number; unread: number; asOf: string }> {
  const own = ownNotices(ctx);
  const rows = await own
    .select(['id', 'key', 'params', 'open_params', 'path', 'urgent', 'at', 'read_at', 'mail'])
    .orderBy((eb) => eb('read_at', 'is not', null))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  const { total } = await own.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const t = ctx.services.translate[ctx.locale];
  const notices = rows.map((row): NoticeView => {
    const open = row.open_params as Params; // written by notify()
    const all = { ...open, ...(row.params as Params) }; // written by notify()
    return {
      id: row.id,
      title: t(`notice.${row.key}.title`, open),
      text: t(`notice.${row.key}.text`, all),
      path: row.path,
      urgent: row.urgent,
      at: row.at.toString(),
      readAt: row.read_at?.toString() ?? null,
      mail: row.mail as NoticeView['mail'], // held by a check constraint
    };
  });
  const { unread } = await countNotices(ctx);
  return { notices, total, unread, asOf: ctx.now.toString() };
}

export async function countNotices(ctx: Ctx): Promise<{ unread: number }> {
  return ownNotices(ctx)
    .select((eb) => eb.fn.countAll<number>().as('unread'))
    .where('read_at', 'is', null)
    .executeTakeFirstOrThrow();
}

/** Refuses `not_found` for what is another's; reading twice changes nothing. */
export async function readNotice(ctx: Ctx, id: string): Promise<{ unread: number }> {
  const found = await ownNotices(ctx).select('id').where('id', '=', id).executeTakeFirst();
  if (!found) throw new Refusal('not_found', { status: 404 });
  await ctx.tx
    .updateTable('notices')
    .set({ read_at: ctx.now })
    .where('id', '=', id)
    .where('read_at', 'is', null)
    .execute();
  return countNotices(ctx);
}

/** Only what the reader has seen: a notice that arrived after `until` stays unread. */
export async function readAllNotices(ctx: Ctx, until: Temporal.Instant): Promise<{ unread: number }> {
  await ctx.tx
    .updateTable('notices')
    .set({ read_at: ctx.now })
    .where('account_id', '=', requireAccount(ctx))
    .where('at', '<=', until)
    .where('read_at', 'is', null)
    .execute();
  return countNotices(ctx);
}

function ownNotices(ctx: Ctx) {
  return ctx.tx.selectFrom('notices').where('account_id', '=', requireAccount(ctx));
}

function requireAccount(ctx: Ctx): string {
  const account = accountOf(ctx);
  if (!account) throw new Refusal('auth.not_signed_in', { status: 401 });
  return account;
}
