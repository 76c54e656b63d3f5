/** What screens show of documents. */
import type { z } from 'zod';
import { isInScope, scopeUnder, type Ctx } from '../../kernel/ctx.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { articleView, documentView } from './api.ts';
import type { DocumentState } from './choices.ts';
import * as store from './document-store.ts';
import { isNarrative, nameOfInstitution, searchInstitutions, type Running } from './institution-names.ts';
import { findInstitutions } from './institutions-in-text.ts';
import { townOf } from './town.ts';

export type ArticleView = z.infer<typeof articleView>;

export async function listDocuments(ctx: Ctx) {
  const town = await townOf(ctx);
  const documents = await store.list(ctx, town.path);
  return {
    documents: documents.map((row) => rowView(ctx, row)),
    mayManage: isInScope(scopeUnder(ctx, 'policy.manage'), town.path),
  };
}

export async function getDocument(
  ctx: Ctx,
  input: { id: string },
  running: Running,
): Promise<z.infer<typeof documentView>> {
  const row = await store.find(ctx, input.id);
  if (!row) throw new Refusal('not_found', { status: 404 });
  const chapters = await store.listChapters(ctx, row.id);
  const articles = await articleViews(ctx, row.id, running);
  const isOpen = row.state === 'read';
  return {
    ...rowView(ctx, row),
    format: row.format,
    encoding: row.encoding,
    rawText: row.rawText,
    recipients: row.recipients,
    copiesTo: row.copiesTo,
    subjectWords: row.subjectWords,
    printLine: row.printLine,
    copies: row.copies,
    preamble: row.preamble,
    // Written by this module alone, in the shape of the contract, which parses it again.
    remainder: row.remainder as { what: string; text: string }[],
    faults: row.faults as { code: string; line: number | null; params: Record<string, string | number> }[],
    chapters: chapters.map(({ id, number, title, text }) => ({
      id,
      number,
      title,
      text,
      articles: articles.filter((article) => article.chapterId === id),
    })),
    unplaced: await store.listUnplaced(ctx, row.id),
    confirmedBy: row.confirmedBy,
    discardedBecause: row.discardedBecause,
    version: row.version,
    mayCorrect: isOpen && isInScope(scopeUnder(ctx, 'policy.manage'), row.orgPath),
    mayConfirm: isOpen && isInScope(scopeUnder(ctx, 'policy.confirm'), row.orgPath),
  };
}

/** An article with the institutions that it names. */
export type ArticleOutline = Pick<
  ArticleView,
  'id' | 'number' | 'title' | 'text' | 'line' | 'nature' | 'institutions'
> & { chapterId: string };

/** All articles of a document in order, with what the board needs of them. */
export async function articleOutlines(
  ctx: Ctx,
  documentId: string,
  running: Running,
): Promise<ArticleOutline[]> {
  const [articles, institutions] = await Promise.all([
    store.listArticles(ctx, documentId),
    store.listInstitutions(ctx, documentId),
  ]);
  const named = Map.groupBy(institutions, (row) => row.articleId);
  return articles.map(({ id, chapterId, number, title, text, line, nature }) => ({
    id,
    chapterId,
    number,
    title,
    text,
    line,
    nature,
    institutions: (named.get(id) ?? []).map((row) => ({
      id: row.institution,
      name: nameOfInstitution(row.institution, ctx.locale),
      origin: row.origin,
      isSetUp: running.has(row.institution),
      isNarrative: isNarrative(row.institution),
    })),
  }));
}

/** All articles of a document, with the places in their text and the quantities besides. */
export async function articleViews(
  ctx: Ctx,
  documentId: string,
  running: Running,
): Promise<(ArticleView & { chapterId: string })[]> {
  const [articles, parameters] = await Promise.all([
    articleOutlines(ctx, documentId, running),
    store.listParameters(ctx, documentId),
  ]);
  return articles.map((article) => {
    const kept = new Set(
      article.institutions.filter(({ origin }) => origin !== 'rejected').map(({ id }) => id),
    );
    return {
      ...article,
      mentions: findInstitutions(article.text).filter((mention) => kept.has(mention.id)),
      parameters: parameters.filter((row) => row.articleId === article.id),
    };
  });
}

export async function searchCatalogue(ctx: Ctx, input: { q?: string | undefined }, running: Running) {
  const found = searchInstitutions(input.q ?? '').slice(0, 200);
  return {
    found: found.map((id) => ({ id, name: nameOfInstitution(id, ctx.locale), isSetUp: running.has(id) })),
  };
}

function rowView(ctx: Ctx, row: Omit<store.DocumentRow, 'rawText'>) {
  return {
    id: row.id,
    fileName: row.fileName,
    number: row.number,
    title: row.title,
    issuer: row.issuer,
    dated: row.dated?.toString() ?? null,
    state: stateOn(row, ctx.today),
    inForceFrom: row.inForceFrom?.toString() ?? null,
    inForceTo: row.inForceUntil?.subtract({ days: 1 }).toString() ?? null,
    uploadedBy: row.uploadedBy,
    uploadedAt: row.uploadedAt.toString(),
  };
}

function stateOn(row: Omit<store.DocumentRow, 'rawText'>, on: Temporal.PlainDate): DocumentState {
  if (row.state !== 'confirmed' || !row.inForceFrom) return row.state === 'discarded' ? 'discarded' : 'read';
  if (Temporal.PlainDate.compare(on, row.inForceFrom) < 0) return 'coming';
  const isOver = row.inForceUntil !== null && Temporal.PlainDate.compare(on, row.inForceUntil) >= 0;
  return isOver ? 'replaced' : 'in_force';
}
