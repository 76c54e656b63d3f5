/** What is made known within the Party: sums and counts of a half-year, no names, no reductions by person. */
import { sql } from 'kysely';
import { record } from '../../kernel/audit/record.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import type { Block, Value } from '../../kernel/disclosure/content.ts';
import { propose } from '../../kernel/disclosure/publications.ts';
import { periodOf } from '../../kernel/duty/duty.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { nameOf } from '../organizations/facade.ts';
import { localOf, paysFromMonthOfJoining, requireBranch } from './accounts.ts';
import { messages } from './messages.ts';
import * as store from './store.ts';

/** The row of the Party's catalogue under which dues are published (`openness`). */
const catalogueKey = 'party.dues';

/** Days after the half-year within which it must be known; the same as the catalogue says. */
const dueDays = 31;

export type Summary = {
  members: number;
  dueFen: number;
  duesFen: number;
  extraFen: number;
  receipts: number;
  openMonths: number;
  handedUpFen: number;
  returnedFen: number;
  cashFen: number;
};

/** Proposes the figures of a half-year that has ended or runs; review and approval are other people's steps. */
export async function publishHalfYear(
  ctx: Ctx,
  input: { orgId: string; half: string },
): Promise<{ id: string; code: string }> {
  const org = await requireBranch(ctx, input.orgId);
  const period = halfYear(input.half);
  if (Temporal.PlainDate.compare(period.from, ctx.today) > 0)
    throw new Refusal('dues.period_not_begun', { possibleFrom: period.from.toString(), field: 'half' });
  const summary = await summarize(ctx, org, period);
  const names = await nameOf(ctx, [org.id], ctx.today);
  const title = messages['zh-CN']['dues.public.title']
    .replace('{{branch}}', names.get(org.id)?.shortName ?? '')
    .replace('{{period}}', messages['zh-CN'][`dues.public.half_${period.half}`])
    .replace('{{year}}', String(period.from.year));
  const proposed = await propose(ctx, {
    catalogueKey,
    org,
    subject: { type: 'organization', id: org.id },
    title,
    content: { blocks: blocksOf(summary, period) },
    audience: 'members',
    profile: 'names_masked',
    dueOn: period.to.add({ days: dueDays }),
  });
  await record(ctx, {
    event: 'dues.put_forward',
    org,
    subject: { type: 'publication', id: proposed.id },
    after: { half: input.half, ...summary },
  });
  return proposed;
}

export type HalfYear = { from: Temporal.PlainDate; to: Temporal.PlainDate; half: 1 | 2 };

/** Of `2026-H1`. */
export function halfYear(label: string): HalfYear {
  const [year = '', half = ''] = label.split('-H');
  const first = Temporal.PlainDate.from({ year: Number(year), month: half === '1' ? 1 : 7, day: 1 });
  return { ...periodOf('half_year', first), half: half === '1' ? 1 : 2 };
}

/** Sums of a branch over a period, as they are known today. */
export async function summarize(ctx: Ctx, org: store.Org, period: HalfYear): Promise<Summary> {
  const local = await localOf(ctx, org.path);
  const last = earlier(period.to, ctx.today);
  const account = store.accountTable({
    of: { paths: [org.path] },
    first: period.from,
    last,
    asOf: ctx.today,
    fromMonthOfJoining: paysFromMonthOfJoining(ctx.today, local),
  });
  const { rows } = await sql<Summary>`
    select
      (select count(distinct person_id) from ${account} where org_id = ${org.id})::int as members,
      (select coalesce(sum(due_fen), 0) from ${account} where org_id = ${org.id})::bigint as "dueFen",
      (select count(*) from ${account} where org_id = ${org.id} and due_fen > 0 and paid_fen is null
        and month + interval '1 month' <= ${ctx.today}::date)::int as "openMonths",
      coalesce(-sum(l.fen) filter (where l.account = 'dues' and ${within(period)}), 0)::bigint as "duesFen",
      coalesce(-sum(l.fen) filter (where l.account = 'extra' and ${within(period)}), 0)::bigint as "extraFen",
      (count(distinct e.id) filter (where e.kind = 'payment' and ${within(period)}))::int
        - (count(distinct e.id) filter (where e.kind = 'reversal' and ${within(period)}))::int as receipts,
      coalesce(sum(l.fen) filter (where e.kind = 'handed_up' and l.account = 'on_the_way' and ${within(period)}), 0)::bigint
        as "handedUpFen",
      coalesce(sum(l.fen) filter (where e.kind = 'returned' and l.account = 'cash' and ${within(period)}), 0)::bigint
        as "returnedFen",
      coalesce(sum(l.fen) filter (where l.account = 'cash' and e.happened_on <= ${period.to}::date), 0)::bigint as "cashFen"
    from dues_lines l join dues_entries e on e.id = l.entry_id
    where l.org_id = ${org.id}
  `.execute(ctx.tx);
  const [summary] = rows;
  if (!summary) throw new Error('an aggregate gives its row');
  return summary;
}

function within(period: HalfYear) {
  return sql`e.happened_on between ${period.from}::date and ${period.to}::date`;
}

function blocksOf(summary: Summary, period: HalfYear): Block[] {
  const fact = (key: string, value: Value) => ({ labelKey: `dues.public.${key}`, value });
  const money = (fen: number): Value => ({ kind: 'money', fen });
  return [
    {
      kind: 'facts',
      facts: [
        fact('from', { kind: 'day', day: period.from.toString() }),
        fact('to', { kind: 'day', day: period.to.toString() }),
        fact('members', { kind: 'number', number: summary.members, unitKey: 'unit.people' }),
        fact('due', money(summary.dueFen)),
        fact('collected', money(summary.duesFen)),
        fact('extra', money(summary.extraFen)),
        fact('receipts', { kind: 'number', number: summary.receipts, unitKey: 'unit.receipts' }),
        fact('open_months', { kind: 'number', number: summary.openMonths, unitKey: 'unit.months' }),
        fact('handed_up', money(summary.handedUpFen)),
        fact('returned', money(summary.returnedFen)),
        fact('cash', money(summary.cashFen)),
      ],
    },
    { kind: 'paragraph', text: messages['zh-CN']['dues.public.note'] },
  ];
}

function earlier(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(a, b) < 0 ? a : b;
}
