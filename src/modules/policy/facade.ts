/** What other modules may ask of policy documents: a confirmed number with its article, names of institutions. */
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';

export { nameOfInstitution } from './institution-names.ts';
export { townOf } from './town.ts';

/**
 * A number of an article of a document in force or once in force. `value` in `unit` as `quantities.ts` tells;
 * `dated` is the document's own day, else the first day on which it was in force.
 */
export type DocumentNumber = {
  id: string;
  kind: string;
  value: number;
  unit: string;
  bound: string | null;
  wording: string;
  institution: string | null;
  articleId: string;
  article: number;
  articleTitle: string;
  documentId: string;
  documentName: string;
  dated: string;
};

/** Confirmed numbers of confirmed documents, by their ids or all of one document. */
export async function listDocumentNumbers(
  ctx: Ctx,
  asked: { ids: readonly string[] } | { documentId: string },
): Promise<DocumentNumber[]> {
  const which =
    'ids' in asked ? sql`p.id = any(${asked.ids}::uuid[])` : sql`d.id = ${asked.documentId}::uuid`;
  const { rows } = await sql<DocumentNumber>`
    select p.id, p.kind, p.value::float8 as value, p.unit, p.bound, p.wording, p.institution,
      a.id as "articleId", a.number as article, a.title as "articleTitle",
      d.id as "documentId", coalesce(d.number, d.title) as "documentName",
      coalesce(d.dated, lower(d.in_force))::text as dated
    from article_parameters p
    join policy_articles a on a.id = p.article_id
    join policy_documents d on d.id = a.document_id
    where d.state = 'confirmed' and p.state = 'confirmed' and ${which}
    order by a.position, p.start_at
  `.execute(ctx.tx);
  return rows;
}
