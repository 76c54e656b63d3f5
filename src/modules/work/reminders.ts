/** Once a day: a notice to those who answer for duties that have come near or have just become late. */
import { everywhere, timeZone, type Ctx } from '../../kernel/ctx.ts';
import { standingOf, type DutyStanding } from '../../kernel/duty/standing.ts';
import type { Institution } from '../../kernel/institution.ts';
import type { Job } from '../../kernel/jobs/job.ts';
import { accountsWithRole, notify } from '../../kernel/notice/notify.ts';

/** Days before the due day on which a duty is first told of. */
const daysAhead = 7;
const key = 'duties.reminder';

/**
 * Tells each account of its own duties, at most once a day, and of each duty twice at most: when it comes near, and when
 * it has become late. Never of others' and never in a comparison. Before the morning's mails, which keep the quiet hours.
 */
export function remindOfDuties(institutions: readonly Institution[]): Job {
  return {
    name: 'duties.remind',
    retries: 2,
    cron: '10 7 * * *',
    handle: (run) => run.act((ctx) => tellEverybody(ctx, institutions)),
  };
}

async function tellEverybody(ctx: Ctx, institutions: readonly Institution[]): Promise<void> {
  const { today } = ctx;
  const standings = await standingOf(ctx, institutions, {
    paths: everywhere,
    asOf: today,
    dueFrom: today.subtract({ days: daysAhead + 1 }),
    dueTo: today.add({ days: daysAhead }),
  });
  const open = standings.filter(({ state }) => state === 'due' || state === 'late');
  const told = await lastTold(ctx);
  const news = new Map<string, DutyStanding[]>();
  const answering = new Map<string, string[]>();
  for (const one of open) {
    const place = `${one.next} ${one.org.path}`;
    const accounts = answering.get(place) ?? (await accountsWithRole(ctx, [one.next], one.org.path));
    answering.set(place, accounts);
    for (const account of accounts) {
      const last = told.get(account);
      if (last && Temporal.PlainDate.compare(newsDay(one), last) <= 0) continue;
      news.set(account, [...(news.get(account) ?? []), one]);
    }
  }
  for (const [account, duties] of news) await tell(ctx, account, duties);
}

/** The day on which a duty came near, or became late. */
function newsDay({ state, dueOn }: DutyStanding): Temporal.PlainDate {
  return state === 'late' ? dueOn.add({ days: 1 }) : dueOn.subtract({ days: daysAhead });
}

async function tell(ctx: Ctx, account: string, duties: DutyStanding[]): Promise<void> {
  const late = duties.filter(({ state }) => state === 'late').length;
  const due = duties.length - late;
  const first = duties.map(({ dueOn }) => dueOn.toString()).toSorted()[0] ?? '';
  await notify(ctx, [account], {
    key,
    params: { due, late, first },
    openParams: { due, late },
    path: '/work',
  });
}

/** The day in China of each account's last reminder, looking back as far as it matters. */
async function lastTold(ctx: Ctx): Promise<Map<string, Temporal.PlainDate>> {
  const rows = await ctx.tx
    .selectFrom('notices')
    .select(['account_id', (eb) => eb.fn.max('at').as('at')])
    .where('key', '=', key)
    .where('at', '>', ctx.now.subtract({ hours: 24 * (2 * daysAhead + 1) }))
    .groupBy('account_id')
    .execute();
  return new Map(rows.map((row) => [row.account_id, row.at.toZonedDateTimeISO(timeZone).toPlainDate()]));
}
