/** Publications: the acts that bring a record before the public, step by step. */
import { sql } from 'kysely';
import { record } from '../audit/record.ts';
import { noticeEnd } from '../clock/calendar.ts';
import { loadCalendar } from '../clock/store.ts';
import { accountOf, isInScope, requireInScope, scopeUnder, type Ctx } from '../ctx.ts';
import { explain, requireMove, type Explanation } from '../procedure/procedure.ts';
import { refuseAll, Refusal } from '../refusal.ts';
import { readsAsText } from './annex-text.ts';
import type { Annex } from './annexes.ts';
import { publicContent, type PublicContent } from './content.ts';
import { appendLeaf } from './log.ts';
import { masked, type MaskingProfile } from './masking.ts';
import { publicationProcedure, type PublicationFacts, type PublicationState } from './procedure.ts';
import { newCode } from './public-code.ts';
import { reasonsNotToPublish } from './screening.ts';
import { bigramsOf, searchable } from './words.ts';

export type Audience = 'society' | 'region' | 'unit' | 'members';

export type Proposal = {
  catalogueKey: string;
  org: { id: string; path: string };
  /** The record that is published, e.g. { type: 'village_decision_case', id }. */
  subject: { type: string; id: string };
  title: string;
  content: PublicContent;
  audience: Audience;
  profile: MaskingProfile;
  /** How long it is shown; absent: until ended. */
  shown?: { days: number; unit: 'calendar' | 'working' };
  /** Day by which it must be public. */
  dueOn?: Temporal.PlainDate;
};

export type Publication = {
  id: string;
  code: string;
  orgId: string;
  orgPath: string;
  catalogueKey: string;
  subject: { type: string; id: string };
  state: PublicationState;
  audience: Audience;
  profile: MaskingProfile;
  title: string;
  content: PublicContent;
  shown: { days: number; unit: 'calendar' | 'working' } | undefined;
  dueOn: Temporal.PlainDate | null;
  shownFrom: Temporal.PlainDate | null;
  shownUntil: Temporal.PlainDate | null;
  proposedBy: string | null;
  reviewedBy: string | null;
  approvedBy: string | null;
  publishedAt: Temporal.Instant | null;
  endedAt: Temporal.Instant | null;
  returnedReason: string | null;
  corrects: string | null;
  correctionReason: string | null;
  version: number;
};

/** Puts a record forward. Refuses with every forbidden thing that it finds in the text. */
export async function propose(ctx: Ctx, proposal: Proposal): Promise<{ id: string; code: string }> {
  return insertProposal(ctx, proposal, undefined);
}

/**
 * Reviewed for secrecy and need, by another than the proposer. Pictures and PDF are not screened: whoever reviews says
 * that they were looked through, page by page.
 */
export async function review(
  ctx: Ctx,
  id: string,
  note: string,
  lookedThrough = false,
): Promise<Publication> {
  const unread = await unscreenedAnnexes(ctx, id);
  if (unread.length > 0 && !lookedThrough)
    refuseAll([
      {
        code: 'disclosure.annexes_not_looked_through',
        field: 'lookedThrough',
        params: { names: unread.join('、') },
        cites: '公开2017',
      },
    ]);
  return move(ctx, id, 'review', { reviewed_by: accountOf(ctx), reviewed_at: ctx.now, review_note: note });
}

/** Names of the annexes whose text no machine has read. */
export async function unscreenedAnnexes(ctx: Ctx, id: string): Promise<string[]> {
  const files = await ctx.tx
    .selectFrom('files')
    .select(['name', 'type'])
    .where('owner_type', '=', 'publication')
    .where('owner_id', '=', id)
    .where('removed_at', 'is', null)
    .orderBy('at')
    .execute();
  return files.filter((file) => !readsAsText(file.type)).map((file) => file.name);
}

/** Approved, by another than the reviewer. */
export function approve(ctx: Ctx, id: string): Promise<Publication> {
  return move(ctx, id, 'approve', { approved_by: accountOf(ctx), approved_at: ctx.now });
}

/** Sent back with the reason; the proposer proposes anew. */
export function sendBack(ctx: Ctx, id: string, why: string): Promise<Publication> {
  return move(ctx, id, 'return', { returned_reason: why }, why);
}

/**
 * Goes out: masked, frozen, a leaf of the log. `lastDay` is the last day of showing; without it the calendar gives it
 * (the day of posting does not count, 民法典 art. 201), null shows until ended. A correction ends what it corrects.
 */
export async function publish(
  ctx: Ctx,
  id: string,
  lastDay?: Temporal.PlainDate | null,
): Promise<Publication> {
  const publication = await getPublication(ctx, id);
  const { title, content } = masked(publication.title, publication.content, publication.profile);
  const text = searchable(title, content);
  const moved = await move(ctx, id, 'publish', {
    public_title: title,
    public_content: JSON.stringify(content),
    public_text: text,
    public_bigrams: bigramsOf(text),
    shown_from: ctx.today,
    shown_until: lastDay === undefined ? await lastDayOf(ctx, publication) : lastDay,
    published_by: accountOf(ctx),
    published_at: ctx.now,
  });
  const files = await annexesOf(ctx, id);
  await appendLeaf(ctx, {
    code: publication.code,
    event: 'published',
    content: { title, content, ...(files.length > 0 && { files }) },
  });
  if (publication.corrects) await closeCorrected(ctx, publication.corrects, publication.code);
  return moved;
}

/** What goes out beside the text, by name and hash, in the order of the log's leaf. */
async function annexesOf(ctx: Ctx, id: string): Promise<Annex[]> {
  return ctx.tx
    .selectFrom('files')
    .select(['name', 'sha256'])
    .where('owner_type', '=', 'publication')
    .where('owner_id', '=', id)
    .where('removed_at', 'is', null)
    .orderBy('at')
    .orderBy('id')
    .execute();
}

async function lastDayOf(ctx: Ctx, { shown }: Publication): Promise<Temporal.PlainDate | null> {
  if (!shown) return null;
  if (shown.unit === 'calendar') return ctx.today.add({ days: shown.days });
  return noticeEnd(await loadCalendar(ctx), ctx.today, shown);
}

/** Takes a publication down at the end of its period or for a reason; the evidence stays inside, the leaf in the log. */
export async function end(ctx: Ctx, id: string, why: string): Promise<Publication> {
  const moved = await move(ctx, id, 'end', { ended_at: ctx.now }, why);
  await appendLeaf(ctx, { code: moved.code, event: 'ended', content: { reason: why } });
  return moved;
}

/** Why a publication ended whose days are over; the message key of the reason. */
export const periodOver = 'disclosure.period_over';

/** Takes down everything whose last day has passed; gives how many. A job of each night, under the scope of everything. */
export async function endExpired(ctx: Ctx): Promise<number> {
  const rows = await ctx.tx
    .selectFrom('publications')
    .select('id')
    .where('state', '=', 'published')
    .where('shown_until', '<', ctx.today)
    .where(sql<boolean>`org_path <@ any(${ctx.scope}::ltree[])`)
    .orderBy('id')
    .execute();
  for (const { id } of rows) await end(ctx, id, periodOver);
  return rows.length;
}

/** Puts forward a corrected text of what is public; it walks the same steps, and replaces the other when it is published. */
export async function proposeCorrection(
  ctx: Ctx,
  id: string,
  proposal: Pick<Proposal, 'title' | 'content'>,
  reason: string,
): Promise<{ id: string; code: string }> {
  const before = await getPublication(ctx, id);
  if (before.state !== 'published') throw new Refusal('disclosure.not_public', { status: 409 });
  if (reason.trim() === '') throw new Refusal('procedure.reason_required', { field: 'reason' });
  const under = await ctx.tx
    .selectFrom('publications')
    .select('code')
    .where('corrects', '=', id)
    .where('state', '<>', 'returned')
    .executeTakeFirst();
  if (under)
    throw new Refusal('disclosure.correction_under_way', { status: 409, params: { code: under.code } });
  const proposed = await insertProposal(
    ctx,
    {
      ...before,
      ...proposal,
      org: { id: before.orgId, path: before.orgPath },
      ...(before.shown && { shown: before.shown }),
      dueOn: ctx.today,
    },
    { id, reason },
  );
  await carryAnnexes(ctx, id, proposed.id);
  return proposed;
}

/** A correction begins with the annexes of what it corrects; they can be changed until its review. */
async function carryAnnexes(ctx: Ctx, from: string, to: string): Promise<void> {
  await sql`
    insert into files (sha256, name, type, bytes, owner_type, owner_id, org_id, org_path, uploaded_by, uploaded_by_name, at)
    select sha256, name, type, bytes, owner_type, ${to}::uuid, org_id, org_path, uploaded_by, uploaded_by_name, at
    from files where owner_type = 'publication' and owner_id = ${from}::uuid and removed_at is null
  `.execute(ctx.tx);
}

/** What can be done with a publication now, and why not the rest. */
export async function explainPublication(
  ctx: Ctx,
  publication: Publication,
): Promise<Explanation<PublicationState>> {
  return explain(
    publicationProcedure,
    publication.state,
    await factsOf(ctx, publication),
    holdsAt(ctx, publication.orgPath),
  );
}

/** Refuses `not_found` outside the scope. */
export async function getPublication(ctx: Ctx, id: string): Promise<Publication> {
  const row = await select(ctx).where('id', '=', id).executeTakeFirst();
  if (!row) throw new Refusal('not_found', { status: 404 });
  return publicationOf(row);
}

/** All publications of a record, newest first. */
export async function publicationsOf(
  ctx: Ctx,
  subject: { type: string; id: string },
): Promise<Publication[]> {
  const rows = await select(ctx)
    .where('subject_type', '=', subject.type)
    .where('subject_id', '=', subject.id)
    .orderBy('proposed_at', 'desc')
    .execute();
  return rows.map(publicationOf);
}

async function insertProposal(
  ctx: Ctx,
  proposal: Proposal,
  correction: { id: string; reason: string } | undefined,
): Promise<{ id: string; code: string }> {
  requireInScope(ctx, proposal.org.path);
  const content = publicContent.parse(proposal.content);
  const against = reasonsNotToPublish(proposal.title, content, proposal.profile);
  const [first] = against;
  if (first) throw new Refusal(first.code, { ...first, reasons: against });
  const code = newCode(8);
  const { id } = await ctx.tx
    .insertInto('publications')
    .values({
      code,
      org_id: proposal.org.id,
      org_path: proposal.org.path,
      catalogue_key: proposal.catalogueKey,
      subject_type: proposal.subject.type,
      subject_id: proposal.subject.id,
      audience: proposal.audience,
      profile: proposal.profile,
      title: proposal.title,
      content: JSON.stringify(content),
      shown_days: proposal.shown?.days ?? null,
      shown_unit: proposal.shown?.unit ?? null,
      due_on: proposal.dueOn ?? null,
      proposed_by: accountOf(ctx),
      proposed_at: ctx.now,
      corrects: correction?.id ?? null,
      correction_reason: correction?.reason ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await record(ctx, {
    event: 'disclosure.proposed',
    org: proposal.org,
    subject: { type: 'publication', id },
    after: { code, title: proposal.title, catalogue: proposal.catalogueKey },
  });
  return { id, code };
}

type Change = Partial<{
  reviewed_by: string | null;
  reviewed_at: Temporal.Instant;
  review_note: string;
  approved_by: string | null;
  approved_at: Temporal.Instant;
  returned_reason: string;
  public_title: string;
  public_content: string;
  public_text: string;
  public_bigrams: string[];
  shown_from: Temporal.PlainDate;
  shown_until: Temporal.PlainDate | null;
  published_by: string | null;
  published_at: Temporal.Instant;
  ended_at: Temporal.Instant;
}>;

/** One move: the rules, then one update that only the state it left can meet, so that two clerks cannot both win. */
async function move(ctx: Ctx, id: string, key: string, change: Change, why?: string): Promise<Publication> {
  const publication = await getPublication(ctx, id);
  requireInScope(ctx, publication.orgPath);
  const step = requireMove(publicationProcedure, key, publication.state, await factsOf(ctx, publication), {
    holds: holdsAt(ctx, publication.orgPath),
    ...(why !== undefined && { why }),
  });
  const row = await ctx.tx
    .updateTable('publications')
    .set({ ...change, state: step.to, version: publication.version + 1 })
    .where('id', '=', id)
    .where('state', '=', publication.state)
    .where('version', '=', publication.version)
    .returning('id')
    .executeTakeFirst();
  if (!row) throw new Refusal('stale', { status: 409 });
  await record(ctx, {
    event: `disclosure.${key}`,
    org: { id: publication.orgId, path: publication.orgPath },
    subject: { type: 'publication', id },
    before: { state: publication.state },
    after: { state: step.to },
    ...(why !== undefined && { reason: why }),
  });
  return getPublication(ctx, id);
}

/** What was corrected may have come to its end while the correction was under way; then nothing is left to close. */
async function closeCorrected(ctx: Ctx, id: string, by: string): Promise<void> {
  const former = await ctx.tx
    .updateTable('publications')
    .set((eb) => ({ state: 'corrected', ended_at: ctx.now, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .where('state', '=', 'published')
    .returning(['code', 'org_id', 'org_path'])
    .executeTakeFirst();
  if (!former) return;
  await appendLeaf(ctx, { code: former.code, event: 'corrected', content: { by } });
  await record(ctx, {
    event: 'disclosure.correct',
    org: { id: former.org_id, path: former.org_path },
    subject: { type: 'publication', id },
    before: { state: 'published' },
    after: { state: 'corrected', by },
  });
}

async function factsOf(ctx: Ctx, publication: Publication): Promise<PublicationFacts> {
  const annexes = await annexesOf(ctx, publication.id);
  return {
    actor: accountOf(ctx) ?? ctx.actor.name,
    proposedBy: publication.proposedBy,
    reviewedBy: publication.reviewedBy,
    screening: reasonsNotToPublish(
      publication.title,
      publication.content,
      publication.profile,
      annexes.map((one) => one.name),
    ),
  };
}

function holdsAt(ctx: Ctx, path: string): (permission: string) => boolean {
  return (permission) => isInScope(scopeUnder(ctx, permission), path);
}

function select(ctx: Ctx) {
  return ctx.tx
    .selectFrom('publications')
    .select([
      'id',
      'code',
      'org_id',
      'org_path',
      'catalogue_key',
      'subject_type',
      'subject_id',
      'state',
      'audience',
      'profile',
      'title',
      'content',
    ])
    .select([
      'shown_days',
      'shown_unit',
      'due_on',
      'shown_from',
      'shown_until',
      'proposed_by',
      'reviewed_by',
      'approved_by',
      'published_at',
      'ended_at',
      'returned_reason',
      'corrects',
      'correction_reason',
      'version',
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>;

function publicationOf(row: Row): Publication {
  return {
    id: row.id,
    code: row.code,
    orgId: row.org_id,
    orgPath: row.org_path,
    catalogueKey: row.catalogue_key,
    subject: { type: row.subject_type, id: row.subject_id },
    // The three below are held by check constraints and by the proposal's type.
    state: row.state as PublicationState,
    audience: row.audience as Audience,
    profile: row.profile as MaskingProfile,
    title: row.title,
    content: publicContent.parse(row.content),
    shown:
      row.shown_days === null
        ? undefined
        : { days: row.shown_days, unit: row.shown_unit === 'working' ? 'working' : 'calendar' },
    dueOn: row.due_on,
    shownFrom: row.shown_from,
    shownUntil: row.shown_until,
    proposedBy: row.proposed_by,
    reviewedBy: row.reviewed_by,
    approvedBy: row.approved_by,
    publishedAt: row.published_at,
    endedAt: row.ended_at,
    returnedReason: row.returned_reason,
    corrects: row.corrects,
    correctionReason: row.correction_reason,
    version: row.version,
  };
}
