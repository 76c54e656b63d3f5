/** Read models of liaison: the list, what I may visit, one pair. */
import { sql } from 'kysely';
import type { z } from 'zod';
import { dayOf, personOf, scopeUnder, withinPaths, type Ctx } from '../../kernel/ctx.ts';
import { familyNameOnly } from '../../kernel/disclosure/masking.ts';
import { localValuesAt } from '../../kernel/parameters.ts';
import { nameOf } from '../organizations/facade.ts';
import { mayEnd, mayRecord } from './access.ts';
import type { liaisonApi, pairView } from './api.ts';
import { liaisonParameters } from './rulebook.ts';
import { standingOfPair, type PairStanding } from './rules.ts';
import * as store from './store.ts';

type Day = Temporal.PlainDate;
export type PairView = z.output<typeof pairView>;
export type ListRequest = z.output<(typeof liaisonApi)['listPairs']['request']>;

export type ReadPair = store.PairRow & PairStanding & { visitedOn: Day[]; openNeeds: number };

const pageSize = 20;

/** Pairs `p` under a condition with what they ask for on a day, the most pressing first. */
export async function readPairs(
  ctx: Ctx,
  where: ReturnType<typeof sql>,
  asOf: Day = ctx.today,
): Promise<ReadPair[]> {
  const { rows } = await sql<store.PairRow & { visitedOn: string[]; openNeeds: number }>`
    select ${store.pairColumns}, ${store.visitDays(asOf)} as "visitedOn",
      (select count(*) from liaison_needs n where n.pair_id = p.id and n.state = 'open') as "openNeeds"
    from liaison_pairs p where ${where} order by p.since, p.id limit 5000
  `.execute(ctx.tx);
  const local = await localValuesAt(ctx, liaisonParameters, [...new Set(rows.map((row) => row.orgPath))]);
  const read = rows.map((row) => {
    const visitedOn = row.visitedOn.map((on) => Temporal.PlainDate.from(on));
    const standing = standingOfPair({ ...row, visitedOn }, asOf, local.get(row.orgPath) ?? {});
    return { ...row, visitedOn, ...standing };
  });
  return read.toSorted((a, b) => weight(a) - weight(b));
}

function weight({ prompts }: PairStanding): number {
  if (prompts.includes('visit_late')) return 0;
  return prompts.length > 0 ? 1 : 2;
}

export async function listPairs(ctx: Ctx, input: ListRequest) {
  const { q, kind, org, state } = input;
  const found = await readPairs(
    ctx,
    sql`${store.touches(ctx.scope)}
      ${q ? sql`and position(${q} in p.person_name) > 0` : sql``}
      ${kind ? sql`and p.kind = ${kind}` : sql``}
      ${org ? sql`and ${org}::uuid in (p.org_id, p.to_org_id)` : sql``}
      ${state === 'ended' ? sql`and p.ended_on is not null` : sql`and p.ended_on is null`}`,
  );
  const shown = found.filter(
    (row) => (state !== 'asking' || row.prompts.length > 0) && (state !== 'needs' || row.openNeeds > 0),
  );
  const skip = ((input.page ?? 1) - 1) * pageSize;
  return {
    rows: await summariesOf(ctx, shown.slice(skip, skip + pageSize)),
    total: shown.length,
    may: {
      assign: scopeUnder(ctx, 'liaison.assign').length > 0,
      keep: scopeUnder(ctx, 'liaison.keep').length > 0,
    },
  };
}

/** The own pairs, and those whose register I keep. */
export async function listToVisit(ctx: Ctx) {
  const own = personOf(ctx);
  const kept = scopeUnder(ctx, 'liaison.keep');
  const { rows: found } = await withinPaths(ctx, kept, (inner) =>
    sql<Pick<store.PairRow, 'id' | 'orgPath' | 'toOrgPath'>>`
      select p.id, p.org_path as "orgPath", p.to_org_path as "toOrgPath" from liaison_pairs p
      where p.ended_on is null and (p.person_id = ${own}::uuid or ${store.touches(kept)})
    `.execute(inner.tx),
  );
  const rows = await withinPaths(
    ctx,
    found.flatMap((row) => store.pathsOf(row)),
    async (inner) =>
      summariesOf(inner, await readPairs(inner, sql`p.id = any(${found.map(({ id }) => id)}::uuid[])`)),
  );
  return {
    rows: rows
      .map((row) => ({ ...row, own: row.person.id === own }))
      .toSorted((a, b) => Number(b.own) - Number(a.own)),
    today: ctx.today.toString(),
  };
}

/** One pair as the reader may see it; the caller has opened it. */
export async function viewPair(ctx: Ctx, id: string): Promise<PairView> {
  const [row] = await readPairs(ctx, sql`p.id = ${id}`);
  const [summary] = row ? await summariesOf(ctx, [row]) : [];
  if (!row || !summary) throw new Error('a pair that was just open');
  const visits = await store.listVisits(ctx, id);
  const needs = await store.listNeeds(ctx, id);
  const record = mayRecord(ctx, row);
  return {
    ...summary,
    household: record ? row.household : null,
    ending: row.ending,
    version: row.version,
    visits: visits.map((visit) => ({
      id: visit.id,
      on: visit.on.toString(),
      note: visit.note,
      by: visit.recorder,
      lateDays: Math.max(0, visit.on.until(dayOf(visit.recordedAt)).days),
    })),
    needs: needs.map(({ notedOn, dueOn, settledOn, ...need }) => ({
      ...need,
      notedOn: notedOn.toString(),
      dueOn: dueOn.toString(),
      settledOn: settledOn?.toString() ?? null,
      late: need.state === 'open' && Temporal.PlainDate.compare(dueOn, ctx.today) < 0,
    })),
    may: { record, end: !row.endedOn && mayEnd(ctx, row) },
    today: ctx.today.toString(),
  };
}

async function summariesOf(ctx: Ctx, rows: readonly ReadPair[]) {
  const names = await nameOf(
    ctx,
    rows.flatMap((row) => [row.orgId, ...(row.toOrgId ? [row.toOrgId] : [])]),
    ctx.today,
  );
  const nameAt = (id: string | null) => (id && names.get(id)?.shortName) ?? '';
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    person: { id: row.personId, name: row.personName },
    org: { id: row.orgId, name: nameAt(row.orgId) },
    visited: visitedName(row, nameAt(row.toOrgId)),
    since: row.since.toString(),
    untilOn: row.untilOn?.toString() ?? null,
    endedOn: row.endedOn?.toString() ?? null,
    lastVisitOn: row.visitedOn[0]?.toString() ?? null,
    visitDueOn: row.visitDueOn?.toString() ?? null,
    prompts: row.prompts,
    openNeeds: row.openNeeds,
  }));
}

/** Of a household the family name alone, as lists show it. */
export function visitedName(row: Pick<store.PairRow, 'household'>, orgName: string): string {
  return row.household === null ? orgName : familyNameOnly(row.household);
}
