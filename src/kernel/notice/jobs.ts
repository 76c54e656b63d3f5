/** Sends waiting notices by mail: urgent ones at once, the rest in one digest a day. */
import type { Ctx } from '../ctx.ts';
import type { Locale } from '../i18n/catalogue.ts';
import { enqueue, type AnyJob, type Job } from '../jobs/job.ts';
import type { Params } from '../refusal.ts';
import { mailFaultOf, nextLoudMoment, type Mail, type MailRoute } from './mail.ts';

/** One mail to one account with everything that waits for it. */
export const mailNotices: Job<{ accountId: string }> = {
  name: 'notices.mail',
  retries: 5,
  async handle(run, { accountId }) {
    let fault: unknown;
    await run.act(async (ctx) => {
      const { mail: route } = ctx.services;
      const letter = route && (await composeMail(ctx, route, accountId));
      if (!letter) return;
      try {
        await route.mailer.send(letter.mail);
        await settle(ctx, letter.noticeIds, 'sent', null);
      } catch (error) {
        fault = error;
        await settle(ctx, letter.noticeIds, run.lastAttempt ? 'failed' : 'waiting', mailFaultOf(error));
      }
    });
    // The attempt is on record; the queue decides when to try again.
    if (fault !== undefined) throw new Error(`mail not taken: ${mailFaultOf(fault)}`);
  },
};

/** Every morning: one mail for each account with unread notices that no mail has told of yet. */
export const digestNotices: Job = {
  name: 'notices.digest',
  retries: 2,
  cron: '30 7 * * *',
  handle: (run) =>
    run.act(async (ctx) => {
      const { mail: route } = ctx.services;
      if (!route) return;
      const rows = await ctx.tx
        .selectFrom('notices')
        .select('account_id')
        .distinct()
        .where('mail', '=', 'waiting')
        .execute();
      const startAfter = nextLoudMoment(ctx.now, route.quiet);
      for (const { account_id: accountId } of rows) {
        await enqueue(ctx, mailNotices, { accountId }, { startAfter, key: accountId });
      }
    }),
};

/** Read notices are of no use after a year. */
export const clearNotices: Job = {
  name: 'notices.clear',
  retries: 2,
  cron: '10 3 * * *',
  handle: (run) =>
    run.act(async (ctx) => {
      await ctx.tx
        .deleteFrom('notices')
        .where('read_at', '<', ctx.now.subtract({ hours: 24 * 365 }))
        .execute();
    }),
};

export const noticeJobs: readonly AnyJob[] = [mailNotices, digestNotices, clearNotices];

/** Takes the waiting notices of one account; what was read in the meantime needs no mail any more. */
async function composeMail(
  ctx: Ctx,
  route: MailRoute,
  accountId: string,
): Promise<{ mail: Mail; noticeIds: string[] } | undefined> {
  await ctx.tx
    .updateTable('notices')
    .set({ mail: 'read_before', mail_settled_at: ctx.now })
    .where('account_id', '=', accountId)
    .where('mail', '=', 'waiting')
    .where('read_at', 'is not', null)
    .execute();
  const rows = await ctx.tx
    .selectFrom('notices')
    .select(['id', 'key', 'open_params', 'path'])
    .where('account_id', '=', accountId)
    .where('mail', '=', 'waiting')
    .orderBy('at')
    .forUpdate()
    .skipLocked()
    .execute();
  const account = await ctx.tx
    .selectFrom('accounts')
    .select(['email', 'locale'])
    .where('id', '=', accountId)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  const noticeIds = rows.map((row) => row.id);
  if (!account?.email) {
    await settle(ctx, noticeIds, 'none', null);
    return undefined;
  }
  if (rows.length === 0) return undefined;
  const t = ctx.services.translate[account.locale as Locale]; // held by a check constraint
  const titles = rows.map((row) => t(`notice.${row.key}.title`, row.open_params as Params)); // written by notify()
  const lines = titles.map((title, i) => `· ${title}\n  ${route.publicUrl}/app${rows[i]?.path ?? '/'}`);
  const [first = ''] = titles;
  const subject =
    titles.length === 1
      ? t('notice.mail.one', { title: first })
      : t('notice.mail.many', { count: titles.length });
  const text = [...lines, '', t('notice.mail.foot')].join('\n');
  return { mail: { to: account.email, subject: subject.replaceAll(/[\r\n]+/gu, ' '), text }, noticeIds };
}

async function settle(
  ctx: Ctx,
  noticeIds: readonly string[],
  mail: 'sent' | 'failed' | 'waiting' | 'none',
  fault: string | null,
): Promise<void> {
  for (const id of noticeIds) {
    await ctx.tx
      .updateTable('notices')
      .set((eb) => ({
        mail,
        mail_error: fault,
        mail_attempts: eb('mail_attempts', '+', 1),
        mail_settled_at: mail === 'waiting' ? null : ctx.now,
      }))
      .where('id', '=', id)
      .execute();
  }
}
