/** Every number with where it comes from, and the years of the calendar. */
import { sql } from 'kysely';
import { scopeUnder, type Ctx } from '../../kernel/ctx.ts';
import { type AnyParameterBook, localValues } from '../../kernel/parameters.ts';
import type { Dated } from '../../kernel/rulebook.ts';

/** As they hold at the reader's own place on the day: the town's own value where there is one. */
export async function listParameters(
  ctx: Ctx,
  books: readonly AnyParameterBook[],
  input: { asOf?: string | undefined },
) {
  const on = input.asOf ?? ctx.today.toString();
  const path = ctx.scope[0] ?? '';
  const proposals = await ctx.tx
    .selectFrom('parameter_proposals')
    .select(['id', 'key', 'value', 'valid_from', 'source', 'reason', 'proposer'])
    .where('state', '=', 'proposed')
    .execute();
  const rows = [];
  for (const book of books) {
    const local: Record<string, readonly Dated<unknown>[] | undefined> = await localValues(ctx, book, path);
    for (const [key, values] of Object.entries(book.rules)) {
      const general = inForce(values, on);
      const own = general?.kind === 'statutory' ? undefined : inForce(local[key] ?? [], on);
      const whole = `${book.key}.${key}`;
      const proposal = proposals.find((one) => one.key === whole);
      const inForceNow = own ?? general;
      rows.push({
        key: whole,
        kind: (general ?? values[0])?.kind ?? 'local',
        now: inForceNow ? datedView(inForceNow) : null,
        book: own && general ? datedView(general) : null,
        proposal: proposal
          ? {
              id: proposal.id,
              value: proposal.value,
              from: proposal.valid_from.toString(),
              source: proposal.source,
              reason: proposal.reason,
              by: proposal.proposer,
            }
          : null,
      });
    }
  }
  const { rows: years } = await sql<{ year: number; source: string; days: number }>`
    select y.year, y.source, count(d.day)::int as days from calendar_years y
    left join calendar_days d on extract(year from d.day) = y.year
    group by y.year order by y.year desc
  `.execute(ctx.tx);
  const may = (permission: string) => scopeUnder(ctx, permission).length > 0;
  return {
    rows,
    years,
    may: {
      propose: may('parameters.propose'),
      approve: may('parameters.approve'),
      loadCalendar: may('calendar.load'),
    },
  };
}

function inForce(values: readonly Dated<unknown>[], on: string): Dated<unknown> | undefined {
  return values.find((row) => row.from <= on && (row.to === undefined || on <= row.to));
}

function datedView({ value, from, to, source, certainty }: Dated<unknown>) {
  return { value, from, to: to ?? null, source, certainty };
}
