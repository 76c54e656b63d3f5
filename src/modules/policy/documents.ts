/** Taking in a document, correcting what stands around its text, making it the town's own, putting it aside. */
import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { record } from '../../kernel/audit/record.ts';
import { accountOf, requireInScope, type Ctx } from '../../kernel/ctx.ts';
import { Download, type Exchange } from '../../kernel/http/bind.ts';
import { readDocumentText, type DocumentText } from '../../kernel/paper/document-text.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Article } from './chapters.ts';
import * as store from './document-store.ts';
import { natureOf } from './institution-names.ts';
import { readPolicy, type PolicyReading } from './reading.ts';
import { townOf } from './town.ts';

export type Changed = { id: string; version: number };

/** Room between two articles, so that a split finds a place. */
const step = 1024;

/**
 * Reads a file and keeps it as handed in. Refuses `upload.missing`, `document.*` at the field `file`,
 * `policy.same_file` (409) for one that is already here, `policy.no_articles` for a text without any.
 */
export async function readDocument(
  ctx: Ctx,
  _input: object,
  exchange: Pick<Exchange, 'upload'>,
): Promise<Changed> {
  const { upload } = exchange;
  if (!upload) throw new Refusal('upload.missing', { status: 400, field: 'file' });
  const town = await townOf(ctx);
  requireInScope(ctx, town.path);
  const sha256 = createHash('sha256').update(upload.bytes).digest('hex');
  const same = await store.findSame(ctx, town.id, sha256);
  if (same) throw sameFile(same);
  const { text, reading } = await readUpload(upload);
  const id = await insertDocument(ctx, town, { upload, sha256, text, reading });
  await insertText(ctx, { id, orgPath: town.path }, reading, text.text);
  await record(ctx, {
    event: 'policy.document_read',
    org: town,
    subject: { type: 'policy_document', id },
    after: { sha256, title: reading.title, number: reading.number },
  });
  return { id, version: 1 };
}

function sameFile(same: { title: string; uploadedBy: string; uploadedAt: Temporal.Instant }): Refusal {
  const day = same.uploadedAt.toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString();
  return new Refusal('policy.same_file', {
    status: 409,
    field: 'file',
    params: { title: same.title, by: same.uploadedBy, on: day },
    remedy: 'policy.same_file',
  });
}

/** Every refusal of the reader belongs to the one field of the form. */
async function readUpload(upload: {
  name: string;
  bytes: Buffer;
}): Promise<{ text: DocumentText; reading: PolicyReading }> {
  try {
    const text = await readDocumentText(upload.bytes, upload.name);
    const reading = readPolicy(text.text);
    if (reading.chapters.every((chapter) => chapter.articles.length === 0))
      throw new Refusal('policy.no_articles', { remedy: 'policy.no_articles' });
    return { text, reading };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const reasons = error.reasons.map((reason) => ({ ...reason, field: 'file' }));
    throw new Refusal(error.code, { ...reasons[0], reasons, status: error.status, field: 'file' });
  }
}

async function insertDocument(
  ctx: Ctx,
  town: { id: string; path: string },
  file: {
    upload: { name: string; bytes: Buffer };
    sha256: string;
    text: DocumentText;
    reading: PolicyReading;
  },
): Promise<string> {
  const { upload, sha256, text, reading } = file;
  const { printLine, date } = reading;
  const notes = text.notes.map(({ code, params }) => ({ code: `note.${code}`, line: null, params }));
  const { id } = await ctx.tx
    .insertInto('policy_documents')
    .values({
      org_id: town.id,
      org_path: town.path,
      file_name: upload.name.slice(0, 200),
      sha256,
      source: upload.bytes,
      format: text.format,
      encoding: text.encoding,
      raw_text: text.text,
      number: reading.number,
      issuer: reading.issuer,
      title: reading.title === '' ? upload.name.slice(0, 200) : reading.title,
      dated: date === null ? null : Temporal.PlainDate.from(date),
      recipients: reading.recipients,
      copies_to: reading.copiesTo,
      subject_words: reading.subjectWords,
      print_line: printLine?.text ?? null,
      copies: reading.copies,
      preamble: reading.preamble,
      remainder: JSON.stringify(remainderOf(reading)),
      faults: JSON.stringify([...notes, ...reading.faults]),
      uploaded_by: accountOf(ctx),
      uploaded_by_name: ctx.actor.name,
      uploaded_at: ctx.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Stretches that have no field of their own, so that the screen shows all that was read. */
function remainderOf(reading: PolicyReading): { what: string; text: string }[] {
  const one = (what: string, text: string | null) => (text ? [{ what, text }] : []);
  const many = (what: string, texts: string[]) => texts.map((text) => ({ what, text }));
  return [
    ...one('mark', reading.mark),
    ...one('urgency', reading.urgency),
    ...one('signer', reading.signer),
    ...many('notes', reading.notes),
    ...many('closing', reading.closing),
    ...many('attachment_note', reading.attachmentNote),
    ...many('signature', reading.signature),
    ...many('page_marks', reading.pageMarks),
  ];
}

async function insertText(
  ctx: Ctx,
  document: { id: string; orgPath: string },
  reading: PolicyReading,
  raw: string,
): Promise<void> {
  const startOf = articleStarts(reading);
  let position = 0;
  for (const [chapterAt, chapter] of reading.chapters.entries()) {
    const chapterId = randomUUID();
    const { number, title, text, line } = chapter;
    await ctx.tx
      .insertInto('policy_chapters')
      .values({
        id: chapterId,
        document_id: document.id,
        org_path: document.orgPath,
        position: chapterAt,
        number,
        title,
        text,
        line,
      })
      .execute();
    for (const [articleAt, article] of chapter.articles.entries()) {
      position += step;
      const marker = markerOf(article, raw, startOf.get(`${chapterAt}.${articleAt}`));
      await insertArticle(ctx, document, chapterId, { ...article, marker, position });
    }
  }
  for (const { line, text, reason } of reading.unplaced) {
    await ctx.tx
      .insertInto('policy_unplaced_lines')
      .values({ document_id: document.id, org_path: document.orgPath, line, text, reason })
      // Two stretches of one line can lack a place; the line is shown once, with both.
      .onConflict((on) =>
        on.columns(['document_id', 'line']).doUpdateSet({ text: sql`policy_unplaced_lines.text || ${text}` }),
      )
      .execute();
  }
}

function articleStarts(reading: PolicyReading): Map<string, number> {
  const starts = new Map<string, number>();
  for (const { field, key, start } of reading.placements) {
    if (field !== 'article' || key === undefined) continue;
    starts.set(key, Math.min(start, starts.get(key) ?? start));
  }
  return starts;
}

/** The number as it stands before the article's text. */
function markerOf(article: Article, raw: string, start: number | undefined): string {
  if (start === undefined) return '';
  const opening = article.text.split('\n', 1)[0]?.slice(0, 6) ?? '';
  const before = raw.slice(start, start + 40).indexOf(opening);
  return before > 0 ? raw.slice(start, start + before) : '';
}

async function insertArticle(
  ctx: Ctx,
  document: { id: string; orgPath: string },
  chapterId: string,
  article: Article & { marker: string; position: number },
): Promise<void> {
  const named = [...new Set(article.institutions.map((mention) => mention.id))];
  const { id } = await ctx.tx
    .insertInto('policy_articles')
    .values({
      document_id: document.id,
      chapter_id: chapterId,
      org_path: document.orgPath,
      position: article.position,
      number: article.number,
      title: article.title,
      marker: article.marker,
      text: article.text,
      line: article.line,
      nature: natureOf(named),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await store.insertInstitutions(ctx, document, id, named);
  await store.insertParameters(ctx, document, id, article.quantities);
}

type Step = { id: string; version: number };

/**
 * The document, still open to correction, with its version counted up. Refuses `not_found`, `stale` (409) and
 * `policy.closed` (409) for one that is confirmed or discarded.
 */
export async function openForCorrection(ctx: Ctx, input: Step): Promise<store.DocumentRow> {
  const document = await store.find(ctx, input.id);
  if (!document) throw new Refusal('not_found', { status: 404 });
  requireInScope(ctx, document.orgPath);
  const version = await store.raiseVersion(ctx, input.id, input.version);
  if (version === undefined) throw new Refusal('stale', { status: 409 });
  if (document.state !== 'read')
    throw new Refusal('policy.closed', { status: 409, remedy: 'policy.closed', who: 'policy.manage' });
  return { ...document, version };
}

export async function recordCorrection(
  ctx: Ctx,
  document: store.DocumentRow,
  change: { event: string; before?: unknown; after?: unknown; reason?: string },
): Promise<Changed> {
  await record(ctx, {
    ...change,
    org: { id: document.orgId, path: document.orgPath },
    subject: { type: 'policy_document', id: document.id },
  });
  return { id: document.id, version: document.version };
}

export async function correctHead(
  ctx: Ctx,
  input: Step & {
    title: string;
    number: string | null;
    issuer: string | null;
    dated: string | null;
    recipients: string[];
    copiesTo: string[];
    subjectWords: string[];
  },
): Promise<Changed> {
  const document = await openForCorrection(ctx, input);
  const { title, number, issuer, dated, recipients, copiesTo, subjectWords } = input;
  await ctx.tx
    .updateTable('policy_documents')
    .set({
      title,
      number: number || null,
      issuer: issuer || null,
      dated: dated === null ? null : Temporal.PlainDate.from(dated),
      recipients,
      copies_to: copiesTo,
      subject_words: subjectWords,
    })
    .where('id', '=', document.id)
    .execute();
  return recordCorrection(ctx, document, {
    event: 'policy.head_corrected',
    before: { title: document.title, number: document.number, dated: document.dated?.toString() ?? null },
    after: { title, number, dated },
  });
}

/**
 * Makes the document the town's own. Refuses `policy.unplaced_open` while lines have no place, `policy.starts_before`
 * for a day on or before the start of the document now in force, and what lies before the document's own date.
 */
export async function confirmDocument(ctx: Ctx, input: Step & { from: string }): Promise<Changed> {
  const document = await openForCorrection(ctx, input);
  const from = Temporal.PlainDate.from(input.from);
  const open = (await store.listUnplaced(ctx, document.id)).filter((line) => line.settled === null);
  if (open.length > 0)
    throw new Refusal('policy.unplaced_open', {
      params: { count: open.length },
      remedy: 'policy.unplaced_open',
      who: 'policy.manage',
    });
  if (document.dated && Temporal.PlainDate.compare(from, document.dated) < 0)
    throw new Refusal('policy.before_its_date', {
      field: 'from',
      params: { dated: document.dated.toString() },
      possibleFrom: document.dated.toString(),
    });
  await closeFormer(ctx, document.orgId, from);
  await ctx.tx
    .updateTable('policy_documents')
    .set({
      state: 'confirmed',
      in_force: `[${from.toString()},)`,
      confirmed_by: accountOf(ctx),
      confirmed_by_name: ctx.actor.name,
      confirmed_at: ctx.now,
    })
    .where('id', '=', document.id)
    .execute();
  // What nobody rejected is confirmed with the document.
  await sql`
    update article_institutions set decided_by = ${accountOf(ctx)}, decided_at = ${ctx.now}
    where decided_at is null
      and article_id in (select id from policy_articles where document_id = ${document.id})
  `.execute(ctx.tx);
  return recordCorrection(ctx, document, {
    event: 'policy.document_confirmed',
    after: { number: document.number, title: document.title, from: input.from },
  });
}

async function closeFormer(ctx: Ctx, townId: string, from: Temporal.PlainDate): Promise<void> {
  const { rows } = await sql<{ id: string; title: string; start: Temporal.PlainDate }>`
    select id, title, lower(in_force) as start from policy_documents
    where org_id = ${townId} and upper_inf(in_force) for update
  `.execute(ctx.tx);
  const [former] = rows;
  if (!former) return;
  if (Temporal.PlainDate.compare(from, former.start) <= 0)
    throw new Refusal('policy.starts_before', {
      status: 409,
      field: 'from',
      params: { title: former.title, start: former.start.toString() },
      possibleFrom: former.start.add({ days: 1 }).toString(),
    });
  await sql`
    update policy_documents set in_force = daterange(lower(in_force), ${from}), version = version + 1
    where id = ${former.id}
  `.execute(ctx.tx);
}

export async function discardDocument(ctx: Ctx, input: Step & { because: string }): Promise<Changed> {
  const document = await openForCorrection(ctx, input);
  await ctx.tx
    .updateTable('policy_documents')
    .set({ state: 'discarded', discarded_because: input.because })
    .where('id', '=', document.id)
    .execute();
  return recordCorrection(ctx, document, { event: 'policy.document_discarded', reason: input.because });
}

/** The file, byte for byte as it was handed in. */
export async function downloadDocument(ctx: Ctx, input: { id: string }): Promise<Download> {
  const file = await store.sourceOf(ctx, input.id);
  if (!file) throw new Refusal('not_found', { status: 404 });
  const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  return new Download({
    name: file.fileName,
    type: file.format === 'docx' ? docx : 'text/plain',
    body: file.source,
  });
}
