/** Lists of cases and matters, and the cases behind the figures. */
import { sql } from 'kysely';
import { isInScope, scopeUnder, type Ctx } from '../../kernel/ctx.ts';
import { localValues } from '../../kernel/parameters.ts';
import { listBelow, pathOf } from '../organizations/facade.ts';
import { codeOf } from './actions.ts';
import { optionsOf } from './case-view.ts';
import { matterKeys } from './choices.ts';
import type { MatterKey } from './matters.ts';
import { decisionParameters } from './parameters.ts';
import type { CaseState } from './procedure.ts';

const pageSize = 20;

export type ListRequest = {
  q?: string | undefined;
  village?: string | undefined;
  state?: CaseState | 'open' | undefined;
  matter?: MatterKey | undefined;
  page?: number | undefined;
};

type Line = {
  id: string;
  year: number;
  number: number;
  village: string;
  matter: MatterKey;
  title: string;
  state: CaseState;
  stateSince: Temporal.PlainDate;
  returned: boolean;
  total: number;
};

/** One page of the cases in scope, newest first. */
export async function listCases(ctx: Ctx, input: ListRequest) {
  const { rows } = await sql<Line>`
    select c.id, c.year, c.number, n.short_name as village, c.matter, c.title, c.state, c.state_since as "stateSince",
      exists (select from village_decision_steps s where s.case_id = c.id and s.move like 'return%') as returned,
      count(*) over () as total
    from village_decision_cases c
    join organization_names n on n.org_id = c.org_id and n.valid @> ${ctx.today}::date
    where c.org_path <@ any(${ctx.scope}::ltree[])
      ${input.village ? sql`and c.org_id = ${input.village}` : sql``}
      ${input.matter ? sql`and c.matter = ${input.matter}` : sql``}
      ${input.state === 'open' ? sql`and c.state not in ('archived', 'withdrawn')` : sql``}
      ${input.state && input.state !== 'open' ? sql`and c.state = ${input.state}` : sql``}
      ${input.q ? sql`and (position(${input.q} in c.title) > 0 or c.year || '-' || lpad(c.number::text, 3, '0') = ${input.q})` : sql``}
    order by c.moved_on desc, c.id desc
    offset ${((input.page ?? 1) - 1) * pageSize} limit ${pageSize}
  `.execute(ctx.tx);
  return {
    rows: rows.map((row) => ({ ...row, code: codeOf(row), stateSince: row.stateSince.toString() })),
    total: rows[0]?.total ?? 0,
    villages: await villagesBelow(ctx, ctx.scope),
    mayStart: scopeUnder(ctx, 'village_decisions.record').length > 0,
  };
}

/** Every matter with the bodies that may decide it today, by the rules of the village if one is named. */
export async function listMatters(ctx: Ctx, input: { village?: string | undefined }) {
  const path = input.village ? await pathOf(ctx, input.village) : undefined;
  const isVisible = path !== undefined && isInScope(ctx.scope, path);
  const local = isVisible ? await localValues(ctx, decisionParameters, path) : {};
  return {
    matters: matterKeys.map((key) => ({ key, bodies: optionsOf(key, ctx.today, local) })),
    villages: await villagesBelow(ctx, scopeUnder(ctx, 'village_decisions.record')),
  };
}

async function villagesBelow(ctx: Ctx, paths: readonly string[]): Promise<{ id: string; name: string }[]> {
  const villages = await listBelow(ctx, paths, ['village']);
  return villages.map(({ id, shortName }) => ({ id, name: shortName }));
}
