/** SQL on alliances and their partners. */
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import type { AllianceKind, AllianceState, Side } from './choices.ts';

type Day = Temporal.PlainDate;

export type AllianceRow = {
  id: string;
  kind: AllianceKind;
  title: string;
  orgId: string;
  orgPath: string;
  orgPaths: string[];
  tasks: string;
  fundFen: number | null;
  fundSource: string | null;
  since: Day;
  untilOn: Day;
  state: AllianceState;
  runsFrom: Day | null;
  endedOn: Day | null;
  review: string | null;
  renews: string | null;
  draftedBy: string;
  version: number;
};

/** Columns of an alliance `a`. */
export const allianceColumns = sql`a.id, a.kind, a.title, a.org_id as "orgId", a.org_path as "orgPath",
  a.org_paths::text[] as "orgPaths", a.tasks, a.fund_fen as "fundFen", a.fund_source as "fundSource", a.since,
  a.until_on as "untilOn", a.state, a.runs_from as "runsFrom", a.ended_on as "endedOn", a.review, a.renews,
  a.drafted_by as "draftedBy", a.version`;

/** True for alliances `a` of which a partner lies at or below the paths. */
export const touches = (paths: readonly string[]) => sql<boolean>`a.org_paths <@ any(${[...paths]}::ltree[])`;

/** Within the scope alone. */
export async function find(ctx: Ctx, id: string, lock = false): Promise<AllianceRow | undefined> {
  const { rows } = await sql<AllianceRow>`
    select ${allianceColumns} from alliances a where a.id = ${id} and ${touches(ctx.scope)}
    ${lock ? sql`for update of a` : sql``}
  `.execute(ctx.tx);
  return rows[0];
}

export type NewAlliance = Pick<
  AllianceRow,
  | 'kind'
  | 'title'
  | 'orgId'
  | 'orgPath'
  | 'orgPaths'
  | 'tasks'
  | 'fundFen'
  | 'fundSource'
  | 'since'
  | 'untilOn'
  | 'renews'
>;

export async function insert(ctx: Ctx, alliance: NewAlliance): Promise<string> {
  const { id } = await ctx.tx
    .insertInto('alliances')
    .values({
      kind: alliance.kind,
      title: alliance.title,
      org_id: alliance.orgId,
      org_path: alliance.orgPath,
      org_paths: alliance.orgPaths,
      tasks: alliance.tasks,
      fund_fen: alliance.fundFen,
      fund_source: alliance.fundSource,
      since: alliance.since,
      until_on: alliance.untilOn,
      renews: alliance.renews,
      drafted_by: ctx.actor.name,
      recorded_at: ctx.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** The row is held; one version on. */
export async function change(
  ctx: Ctx,
  { id, version }: Pick<AllianceRow, 'id' | 'version'>,
  to: { state: AllianceState; runs_from?: Day; ended_on?: Day; review?: string },
): Promise<void> {
  await ctx.tx
    .updateTable('alliances')
    .set({ ...to, version: version + 1 })
    .where('id', '=', id)
    .execute();
}

export type PartnerRow = {
  id: string;
  allianceId: string;
  side: Side;
  orgId: string | null;
  /** Its path now; null for who is from outside the town. */
  orgPath: string | null;
  outsideName: string | null;
  contact: string | null;
  signer: string | null;
  signedOn: Day | null;
  signedBy: string | null;
};

export type NewPartner = Pick<PartnerRow, 'side' | 'orgId' | 'outsideName' | 'contact'>;

/** In the order of the agreement. */
export async function listPartners(ctx: Ctx, allianceIds: readonly string[]): Promise<PartnerRow[]> {
  const { rows } = await sql<PartnerRow>`
    select p.id, p.alliance_id as "allianceId", p.side, p.org_id as "orgId", o.path as "orgPath",
      p.outside_name as "outsideName", p.contact, p.signer, p.signed_on as "signedOn", p.signed_by as "signedBy"
    from alliance_partners p left join organizations o on o.id = p.org_id
    where p.alliance_id = any(${[...allianceIds]}::uuid[]) order by p.alliance_id, p.place
  `.execute(ctx.tx);
  return rows;
}

export async function insertPartners(
  ctx: Ctx,
  alliance: { id: string; orgPaths: string[] },
  partners: readonly NewPartner[],
): Promise<void> {
  await ctx.tx
    .insertInto('alliance_partners')
    .values(
      partners.map((partner, place) => ({
        alliance_id: alliance.id,
        org_paths: alliance.orgPaths,
        place,
        side: partner.side,
        org_id: partner.orgId,
        outside_name: partner.outsideName,
        contact: partner.contact,
      })),
    )
    .execute();
}

export async function sign(ctx: Ctx, partnerId: string, signed: { signer: string; on: Day }): Promise<void> {
  await ctx.tx
    .updateTable('alliance_partners')
    .set({
      signer: signed.signer,
      signed_on: signed.on,
      signed_by: ctx.actor.name,
      signed_at: ctx.now,
    })
    .where('id', '=', partnerId)
    .execute();
}
