/** Read models of the register: the list, one stay. */
import { sql } from 'kysely';
import type { z } from 'zod';
import { dayOf, isInScope, scopeUnder, type Ctx } from '../../kernel/ctx.ts';
import { localValues } from '../../kernel/parameters.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { namesOfMembers } from '../members/facade.ts';
import { listBranches, nameOf } from '../organizations/facade.ts';
import type { mobileMembersApi, stayView } from './api.ts';
import { mobileParameters } from './rulebook.ts';
import { standingOfStay, type LocalRules } from './rules.ts';
import * as store from './store.ts';

export type StayView = z.output<typeof stayView>;
export type ListRequest = z.output<(typeof mobileMembersApi)['listStays']['request']>;

const pageSize = 20;

/** What is asked of a stay depends on the town's rhythm, so the page is cut after the prompts are known. */
export async function listStays(ctx: Ctx, input: ListRequest) {
  const { rows } = await sql<store.StayRow>`
    select ${store.stayColumns} from mobile_stays s
    where s.org_path <@ any(${ctx.scope}::ltree[])
      ${input.q ? sql`and position(${input.q} in s.person_name) > 0` : sql``}
      ${input.direction ? sql`and s.direction = ${input.direction}` : sql``}
      ${input.org ? sql`and s.org_id = ${input.org}` : sql``}
      ${input.state === 'ended' ? sql`and s.ended_on is not null` : sql`and s.ended_on is null`}
    order by s.since, s.id limit 5000
  `.execute(ctx.tx);
  const local = await localRules(ctx);
  const standing = new Map(rows.map((row) => [row.id, standingOfStay(row, ctx.today, local)]));
  const weight = (row: store.StayRow) => (standing.get(row.id)?.prompts.length ? 0 : 1);
  const shown = rows
    .filter((row) => input.state !== 'asking' || weight(row) === 0)
    .toSorted((a, b) => weight(a) - weight(b));
  const skip = ((input.page ?? 1) - 1) * pageSize;
  const page = shown.slice(skip, skip + pageSize);
  const names = await nameOf(
    ctx,
    page.map((row) => row.orgId),
    ctx.today,
  );
  const branches = await listBranches(ctx, ctx.scope);
  return {
    rows: page.map((row) => summaryOf(ctx, row, { names, local })),
    total: shown.length,
    branches: branches.map(({ id, shortName }) => ({ id, name: shortName })),
    mayKeep: scopeUnder(ctx, 'mobile_members.keep').length > 0,
  };
}

export async function getStay(ctx: Ctx, { id }: { id: string }): Promise<StayView> {
  const row = await store.find(ctx, id);
  if (!row || !isInScope(ctx.scope, row.orgPath)) throw new Refusal('not_found', { status: 404 });
  const contacts = await store.listContacts(ctx, id);
  const names = await nameOf(ctx, [row.orgId], ctx.today);
  const people = await namesOfMembers(ctx, row.contactPersonId ? [row.contactPersonId] : []);
  const holds = (permission: string) => isInScope(scopeUnder(ctx, permission), row.orgPath);
  return {
    ...summaryOf(ctx, row, { names, local: await localRules(ctx, row.orgPath) }),
    contactPerson: (row.contactPersonId && people.get(row.contactPersonId)) ?? null,
    ending: row.ending,
    version: row.version,
    contacts: contacts.map((contact) => ({
      id: contact.id,
      on: contact.happenedOn.toString(),
      way: contact.way,
      note: contact.note,
      by: contact.recorder,
      lateDays: Math.max(0, contact.happenedOn.until(dayOf(contact.recordedAt)).days),
    })),
    may: { keep: holds('mobile_members.keep'), transfer: holds('transfers.apply') },
    today: ctx.today.toString(),
  };
}

/** The town's own rhythm, for the reader's place or one organization. */
function localRules(ctx: Ctx, path = ctx.scope[0] ?? ''): Promise<LocalRules> {
  return localValues(ctx, mobileParameters, path);
}

function summaryOf(
  ctx: Ctx,
  row: store.StayRow,
  known: { names: Map<string, { shortName: string }>; local: LocalRules },
) {
  const { contactDueOn, prompts } = standingOfStay(row, ctx.today, known.local);
  return {
    id: row.id,
    direction: row.direction,
    person: { id: row.personId, name: row.personName },
    branch: { id: row.orgId, name: known.names.get(row.orgId)?.shortName ?? '' },
    since: row.since.toString(),
    place: row.place,
    occupation: row.occupation,
    counterpart: row.counterpart,
    endedOn: row.endedOn?.toString() ?? null,
    lastContactOn: row.lastContactOn?.toString() ?? null,
    contactDueOn: contactDueOn?.toString() ?? null,
    prompts,
  };
}
