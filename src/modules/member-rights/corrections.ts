/** Corrections of the own record: asked for by the member, decided by whoever keeps the roll (PIPL art. 46). */
import { sql } from 'kysely';
import type { z } from 'zod';
import { record } from '../../kernel/audit/record.ts';
import { loadCalendar } from '../../kernel/clock/store.ts';
import { isInScope, withinPaths, type Ctx } from '../../kernel/ctx.ts';
import { accountsOfPersons, accountsWithRole, notify } from '../../kernel/notice/notify.ts';
import { localValues } from '../../kernel/parameters.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { fieldAsText, fieldFromText, findMember, putFieldRight } from '../members/facade.ts';
import { nameOf } from '../organizations/facade.ts';
import type { CorrectableField } from './choices.ts';
import type { correctionsApi, correctionView } from './corrections-api.ts';
import * as store from './correction-store.ts';
import { rightsParameters } from './rulebook.ts';
import { correctBy } from './rules.ts';
import { ownPerson } from './submitting.ts';

type CorrectionView = z.output<typeof correctionView>;
type Wanted = { field: CorrectableField; value: string; why: string };

export async function askForCorrection(ctx: Ctx, input: Wanted): Promise<{ id: string }> {
  return askFor(ctx, ownPerson(ctx), input);
}

/** Refuses what the field cannot hold, what stands so already, and a second open request for the field. */
export async function askFor(
  ctx: Ctx,
  personId: string,
  { field, value, why }: Wanted,
): Promise<{ id: string }> {
  const person = await findMember(ctx, personId);
  if (!person) throw new Refusal('not_found', { status: 404 });
  const proposed = fieldFromText(field, value);
  const stood = await fieldAsText(ctx, personId, field);
  if (stood === proposed) throw new Refusal('member_rights.stands_so_already', { field: 'value' });
  const local = await localValues(ctx, rightsParameters, person.orgPath);
  const id = await store.insert(ctx, {
    personId,
    personName: person.name,
    orgId: person.orgId,
    orgPath: person.orgPath,
    field,
    stood,
    proposed,
    why,
    dueOn: correctBy(ctx.today, await loadCalendar(ctx), local),
  });
  if (!id) throw new Refusal('member_rights.correction_open', { status: 409, field: 'field' });
  await withinPaths(ctx, [person.orgPath], async (wide) => {
    const org = { id: person.orgId, path: person.orgPath };
    await record(wide, {
      event: 'member_rights.correction_asked',
      org,
      subject: { type: 'record_correction', id },
      after: { field },
    });
    const keepers = await accountsWithRole(wide, ['village_secretary'], person.orgPath);
    await notify(wide, keepers, {
      key: 'member_rights.correction_asked',
      path: `/record-corrections/${id}`,
      subject: { type: 'record_correction', id, orgPath: person.orgPath },
    });
  });
  return { id };
}

export async function listOwnCorrections(ctx: Ctx): Promise<{ rows: CorrectionView[] }> {
  const personId = ctx.actor.kind === 'person' ? ctx.actor.personId : null;
  if (!personId) return { rows: [] };
  const { rows } = await sql<store.CorrectionRow>`
    select ${store.columns} from record_corrections c where c.person_id = ${personId}
    order by c.state = 'open' desc, c.submitted_on desc, c.id desc limit 100
  `.execute(ctx.tx);
  return { rows: await viewsOf(ctx, rows) };
}

export async function withdrawCorrection(ctx: Ctx, { id }: { id: string }): Promise<Record<string, never>> {
  return atOwnCorrection(ctx, id, async (wide, row) => {
    requireUndecided(row);
    await end(wide, row, { state: 'withdrawn' });
    return {};
  });
}

/** Runs the work on a correction of the own, under the path of its branch; any other is not found. */
export async function atOwnCorrection<T>(
  ctx: Ctx,
  id: string,
  work: (ctx: Ctx, row: store.CorrectionRow) => Promise<T>,
): Promise<T> {
  const row = await store.find(ctx, id, true);
  if (!row || ctx.actor.kind !== 'person' || row.personId !== ctx.actor.personId)
    throw new Refusal('not_found', { status: 404 });
  return withinPaths(ctx, [row.orgPath], (wide) => work(wide, row));
}

const pageSize = 20;
type ListRequest = z.output<(typeof correctionsApi)['listCorrections']['request']>;

export async function listCorrections(
  ctx: Ctx,
  input: ListRequest,
): Promise<{ rows: CorrectionView[]; total: number }> {
  const { rows } = await sql<store.CorrectionRow & { total: number }>`
    select ${store.columns}, count(*) over () as total from record_corrections c
    where c.org_path <@ any(${ctx.scope}::ltree[]) and c.state = ${input.state ?? 'open'}
      ${input.q ? sql`and position(${input.q} in c.person_name) > 0` : sql``}
    order by c.due_on, c.id offset ${((input.page ?? 1) - 1) * pageSize} limit ${pageSize}
  `.execute(ctx.tx);
  return { rows: await viewsOf(ctx, rows), total: rows[0]?.total ?? 0 };
}

export async function getCorrection(ctx: Ctx, { id }: { id: string }): Promise<CorrectionView> {
  return viewOf(ctx, await findInScope(ctx, id));
}

/** The roll changes through its own act, with the request as the reason; nobody decides on the own request. */
export async function acceptCorrection(ctx: Ctx, { id }: { id: string }): Promise<CorrectionView> {
  const row = await toDecide(ctx, id);
  await putFieldRight(ctx, row.personId, { field: row.field, text: row.proposed, reason: row.why });
  await end(ctx, row, { state: 'accepted' });
  return getCorrection(ctx, { id });
}

export async function refuseCorrection(
  ctx: Ctx,
  { id, because }: { id: string; because: string },
): Promise<CorrectionView> {
  await end(ctx, await toDecide(ctx, id), { state: 'refused', because });
  return getCorrection(ctx, { id });
}

async function toDecide(ctx: Ctx, id: string): Promise<store.CorrectionRow> {
  const row = await findInScope(ctx, id, true);
  requireUndecided(row);
  if (ctx.actor.kind === 'person' && ctx.actor.personId === row.personId)
    throw new Refusal('member_rights.own_correction', {
      status: 403,
      remedy: 'member_rights.ask_office',
      who: 'member_rights.decide_correction',
    });
  return row;
}

export async function findInScope(ctx: Ctx, id: string, lock = false): Promise<store.CorrectionRow> {
  const row = await store.find(ctx, id, lock);
  if (!row || !isInScope(ctx.scope, row.orgPath)) throw new Refusal('not_found', { status: 404 });
  return row;
}

function requireUndecided(row: store.CorrectionRow): void {
  if (row.state !== 'open') throw new Refusal('member_rights.correction_decided', { status: 409 });
}

async function end(ctx: Ctx, row: store.CorrectionRow, to: Parameters<typeof store.end>[2]): Promise<void> {
  await store.end(ctx, row.id, to);
  await record(ctx, {
    event: 'member_rights.correction_ended',
    org: { id: row.orgId, path: row.orgPath },
    subject: { type: 'record_correction', id: row.id },
    before: { state: row.state },
    after: { state: to.state, field: row.field },
    ...(to.because && { reason: to.because }),
  });
  if (to.state === 'withdrawn') return;
  const own = (await accountsOfPersons(ctx, [row.personId])).get(row.personId);
  if (own)
    await notify(ctx, [own], {
      key: `member_rights.correction_${to.state}`,
      params: { fieldKey: `roster.field.${row.field}` },
      path: '/own-record',
      subject: { type: 'record_correction', id: row.id, orgPath: row.orgPath },
    });
}

async function viewsOf(ctx: Ctx, rows: readonly store.CorrectionRow[]): Promise<CorrectionView[]> {
  const names = await nameOf(
    ctx,
    rows.map((row) => row.orgId),
    ctx.today,
  );
  return rows.map((row) => ({
    id: row.id,
    field: row.field,
    stood: row.stood,
    proposed: row.proposed,
    why: row.why,
    person: { id: row.personId, name: row.personName },
    branch: names.get(row.orgId)?.shortName ?? '',
    submittedOn: row.submittedOn.toString(),
    dueOn: row.dueOn.toString(),
    late: row.state === 'open' && Temporal.PlainDate.compare(row.dueOn, ctx.today) < 0,
    state: row.state,
    decided: row.decidedOn
      ? { on: row.decidedOn.toString(), by: row.decider ?? '', because: row.decidedBecause }
      : null,
  }));
}

async function viewOf(ctx: Ctx, row: store.CorrectionRow): Promise<CorrectionView> {
  const [view] = await viewsOf(ctx, [row]);
  if (!view) throw new Error('one row gives one view');
  return view;
}
