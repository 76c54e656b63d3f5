/** The agreement of an alliance: drafted, signed by each partner, withdrawn before it runs, ended with its review, renewed. */
import { record } from '../../kernel/audit/record.ts';
import { pastDay } from '../../kernel/clock/past-day.ts';
import { isInScope, requireInScope, type Ctx } from '../../kernel/ctx.ts';
import { Refusal, refuseAll, stale } from '../../kernel/refusal.ts';
import { requireOpen } from '../organizations/facade.ts';
import { maySign, permissionToSign } from './access.ts';
import type { AllianceKind, Side } from './choices.ts';
import { reasonNotToAlly, runsFrom, sideOf } from './rules.ts';
import * as store from './store.ts';

type Day = Temporal.PlainDate;

export type Draft = {
  kind: AllianceKind;
  title: string;
  leadId: string;
  partnerIds: string[];
  outside?: { name: string; side: Side; contact: string } | undefined;
  since: string;
  until: string;
  tasks: string;
  fundFen?: number | undefined;
  fundSource?: string | undefined;
};

/** Refuses a lead that is no village, partners that do not make the kind, and a fund without its source. */
export async function draftAlliance(ctx: Ctx, input: Draft): Promise<{ id: string }> {
  const lead = await requireOpen(ctx, input.leadId);
  if (lead.kind !== 'village') throw new Refusal('joint_building.no_village', { field: 'leadId' });
  const others = [];
  for (const id of new Set(input.partnerIds)) if (id !== lead.id) others.push(await requireOpen(ctx, id));
  const orgPaths = [lead.path, ...others.map(({ path }) => path)];
  // Whoever drafts speaks for one of the partners, or for the town above them.
  if (!orgPaths.some((path) => isInScope(ctx.scope, path))) requireInScope(ctx, lead.path);
  const partners: store.NewPartner[] = [
    ...[lead, ...others].map((org) => ({
      side: sideOf(org.kind),
      orgId: org.id,
      outsideName: null,
      contact: null,
    })),
    ...(input.outside
      ? [
          {
            side: input.outside.side,
            orgId: null,
            outsideName: input.outside.name,
            contact: input.outside.contact,
          },
        ]
      : []),
  ];
  const missing = reasonNotToAlly(
    input.kind,
    partners.map(({ side }) => side),
  );
  if (missing) refuseAll([missing]);
  if ((input.fundFen === undefined) !== (input.fundSource === undefined))
    throw new Refusal('joint_building.fund_without_source', {
      field: input.fundFen === undefined ? 'fundFen' : 'fundSource',
    });
  return begin(
    ctx,
    {
      kind: input.kind,
      title: input.title,
      orgId: lead.id,
      orgPath: lead.path,
      orgPaths,
      tasks: input.tasks,
      fundFen: input.fundFen ?? null,
      fundSource: input.fundSource ?? null,
      ...termOf(input),
      renews: null,
    },
    partners,
  );
}

/** One partner agrees; with the last of them it runs. */
export async function signAlliance(
  ctx: Ctx,
  row: store.AllianceRow,
  input: { partnerId: string; signer: string; on: string },
): Promise<void> {
  requireState(row, 'draft');
  const partners = await store.listPartners(ctx, [row.id]);
  const partner = partners.find(({ id }) => id === input.partnerId);
  if (!partner) throw new Refusal('not_found', { status: 404 });
  if (!maySign(ctx, row, partner)) {
    const permission = permissionToSign(partner);
    throw new Refusal('permission.elsewhere', { status: 403, params: { permission }, who: permission });
  }
  if (partner.signedOn)
    throw new Refusal('joint_building.signed_already', {
      status: 409,
      params: { on: partner.signedOn.toString() },
    });
  const on = pastDay(ctx, input.on, { field: 'on' });
  await store.sign(ctx, partner.id, { signer: input.signer, on });
  const from = runsFrom(
    row.since,
    partners.map((one) => (one.id === partner.id ? on : one.signedOn)),
  );
  await store.change(ctx, row, { state: from ? 'running' : 'draft', ...(from && { runs_from: from }) });
  await record(ctx, {
    event: 'joint_building.signed',
    ...subjectOf(row),
    after: {
      partner: partner.orgId ?? partner.outsideName,
      on: input.on,
      runsFrom: from?.toString() ?? null,
    },
  });
}

/** A draft that comes to nothing, with the reason. */
export async function withdrawAlliance(
  ctx: Ctx,
  row: store.AllianceRow,
  input: { version: number; why: string },
): Promise<void> {
  requireState(row, 'draft');
  requireVersion(row, input.version);
  await store.change(ctx, row, { state: 'withdrawn', review: input.why });
  await record(ctx, { event: 'joint_building.withdrawn', ...subjectOf(row), reason: input.why });
}

/** The end with its review; `renewUntil` drafts the same agreement anew from the next day, to be signed again. */
export async function endAlliance(
  ctx: Ctx,
  row: store.AllianceRow,
  input: { version: number; on: string; review: string; renewUntil?: string | undefined },
): Promise<void> {
  requireState(row, 'running');
  requireVersion(row, input.version);
  const on = pastDay(ctx, input.on, { field: 'on', since: requireBegun(row) });
  await store.change(ctx, row, { state: 'ended', ended_on: on, review: input.review });
  await record(ctx, {
    event: 'joint_building.ended',
    ...subjectOf(row),
    after: { on: input.on, renewUntil: input.renewUntil ?? null },
  });
  if (input.renewUntil === undefined) return;
  const partners = await store.listPartners(ctx, [row.id]);
  const since = on.add({ days: 1 });
  await begin(
    ctx,
    { ...row, ...termOf({ since: since.toString(), until: input.renewUntil }, 'renewUntil'), renews: row.id },
    partners,
  );
}

async function begin(
  ctx: Ctx,
  alliance: store.NewAlliance,
  partners: readonly store.NewPartner[],
): Promise<{ id: string }> {
  const id = await store.insert(ctx, alliance);
  await store.insertPartners(ctx, { id, orgPaths: alliance.orgPaths }, partners);
  await record(ctx, {
    event: 'joint_building.drafted',
    ...subjectOf({ ...alliance, id }),
    after: {
      kind: alliance.kind,
      partners: partners.map((one) => one.orgId ?? one.outsideName),
      since: alliance.since.toString(),
      until: alliance.untilOn.toString(),
    },
  });
  return { id };
}

export function subjectOf(row: Pick<store.AllianceRow, 'id' | 'orgId' | 'orgPath'>) {
  return { org: { id: row.orgId, path: row.orgPath }, subject: { type: 'alliance', id: row.id } };
}

export function requireState(row: store.AllianceRow, state: 'draft' | 'running'): void {
  if (row.state !== state)
    throw new Refusal('joint_building.not_in_state', {
      status: 409,
      params: { stateKey: `joint_building.state.${row.state}`, neededKey: `joint_building.state.${state}` },
    });
}

/** The day from which it runs; refuses before every partner has signed. */
export function requireBegun(row: store.AllianceRow): Day {
  if (row.runsFrom === null)
    throw new Refusal('joint_building.not_in_state', {
      status: 409,
      params: { stateKey: `joint_building.state.${row.state}`, neededKey: 'joint_building.state.running' },
    });
  return row.runsFrom;
}

function requireVersion(row: store.AllianceRow, version: number): void {
  if (row.version !== version) throw stale();
}

function termOf(
  { since, until }: { since: string; until: string },
  field = 'until',
): { since: Day; untilOn: Day } {
  const from = Temporal.PlainDate.from(since);
  const untilOn = Temporal.PlainDate.from(until);
  if (Temporal.PlainDate.compare(untilOn, from) < 0)
    throw new Refusal('joint_building.until_before_since', { field, possibleFrom: from.toString() });
  return { since: from, untilOn };
}
