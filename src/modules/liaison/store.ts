/** SQL on pairs, visits and needs. */
import { sql } from 'kysely';
import { accountOf, type Ctx } from '../../kernel/ctx.ts';
import type { NeedKind, NeedState, PairKind } from './choices.ts';

type Day = Temporal.PlainDate;

export type PairRow = {
  id: string;
  kind: PairKind;
  personId: string;
  personName: string;
  orgId: string;
  orgPath: string;
  toOrgId: string | null;
  toOrgPath: string | null;
  household: string | null;
  since: Day;
  untilOn: Day | null;
  endedOn: Day | null;
  ending: string | null;
  version: number;
};

/** Columns of a pair `p`. */
export const pairColumns = sql`p.id, p.kind, p.person_id as "personId", p.person_name as "personName", p.org_id as "orgId",
  p.org_path as "orgPath", p.to_org_id as "toOrgId", p.to_org_path as "toOrgPath", p.household, p.since,
  p.until_on as "untilOn", p.ended_on as "endedOn", p.ending, p.version`;

/** Days (ISO) of the visits of a pair `p` up to a day, the newest first. */
export const visitDays = (asOf: Day) => sql`array(
  select v.happened_on::text from liaison_visits v where v.pair_id = p.id and v.happened_on <= ${asOf}
  order by v.happened_on desc limit 40)`;

/** True for pairs `p` of which one side lies at or below the paths. */
export const touches = (paths: readonly string[]) =>
  sql<boolean>`(p.org_path <@ any(${[...paths]}::ltree[]) or p.to_org_path <@ any(${[...paths]}::ltree[]))`;

/** The paths of both sides. */
export function pathsOf(row: Pick<PairRow, 'orgPath' | 'toOrgPath'>): string[] {
  return row.toOrgPath === null ? [row.orgPath] : [row.orgPath, row.toOrgPath];
}

export async function find(ctx: Ctx, id: string): Promise<PairRow | undefined> {
  const { rows } = await sql<PairRow>`select ${pairColumns} from liaison_pairs p where p.id = ${id}`.execute(
    ctx.tx,
  );
  return rows[0];
}

/** Held until the act ends. */
export async function lock(ctx: Ctx, id: string): Promise<PairRow | undefined> {
  const { rows } = await sql<PairRow>`
    select ${pairColumns} from liaison_pairs p where p.id = ${id} for update of p
  `.execute(ctx.tx);
  return rows[0];
}

export type NewPair = Omit<PairRow, 'id' | 'endedOn' | 'ending' | 'version'>;

/** Undefined when the two are a pair already. */
export async function insert(ctx: Ctx, pair: NewPair): Promise<string | undefined> {
  const row = await ctx.tx
    .insertInto('liaison_pairs')
    .values({
      kind: pair.kind,
      person_id: pair.personId,
      person_name: pair.personName,
      org_id: pair.orgId,
      org_path: pair.orgPath,
      to_org_id: pair.toOrgId,
      to_org_path: pair.toOrgPath,
      household: pair.household,
      since: pair.since,
      until_on: pair.untilOn,
      recorded_by: accountOf(ctx),
      recorded_at: ctx.now,
    })
    .onConflict((on) => on.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}

/** `household`: what is left of the name. False when somebody changed the pair first. */
export async function end(
  ctx: Ctx,
  pair: PairRow,
  ending: { on: Day; why: string; household: string | null },
): Promise<boolean> {
  const { numUpdatedRows } = await ctx.tx
    .updateTable('liaison_pairs')
    .set({
      ended_on: ending.on,
      ending: ending.why,
      household: ending.household,
      version: pair.version + 1,
    })
    .where('id', '=', pair.id)
    .where('version', '=', pair.version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function addVisit(ctx: Ctx, pair: PairRow, visit: { on: Day; note: string }): Promise<string> {
  const { id } = await ctx.tx
    .insertInto('liaison_visits')
    .values({
      pair_id: pair.id,
      org_path: pair.orgPath,
      to_org_path: pair.toOrgPath,
      happened_on: visit.on,
      note: visit.note,
      recorder: ctx.actor.name,
      recorded_at: ctx.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export type NewNeed = { kind: NeedKind; wanted: string; handler: string; notedOn: Day; dueOn: Day };

export async function addNeed(ctx: Ctx, pair: PairRow, visitId: string, need: NewNeed): Promise<void> {
  await ctx.tx
    .insertInto('liaison_needs')
    .values({
      pair_id: pair.id,
      visit_id: visitId,
      org_id: pair.toOrgId ?? pair.orgId,
      org_path: pair.orgPath,
      to_org_path: pair.toOrgPath,
      kind: need.kind,
      wanted: need.wanted,
      handler: need.handler,
      noted_on: need.notedOn,
      due_on: need.dueOn,
    })
    .execute();
}

/** False when it was settled already. */
export async function settleNeed(
  ctx: Ctx,
  needId: string,
  settled: { state: NeedState; on: Day; result: string },
): Promise<boolean> {
  const { numUpdatedRows } = await ctx.tx
    .updateTable('liaison_needs')
    .set({
      state: settled.state,
      settled_on: settled.on,
      result: settled.result,
      settled_by: ctx.actor.name,
      settled_at: ctx.now,
    })
    .where('id', '=', needId)
    .where('state', '=', 'open')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export type VisitRow = { id: string; on: Day; note: string; recorder: string; recordedAt: Temporal.Instant };

/** Newest first. */
export async function listVisits(ctx: Ctx, pairId: string): Promise<VisitRow[]> {
  const { rows } = await sql<VisitRow>`
    select id, happened_on as "on", note, recorder, recorded_at as "recordedAt"
    from liaison_visits where pair_id = ${pairId} order by happened_on desc, id desc
  `.execute(ctx.tx);
  return rows;
}

export type NeedRow = {
  id: string;
  kind: NeedKind;
  wanted: string;
  handler: string;
  notedOn: Day;
  dueOn: Day;
  state: NeedState;
  settledOn: Day | null;
  result: string | null;
  settledBy: string | null;
};

/** Open ones first, by the day promised. */
export async function listNeeds(ctx: Ctx, pairId: string): Promise<NeedRow[]> {
  const { rows } = await sql<NeedRow>`
    select id, kind, wanted, handler, noted_on as "notedOn", due_on as "dueOn", state, settled_on as "settledOn", result,
      settled_by as "settledBy"
    from liaison_needs where pair_id = ${pairId} order by state <> 'open', due_on, id
  `.execute(ctx.tx);
  return rows;
}
