/** What people say against a publication: kept sealed, answered within the days that the town set, never shown to the public. */
import { sql } from 'kysely';
import { record } from '../audit/record.ts';
import { accountOf, requireInScope, type Ctx } from '../ctx.ts';
import { Refusal } from '../refusal.ts';
import { hashOfCode, newCode } from './public-code.ts';
import { disclosureParameter } from './rulebook.ts';

export type ObjectionChannel = 'online' | 'paper' | 'spoken';

/** An objection without its text: what lists, counts and other modules need. */
export type Objection = {
  id: string;
  publicationId: string;
  publicationCode: string;
  publicationTitle: string;
  orgId: string;
  orgPath: string;
  channel: ObjectionChannel;
  receivedOn: Temporal.PlainDate;
  answerDueOn: Temporal.PlainDate;
  answeredAt: Temporal.Instant | null;
  /** True: the publication was wrong; null until answered. */
  upheld: boolean | null;
  answer: string | null;
  version: number;
};

/** What the writer gets in hand: the code that opens the answer, and the day by which it comes. */
export type Receipt = { id: string; code: string; answerDueOn: Temporal.PlainDate };

/**
 * Takes an objection to what is public, by its writer (`online`) or entered by staff. `receivedOn` is today unless told
 * and not after it. Refuses what is not public any more (409). The text and the contact are sealed at once.
 */
export async function receiveObjection(
  ctx: Ctx,
  publicationCode: string,
  objection: { channel: ObjectionChannel; text: string; contact?: string; receivedOn?: Temporal.PlainDate },
): Promise<Receipt> {
  const publication = await ctx.tx
    .selectFrom('publications')
    .select(['id', 'org_id', 'org_path', 'state', 'shown_from', 'shown_until'])
    .where('code', '=', publicationCode)
    .executeTakeFirst();
  if (!publication) throw new Refusal('not_found', { status: 404 });
  requireInScope(ctx, publication.org_path);
  const receivedOn = objection.receivedOn ?? ctx.today;
  if (Temporal.PlainDate.compare(receivedOn, ctx.today) > 0)
    throw new Refusal('disclosure.received_in_future', { field: 'receivedOn' });
  // What came in on paper during the period may be entered after it.
  const until = publication.shown_until;
  const wasPublic =
    publication.shown_from && Temporal.PlainDate.compare(receivedOn, publication.shown_from) >= 0;
  const isOver =
    (until && Temporal.PlainDate.compare(receivedOn, until) > 0) ||
    (publication.state !== 'published' && objection.channel === 'online');
  if (!wasPublic || isOver) throw new Refusal('disclosure.not_public', { status: 409 });
  const days = await disclosureParameter(ctx, 'objection_answer_days', publication.org_path);
  const answerDueOn = receivedOn.add({ days: days.value });
  const code = newCode(12);
  const { secrets } = ctx.services;
  const { id } = await ctx.tx
    .insertInto('objections')
    .values({
      publication_id: publication.id,
      org_id: publication.org_id,
      org_path: publication.org_path,
      code_hash: hashOfCode(code),
      received_on: receivedOn,
      received_by: accountOf(ctx),
      channel: objection.channel,
      text_sealed: secrets.seal('objection.text', objection.text),
      contact_sealed: objection.contact ? secrets.seal('objection.contact', objection.contact) : null,
      answer_due_on: answerDueOn,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await record(ctx, {
    event: 'disclosure.objection_received',
    org: { id: publication.org_id, path: publication.org_path },
    subject: { type: 'publication', id: publication.id },
    after: { channel: objection.channel, answerDueOn: answerDueOn.toString() },
  });
  return { id, code, answerDueOn };
}

/** Answers once; the writer reads it with the code. `upheld`: the publication was wrong and is to be corrected. */
export async function answerObjection(
  ctx: Ctx,
  id: string,
  reply: { answer: string; upheld: boolean; version: number },
): Promise<Objection> {
  const objection = await getObjection(ctx, id);
  requireInScope(ctx, objection.orgPath);
  if (objection.answeredAt) throw new Refusal('disclosure.already_answered', { status: 409 });
  const row = await ctx.tx
    .updateTable('objections')
    .set({
      answer: reply.answer,
      upheld: reply.upheld,
      answered_by: accountOf(ctx),
      answered_at: ctx.now,
      version: reply.version + 1,
    })
    .where('id', '=', id)
    .where('version', '=', reply.version)
    .where('answered_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!row) throw new Refusal('stale', { status: 409 });
  await record(ctx, {
    event: 'disclosure.objection_answered',
    org: { id: objection.orgId, path: objection.orgPath },
    subject: { type: 'publication', id: objection.publicationId },
    after: { upheld: reply.upheld },
  });
  return getObjection(ctx, id);
}

/** Text and contact in clear, for who answers; opening them is recorded. */
export async function openObjection(ctx: Ctx, id: string): Promise<{ text: string; contact: string | null }> {
  const row = await ctx.tx
    .selectFrom('objections')
    .select(['text_sealed', 'contact_sealed', 'org_id', 'org_path', 'publication_id'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw new Refusal('not_found', { status: 404 });
  requireInScope(ctx, row.org_path);
  await record(ctx, {
    event: 'disclosure.objection_opened',
    org: { id: row.org_id, path: row.org_path },
    subject: { type: 'publication', id: row.publication_id },
    after: { objection: id },
  });
  const { secrets } = ctx.services;
  return {
    text: secrets.open('objection.text', row.text_sealed),
    contact: row.contact_sealed && secrets.open('objection.contact', row.contact_sealed),
  };
}

/** Refuses `not_found` outside the scope. */
export async function getObjection(ctx: Ctx, id: string): Promise<Objection> {
  const [objection] = await select(ctx, sql`o.id = ${id}`);
  if (!objection) throw new Refusal('not_found', { status: 404 });
  return objection;
}

/** All objections to the publications of a record, oldest first. */
export function objectionsOf(ctx: Ctx, subject: { type: string; id: string }): Promise<Objection[]> {
  return select(ctx, sql`p.subject_type = ${subject.type} and p.subject_id = ${subject.id}`);
}

/** All objections to one publication, oldest first. */
export function objectionsTo(ctx: Ctx, publicationId: string): Promise<Objection[]> {
  return select(ctx, sql`p.id = ${publicationId}`);
}

/** What waits for an answer in the act's scope, the most urgent first. */
export function openObjections(ctx: Ctx): Promise<Objection[]> {
  return select(ctx, sql`o.answered_at is null and o.org_path <@ any(${ctx.scope}::ltree[])`);
}

async function select(ctx: Ctx, where: ReturnType<typeof sql>): Promise<Objection[]> {
  const { rows } = await sql<Objection>`
    select o.id, o.publication_id as "publicationId", p.code as "publicationCode", p.title as "publicationTitle",
      o.org_id as "orgId", o.org_path as "orgPath", o.channel, o.received_on as "receivedOn",
      o.answer_due_on as "answerDueOn", o.answered_at as "answeredAt", o.upheld, o.answer, o.version
    from objections o join publications p on p.id = o.publication_id
    where ${where}
    order by o.answer_due_on, o.id
  `.execute(ctx.tx);
  return rows;
}
