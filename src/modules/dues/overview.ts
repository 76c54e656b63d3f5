/** The branches of the scope at a glance: due and collected this year, months open, what went up and came back. */
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { listBranches, nameOf } from '../organizations/facade.ts';
import { localOf, mayOf, paysFromMonthOfJoining } from './accounts.ts';
import { listUndeclared } from './declaring.ts';
import * as store from './store.ts';

/** One line for each branch of the scope: due and collected this year, months open, what went up and came back. */
export async function getOverview(ctx: Ctx, input: { year?: number | undefined }) {
  const year = input.year ?? ctx.today.year;
  const first = Temporal.PlainDate.from({ year, month: 1, day: 1 });
  const last = year === ctx.today.year ? ctx.today : first.with({ month: 12, day: 31 });
  const branches = await listBranches(ctx, ctx.scope);
  const account = store.accountTable({
    of: { paths: ctx.scope },
    first,
    last: last.with({ day: 1 }),
    asOf: ctx.today,
    fromMonthOfJoining: paysFromMonthOfJoining(ctx.today, await localOf(ctx, ctx.scope[0] ?? '')),
  });
  const owed = await sql<{ id: string; dueFen: number; openMonths: number; members: number }>`
    select org_id as id, sum(due_fen)::bigint as "dueFen", count(distinct person_id)::int as members,
      (count(*) filter (where due_fen > 0 and paid_fen is null and month + interval '1 month' <= ${ctx.today}::date))::int
        as "openMonths"
    from ${account} group by org_id
  `.execute(ctx.tx);
  const money = await sql<{
    id: string;
    collectedFen: number;
    handedUpFen: number;
    returnedFen: number;
    cashFen: number;
    onTheWayFen: number;
  }>`
    select l.org_id as id,
      coalesce(-sum(l.fen) filter (where l.account in ('dues', 'extra') and ${ofYear(year)}), 0)::bigint as "collectedFen",
      coalesce(sum(l.fen) filter (where e.kind = 'handed_up' and l.account = 'on_the_way' and ${ofYear(year)}), 0)::bigint
        as "handedUpFen",
      coalesce(sum(l.fen) filter (where e.kind = 'returned' and l.fen > 0 and ${ofYear(year)}), 0)::bigint as "returnedFen",
      coalesce(sum(l.fen) filter (where l.account = 'cash'), 0)::bigint as "cashFen",
      coalesce(sum(l.fen) filter (where l.account = 'on_the_way'), 0)::bigint as "onTheWayFen"
    from dues_lines l join dues_entries e on e.id = l.entry_id
    where l.org_path <@ any(${ctx.scope}::ltree[]) group by l.org_id
  `.execute(ctx.tx);
  const owedBy = new Map(owed.rows.map((row) => [row.id, row]));
  const moneyOf = new Map(money.rows.map((row) => [row.id, row]));
  const undeclared = await listUndeclared(ctx, ctx.scope);
  const town = await findTown(ctx);
  const handings = await store.listHandingsUp(ctx, { paths: ctx.scope, open: true });
  const names = await nameOf(
    ctx,
    handings.map((one) => one.orgId),
    ctx.today,
  );
  return {
    year,
    today: ctx.today.toString(),
    branches: branches.map((branch) => ({
      id: branch.id,
      name: branch.shortName,
      members: owedBy.get(branch.id)?.members ?? 0,
      undeclared: undeclared.filter((one) => one.orgId === branch.id).length,
      dueFen: owedBy.get(branch.id)?.dueFen ?? 0,
      openMonths: owedBy.get(branch.id)?.openMonths ?? 0,
      collectedFen: moneyOf.get(branch.id)?.collectedFen ?? 0,
      handedUpFen: moneyOf.get(branch.id)?.handedUpFen ?? 0,
      returnedFen: moneyOf.get(branch.id)?.returnedFen ?? 0,
      cashFen: moneyOf.get(branch.id)?.cashFen ?? 0,
      onTheWayFen: moneyOf.get(branch.id)?.onTheWayFen ?? 0,
    })),
    town: town && {
      id: town.id,
      name: town.name,
      cashFen: moneyOf.get(town.id)?.cashFen ?? 0,
    },
    toConfirm: handings.map((one) => ({
      id: one.id,
      orgName: names.get(one.orgId)?.shortName ?? '',
      fen: one.fen,
      on: one.on.toString(),
    })),
    may: mayOf(ctx),
  };
}

function ofYear(year: number) {
  return sql`extract(year from e.happened_on) = ${year}`;
}

async function findTown(ctx: Ctx): Promise<{ id: string; name: string } | null> {
  const { rows } = await sql<{ id: string; name: string }>`
    select o.id, n.short_name as name from organizations o
    join organization_names n on n.org_id = o.id and upper_inf(n.valid)
    where o.kind = ${ctx.services.townKind} and o.path <@ any(${ctx.scope}::ltree[])
    order by o.path limit 1
  `.execute(ctx.tx);
  return rows[0] ?? null;
}
