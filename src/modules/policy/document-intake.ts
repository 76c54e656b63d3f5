/** Taking in a document: the file is read, kept as handed in, and its parts laid out to be corrected. */
import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { record } from '../../kernel/audit/record.ts';
import { accountOf, requireInScope, type Ctx } from '../../kernel/ctx.ts';
import type { Exchange } from '../../kernel/http/bind.ts';
import { readDocumentText, type DocumentText } from '../../kernel/paper/document-text.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Article } from './chapters.ts';
import * as store from './document-store.ts';
import type { Changed } from './documents.ts';
import { natureOf } from './institution-names.ts';
import { readPolicy, type PolicyReading } from './reading.ts';
import { townOf } from './town.ts';

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
