/**
 * Members to contact and to ask for the reason, months before anything could be put before the branch (党章 art. 9). Read from
 * the records of meetings, of members away and of dues; work, and dues of those without an account, by what the branch noted.
 * A list of tasks, never a judgement.
 */
import { sql } from 'kysely';
import { record } from '../../kernel/audit/record.ts';
import { requireInScope, type Ctx } from '../../kernel/ctx.ts';
import { localValuesAt } from '../../kernel/parameters.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { unbrokenArrears } from '../dues/facade.ts';
import { unbrokenAbsences } from '../meetings/facade.ts';
import { findMember, listActiveMembers } from '../members/facade.ts';
import { lastReached } from '../mobile-members/facade.ts';
import { listBranches } from '../organizations/facade.ts';
import { requireNotFuture } from './actions.ts';
import { isOwn } from './case-file.ts';
import type { Failure, PromptStage } from './choices.ts';
import { dispositionParameters } from './rulebook.ts';
import { isAfter, promptOf } from './rules.ts';

type Day = Temporal.PlainDate;

export type Contact = {
  person: { id: string; name: string; kind: 'full' | 'probationary' };
  branch: string;
  failure: Failure;
  since: Day;
  stage: PromptStage;
  inquiry: { askedOn: Day; reason: string; isProper: boolean } | undefined;
};

type Suspected = { personId: string; failure: Failure; since: Day };

/** Everybody whom a branch in the scope should contact now, the longest first; those in a case are left to it. */
export async function contactsDue(ctx: Ctx, paths: readonly string[]): Promise<Contact[]> {
  const members = new Map((await listActiveMembers(ctx, paths)).map((one) => [one.id, one]));
  const inquiries = await latestInquiries(ctx, paths);
  const inCase = await personsInCases(ctx, paths);
  const branches = new Map((await listBranches(ctx, paths)).map((one) => [one.id, one]));
  const local = await localValuesAt(
    ctx,
    dispositionParameters,
    [...branches.values()].map(({ path }) => path),
  );
  const found: Contact[] = [];
  for (const { personId, failure, since } of await suspected(ctx, paths, inquiries)) {
    const member = members.get(personId);
    const branch = member && branches.get(member.orgId);
    if (!branch || inCase.has(personId) || isOwn(ctx, personId)) continue;
    const latest = inquiries.get(`${personId} ${failure}`);
    const inquiry = latest && !isAfter(since, latest.askedOn) ? latest : undefined;
    const stage = promptOf(since, inquiry, ctx.today, local.get(branch.path) ?? {});
    if (!stage) continue;
    const { id, name, kind } = member;
    found.push({ person: { id, name, kind }, branch: branch.shortName, failure, since, stage, inquiry });
  }
  return found.toSorted((a, b) => Temporal.PlainDate.compare(a.since, b.since));
}

type LatestInquiry = Suspected & { askedOn: Day; reason: string; isProper: boolean };

async function suspected(
  ctx: Ctx,
  paths: readonly string[],
  inquiries: ReadonlyMap<string, LatestInquiry>,
): Promise<Suspected[]> {
  const absent = (await unbrokenAbsences(ctx, paths)).map((one): Suspected => ({
    ...one,
    failure: 'absence',
  }));
  const unreached = (await lastReached(ctx, paths)).map(({ personId, on }): Suspected => ({
    personId,
    failure: 'lost_contact',
    since: on,
  }));
  const accounts = await unbrokenArrears(ctx, paths);
  const unpaid = accounts.flatMap(({ personId, since }): Suspected[] =>
    since ? [{ personId, failure: 'dues', since }] : [],
  );
  const withAccount = new Set(accounts.map(({ personId }) => personId));
  const noted = [...inquiries.values()].filter(
    ({ personId, failure }) => failure === 'work' || (failure === 'dues' && !withAccount.has(personId)),
  );
  return [...absent, ...unreached, ...unpaid, ...noted];
}

async function latestInquiries(
  ctx: Ctx,
  paths: readonly string[],
): Promise<ReadonlyMap<string, LatestInquiry>> {
  const { rows } = await sql<LatestInquiry>`
    select distinct on (person_id, failure) person_id as "personId", failure, since, asked_on as "askedOn", reason,
      is_proper as "isProper"
    from disposition_inquiries where org_path <@ any(${[...paths]}::ltree[])
    order by person_id, failure, asked_on desc, recorded_at desc
  `.execute(ctx.tx);
  return new Map(rows.map((row) => [`${row.personId} ${row.failure}`, row]));
}

async function personsInCases(ctx: Ctx, paths: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select person_id as id from member_dispositions
    where org_path <@ any(${[...paths]}::ltree[])
      and state in ('verifying', 'talking', 'discussing', 'resolved', 'approved', 'correcting', 'asked')
  `.execute(ctx.tx);
  return new Set(rows.map((row) => row.id));
}

export async function listContacts(ctx: Ctx) {
  const contacts = await contactsDue(ctx, ctx.scope);
  return {
    rows: contacts.map(({ since, inquiry, ...one }) => ({
      ...one,
      since: since.toString(),
      inquiry: inquiry
        ? { askedOn: inquiry.askedOn.toString(), reason: inquiry.reason, isProper: inquiry.isProper }
        : null,
    })),
    today: ctx.today.toString(),
  };
}

export type Asking = {
  personId: string;
  failure: Failure;
  since: string;
  askedOn: string;
  reason: string;
  isProper: boolean;
};

/** Keeps what was heard when the person was asked. Refuses a day to come or one before the matter began. */
export async function noteInquiry(ctx: Ctx, input: Asking): Promise<void> {
  const person = await findMember(ctx, input.personId);
  if (!person) throw new Refusal('not_found', { status: 404 });
  requireInScope(ctx, person.orgPath);
  if (isOwn(ctx, person.id))
    throw new Refusal('dispositions.own_case', { status: 403, remedy: 'dispositions.own_page' });
  const askedOn = requireNotFuture(ctx, input.askedOn, 'askedOn');
  const since = Temporal.PlainDate.from(input.since);
  if (isAfter(since, askedOn))
    throw new Refusal('dispositions.day_before_stage', {
      params: { since: input.since },
      possibleFrom: input.since,
      field: 'askedOn',
    });
  await ctx.tx
    .insertInto('disposition_inquiries')
    .values({
      person_id: person.id,
      org_id: person.orgId,
      org_path: person.orgPath,
      failure: input.failure,
      since,
      asked_on: askedOn,
      reason: input.reason,
      is_proper: input.isProper,
      recorder: ctx.actor.name,
      recorded_at: ctx.now,
    })
    .execute();
  await record(ctx, {
    event: 'dispositions.asked',
    org: { id: person.orgId, path: person.orgPath },
    subject: { type: 'member', id: person.id },
    after: { failure: input.failure, askedOn: input.askedOn, isProper: input.isProper },
  });
}
