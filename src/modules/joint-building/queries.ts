/** Read models of joint building: the register, one alliance, who can be a partner. */
import { sql } from 'kysely';
import type { z } from 'zod';
import { scopeUnder, type Ctx } from '../../kernel/ctx.ts';
import { listBelow, nameOf, townKind } from '../organizations/facade.ts';
import { holdsAt, maySign, permissionToSign } from './access.ts';
import type { allianceView, jointBuildingApi } from './api.ts';
import { listDisclosures } from './disclosures.ts';
import { listJointMeetings } from './joint-meetings.ts';
import { leftOf } from './projects.ts';
import * as projectStore from './project-store.ts';
import { isTermOver, sideOf } from './rules.ts';
import * as store from './store.ts';

export type AllianceView = z.output<typeof allianceView>;
export type ListRequest = z.output<(typeof jointBuildingApi)['listAlliances']['request']>;

const pageSize = 20;
const partnerKinds = ['village', 'enterprise', 'cooperative', 'social_org', 'office'];

/** Alliances `a` under a condition, drafts first. */
export async function readAlliances(
  ctx: Ctx,
  where: ReturnType<typeof sql>,
): Promise<(store.AllianceRow & { parties: store.PartnerRow[] })[]> {
  const { rows } = await sql<store.AllianceRow>`
    select ${store.allianceColumns} from alliances a where ${where} order by a.state <> 'draft', a.since desc, a.id
    limit 1000
  `.execute(ctx.tx);
  const partners = Map.groupBy(
    await store.listPartners(
      ctx,
      rows.map(({ id }) => id),
    ),
    ({ allianceId }) => allianceId,
  );
  return rows.map((row) => ({ ...row, parties: partners.get(row.id) ?? [] }));
}

export async function listAlliances(ctx: Ctx, { q, kind, state, org, page = 1 }: ListRequest) {
  const found = await readAlliances(
    ctx,
    sql`${store.touches(ctx.scope)}
      ${q ? sql`and position(${q} in a.title) > 0` : sql``}
      ${kind ? sql`and a.kind = ${kind}` : sql``}
      ${state ? sql`and a.state = ${state}` : sql`and a.state in ('draft', 'running')`}
      ${org ? sql`and exists (select from alliance_partners p where p.alliance_id = a.id and p.org_id = ${org})` : sql``}`,
  );
  const shown = found.slice((page - 1) * pageSize, page * pageSize);
  const names = await namesOf(
    ctx,
    shown.flatMap(({ parties }) => parties),
  );
  return {
    rows: shown.map((row) => summaryOf(ctx, row, names)),
    total: found.length,
    may: { draft: scopeUnder(ctx, 'joint_building.draft').length > 0 },
  };
}

/** One alliance, opened at all its partners. */
export async function viewAlliance(ctx: Ctx, id: string): Promise<AllianceView> {
  const [row] = await readAlliances(ctx, sql`a.id = ${id}`);
  if (!row) throw new Error('an alliance that was just open');
  const names = await namesOf(ctx, row.parties);
  const [renewedBy] = await readAlliances(ctx, sql`a.renews = ${id}`);
  return {
    ...summaryOf(ctx, row, names),
    tasks: row.tasks,
    fundFen: row.fundFen,
    fundSource: row.fundSource,
    runsFrom: row.runsFrom?.toString() ?? null,
    endedOn: row.endedOn?.toString() ?? null,
    review: row.review,
    renews: row.renews,
    renewedBy: renewedBy?.id ?? null,
    draftedBy: row.draftedBy,
    version: row.version,
    parties: row.parties.map((partner) => ({
      id: partner.id,
      name: names(partner),
      side: partner.side,
      outside: partner.orgId === null,
      contact: partner.contact,
      signed:
        partner.signedOn === null
          ? null
          : { signer: partner.signer ?? '', on: partner.signedOn.toString(), by: partner.signedBy ?? '' },
      maySign: row.state === 'draft' && partner.signedOn === null && maySign(ctx, row, partner),
      who: permissionToSign(partner),
    })),
    projects: await projectsOf(ctx, row.id),
    meetings: await listJointMeetings(ctx, row),
    disclosures: await listDisclosures(ctx, row),
    may: {
      draft: holdsAt(ctx, row, 'joint_building.draft'),
      keep: holdsAt(ctx, row, 'joint_building.keep'),
    },
    today: ctx.today.toString(),
  };
}

/** Organizations of the actor's town that can be partners, whoever they belong to: their names are no secret. */
export async function listPartnerChoices(ctx: Ctx, { q = '' }: { q?: string | undefined }) {
  const { rows: towns } = await sql<{ path: string }>`
    select path from organizations
    where kind = ${townKind} and (path @> any(${ctx.scope}::ltree[]) or path <@ any(${ctx.scope}::ltree[]))
  `.execute(ctx.tx);
  const found = await listBelow(
    ctx,
    towns.map(({ path }) => path),
    partnerKinds,
  );
  return {
    found: found
      .filter(({ name, shortName }) => name.includes(q) || shortName.includes(q))
      .slice(0, 50)
      .map(({ id, shortName, kind }) => ({ id, name: shortName, side: sideOf(kind) })),
  };
}

async function projectsOf(ctx: Ctx, allianceId: string): Promise<AllianceView['projects']> {
  const projects = await projectStore.listProjects(ctx, allianceId);
  const money = await projectStore.listMoney(
    ctx,
    projects.map(({ id }) => id),
  );
  return projects.map((project) => {
    const own = money.filter(({ projectId }) => projectId === project.id);
    const sourceFen = leftOf(own.filter(({ direction }) => direction === 'source'));
    return {
      ...project,
      beganOn: project.beganOn.toString(),
      settledOn: project.settledOn?.toString() ?? null,
      sourceFen,
      useFen: sourceFen - leftOf(own),
      money: own.map((one) => ({ ...one, on: one.on.toString() })),
    };
  });
}

async function namesOf(ctx: Ctx, parties: readonly store.PartnerRow[]) {
  const names = await nameOf(
    ctx,
    parties.flatMap(({ orgId }) => orgId ?? []),
    ctx.today,
  );
  return ({ orgId, outsideName }: store.PartnerRow): string =>
    orgId === null ? (outsideName ?? '') : (names.get(orgId)?.shortName ?? '');
}

function summaryOf(
  ctx: Ctx,
  row: store.AllianceRow & { parties: store.PartnerRow[] },
  names: (partner: store.PartnerRow) => string,
) {
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    state: row.state,
    partners: row.parties.map(names),
    unsigned: row.parties.filter(({ signedOn }) => signedOn === null).length,
    since: row.since.toString(),
    untilOn: row.untilOn.toString(),
    termOver: isTermOver(row.state, row.untilOn, ctx.today),
  };
}
