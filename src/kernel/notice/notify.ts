/** Notices to people, written in the transaction of the act that they tell of. */
import { sql } from 'kysely';
import type { Ctx } from '../ctx.ts';
import { enqueue } from '../jobs/job.ts';
import type { Params } from '../refusal.ts';
import { mailNotices } from './jobs.ts';
import { nextLoudMoment } from './mail.ts';

export type Notice = {
  /** Message keys are `notice.<key>.title` and `notice.<key>.text`. */
  key: string;
  /** For the text in the app; may name people, for it is shown to the addressee alone. */
  params?: Params;
  /** For the title and for a mail: time, place, subject; never anything about a third person. */
  openParams?: Params;
  /** Where it opens in the staff app, from `/`. */
  path: string;
  /** Mailed at once (in the night: in the morning) instead of with the day's digest; for calls to meetings. */
  urgent?: boolean;
  /** The record that it is about; whoever may read its organization sees who was reached. */
  subject?: { type: string; id: string; orgPath: string };
};

/** Gives each account the notice once, in the app, and by mail where the account has an address and mail is set up. */
export async function notify(ctx: Ctx, accountIds: readonly string[], notice: Notice): Promise<void> {
  const addressees = await ctx.tx
    .selectFrom('accounts')
    .select(['id', 'email'])
    .where('id', 'in', [...new Set([...accountIds, nobody])])
    .where('disabled_at', 'is', null)
    .execute();
  if (addressees.length === 0) return;
  const { mail } = ctx.services;
  await ctx.tx
    .insertInto('notices')
    .values(
      addressees.map(({ id, email }) => ({
        account_id: id,
        key: notice.key,
        params: JSON.stringify(notice.params ?? {}),
        open_params: JSON.stringify(notice.openParams ?? {}),
        path: notice.path,
        urgent: notice.urgent ?? false,
        at: ctx.now,
        subject_type: notice.subject?.type ?? null,
        subject_id: notice.subject?.id ?? null,
        org_path: notice.subject?.orgPath ?? null,
        mail: mail && email ? 'waiting' : 'none',
      })),
    )
    .execute();
  if (!mail || !notice.urgent) return;
  const startAfter = nextLoudMoment(ctx.now, mail.quiet);
  for (const { id, email } of addressees) {
    if (email) await enqueue(ctx, mailNotices, { accountId: id }, { startAfter, key: id });
  }
}

/** Keeps the list of a statement from being empty. */
const nobody = '00000000-0000-0000-0000-000000000000';

/**
 * Accounts that today hold one of the roles at the organization or above it, nearest first:
 * the nearest organization at which the role is held answers for everything below.
 */
export async function accountsWithRole(
  ctx: Ctx,
  roles: readonly string[],
  orgPath: string,
): Promise<string[]> {
  const { rows } = await sql<{ account_id: string }>`
    select distinct held.account_id
    from (
      select g.account_id, rank() over (partition by g.role order by nlevel(o.path) desc) as distance
      from role_grants g
      join organizations o on o.id = g.org_id
      join accounts a on a.id = g.account_id
      where g.role = any(${[...roles]}::text[])
        and g.valid @> ${ctx.today.toString()}::date
        and o.path @> ${orgPath}::ltree
        and a.disabled_at is null
    ) held
    where held.distance = 1`.execute(ctx.tx);
  return rows.map((row) => row.account_id);
}

/** Accounts of members, by member record; those without an account are left out (their call goes on paper). */
export async function accountsOfPersons(
  ctx: Ctx,
  personIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await ctx.tx
    .selectFrom('accounts')
    .select(['id', 'person_id'])
    .where('person_id', 'in', [...personIds, nobody])
    .where('disabled_at', 'is', null)
    .execute();
  return new Map(rows.flatMap(({ id, person_id }) => (person_id ? [[person_id, id] as const] : [])));
}

export type Reached = {
  accountId: string;
  name: string;
  readAt: Temporal.Instant | null;
  mail: 'none' | 'waiting' | 'sent' | 'failed' | 'read_before';
  mailError: string | null;
};

/** Whom the notices about a record reached, for its keeper; needs the record's organization in the act's scope. */
export async function listReached(ctx: Ctx, subject: { type: string; id: string }): Promise<Reached[]> {
  const rows = await ctx.tx
    .selectFrom('notices as n')
    .innerJoin('accounts as a', 'a.id', 'n.account_id')
    .select(['n.account_id', 'a.display_name', 'n.read_at', 'n.mail', 'n.mail_error'])
    .where('n.subject_type', '=', subject.type)
    .where('n.subject_id', '=', subject.id)
    .where(sql<boolean>`n.org_path <@ any(${ctx.scope}::ltree[])`)
    .orderBy('n.at')
    .orderBy('a.display_name')
    .execute();
  return rows.map((row) => ({
    accountId: row.account_id,
    name: row.display_name,
    readAt: row.read_at,
    mail: row.mail as Reached['mail'], // held by a check constraint
    mailError: row.mail_error,
  }));
}
