/** Corrections of what was read of a document's text: boundaries, institutions, numbers, lines without a place. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { accountOf, type Ctx } from '../../kernel/ctx.ts';
import { Refusal } from '../../kernel/refusal.ts';
import * as store from './document-store.ts';
import { openForCorrection, recordCorrection, type Changed } from './documents.ts';
import { natureOf } from './institution-names.ts';
import { findInstitution } from './institutions-catalogue.ts';
import { findInstitutions } from './institutions-in-text.ts';
import { findQuantities } from './quantities.ts';

type OnArticle = { id: string; version: number; articleId: string };

/** Number, title and what an article is. A narrative one cannot keep a measurable institution. */
export async function correctArticle(
  ctx: Ctx,
  input: OnArticle & { number: number; title: string; nature: store.ArticleRow['nature'] },
): Promise<Changed> {
  const { number, title, nature } = input;
  const { document, article } = await openArticle(ctx, input, (now) => ({
    yours: { number, title, nature },
    theirs: { number: now.number, title: now.title, nature: now.nature },
  }));
  if (nature === 'narrative' && natureOf(await keptOf(ctx, document.id, article.id)) === 'measurable')
    throw new Refusal('policy.not_narrative', { field: 'nature', remedy: 'policy.not_narrative' });
  await ctx.tx
    .updateTable('policy_articles')
    .set({ number, title, nature })
    .where('id', '=', article.id)
    .execute();
  return recordCorrection(ctx, document, {
    event: 'policy.article_corrected',
    before: { number: article.number, title: article.title, nature: article.nature },
    after: { number, title, nature },
  });
}

/** Joins an article to the one before it, with its number, so that no character is lost. Refuses `policy.no_previous`. */
export async function mergeArticle(ctx: Ctx, input: OnArticle): Promise<Changed> {
  const { document, article, articles } = await openArticle(ctx, input);
  const previous = articles[articles.indexOf(article) - 1];
  if (!previous || previous.chapterId !== article.chapterId)
    throw new Refusal('policy.no_previous', { status: 409 });
  await sql`
    update policy_unplaced_lines set article_id = ${previous.id} where article_id = ${article.id}
  `.execute(ctx.tx);
  await sql`
    insert into article_institutions (article_id, org_path, institution, origin, position, decided_by, decided_at)
    select ${previous.id}, org_path, institution, origin, position + 500, decided_by, decided_at
    from article_institutions where article_id = ${article.id} and (decided_at is not null or origin <> 'recognised')
    on conflict (article_id, institution) do nothing
  `.execute(ctx.tx);
  await ctx.tx.deleteFrom('policy_articles').where('id', '=', article.id).execute();
  await setText(ctx, document, previous, `${previous.text}\n${article.marker}${article.text}`);
  return recordCorrection(ctx, document, {
    event: 'policy.article_merged',
    after: { number: article.number, into: previous.number },
  });
}

/** Begins another article at `at` of the text. Refuses `policy.split_outside` at the beginning or beyond the end. */
export async function splitArticle(
  ctx: Ctx,
  input: OnArticle & { at: number; number: number; title: string },
): Promise<Changed> {
  const { document, article, articles } = await openArticle(ctx, input);
  const { at, number, title } = input;
  const [first, second] = [article.text.slice(0, at).trimEnd(), article.text.slice(at).trimStart()];
  if (first === '' || second === '') throw new Refusal('policy.split_outside', { field: 'at' });
  const next = articles[articles.indexOf(article) + 1];
  const position = next ? Math.floor((article.position + next.position) / 2) : article.position + 1024;
  if (position === article.position) throw new Refusal('policy.split_too_often', { status: 409 });
  const row: store.ArticleRow = {
    ...article,
    id: randomUUID(),
    position,
    number,
    title,
    marker: '',
    line: article.line + (first.match(/\n/gu)?.length ?? 0),
  };
  await ctx.tx
    .insertInto('policy_articles')
    .values({
      id: row.id,
      document_id: document.id,
      chapter_id: row.chapterId,
      org_path: document.orgPath,
      position,
      number,
      title,
      marker: '',
      text: second,
      line: row.line,
      nature: row.nature,
    })
    .execute();
  await setText(ctx, document, row, second);
  await setText(ctx, document, article, first);
  return recordCorrection(ctx, document, {
    event: 'policy.article_split',
    after: { from: article.number, number, at },
  });
}

/** `keep` adds an institution or takes a rejection back; `reject` strikes out one that was recognised or added. */
export async function decideInstitution(
  ctx: Ctx,
  input: OnArticle & { institution: string; decision: 'keep' | 'reject' },
): Promise<Changed> {
  const { document, article } = await openArticle(ctx, input);
  const { institution, decision } = input;
  if (!findInstitution(institution))
    throw new Refusal('policy.unknown_institution', { field: 'institution', params: { id: institution } });
  const isNamed = findInstitutions(article.text).some((mention) => mention.id === institution);
  if (decision === 'reject' && !isNamed) await store.dropInstitution(ctx, article.id, institution);
  else {
    const origin = decision === 'reject' ? 'rejected' : isNamed ? 'recognised' : 'added';
    await store.decideInstitution(ctx, document, article.id, { institution, origin });
  }
  await setNature(ctx, document.id, article);
  return recordCorrection(ctx, document, {
    event: 'policy.institution_decided',
    after: { article: article.number, institution, decision },
  });
}

/** Confirms, corrects or drops a number of an article. */
export async function decideParameter(
  ctx: Ctx,
  input: OnArticle & {
    parameterId: string;
    state: 'proposed' | 'confirmed' | 'dropped';
    value?: number | undefined;
    institution: string | null;
  },
): Promise<Changed> {
  const { document, article } = await openArticle(ctx, input);
  const { parameterId, state, value, institution } = input;
  if (institution !== null && !findInstitution(institution))
    throw new Refusal('policy.unknown_institution', { field: 'institution', params: { id: institution } });
  const changed = await ctx.tx
    .updateTable('article_parameters')
    .set({
      state,
      institution,
      ...(value === undefined ? {} : { value }),
      decided_by: accountOf(ctx),
      decided_at: ctx.now,
    })
    .where('id', '=', parameterId)
    .where('article_id', '=', article.id)
    .returning('wording')
    .executeTakeFirst();
  if (!changed) throw new Refusal('not_found', { status: 404 });
  return recordCorrection(ctx, document, {
    event: 'policy.parameter_decided',
    after: { wording: changed.wording, state, value: value ?? null, institution },
  });
}

/** Moves lines to the end of an article, or sets them aside; a reason is needed for the latter. */
export async function settleLines(
  ctx: Ctx,
  input: { id: string; version: number; lines: number[]; articleId: string | null; because: string | null },
): Promise<Changed> {
  const document = await openForCorrection(ctx, input);
  const open = (await store.listUnplaced(ctx, document.id)).filter((line) => line.settled === null);
  const lines = open.filter(({ line }) => input.lines.includes(line));
  if (lines.length !== new Set(input.lines).size)
    throw new Refusal('policy.line_settled', { status: 409, field: 'lines' });
  if (input.articleId === null && input.because === null)
    throw new Refusal('policy.reason_needed', { field: 'because' });
  if (input.articleId !== null) {
    const articles = await store.listArticles(ctx, document.id);
    const article = articles.find(({ id }) => id === input.articleId);
    if (!article) throw new Refusal('not_found', { status: 404, field: 'articleId' });
    await setText(ctx, document, article, [article.text, ...lines.map(({ text }) => text)].join('\n'));
  }
  await ctx.tx
    .updateTable('policy_unplaced_lines')
    .set({
      settled: input.articleId === null ? 'set_aside' : 'moved',
      article_id: input.articleId,
      settled_because: input.because,
      settled_by: accountOf(ctx),
      settled_at: ctx.now,
    })
    .where('document_id', '=', document.id)
    .where(
      'line',
      'in',
      lines.map(({ line }) => line),
    )
    .execute();
  return recordCorrection(ctx, document, {
    event: 'policy.lines_settled',
    after: { lines: lines.map(({ line }) => line), article: input.articleId },
    ...(input.because === null ? {} : { reason: input.because }),
  });
}

type Opened = { document: store.DocumentRow; article: store.ArticleRow; articles: store.ArticleRow[] };

type ArticleSides = (now: store.ArticleRow) => { yours: Fields; theirs: Fields };
type Fields = Record<string, string | number | null>;

/** An article that somebody joined to another meanwhile has no other side to show. */
async function openArticle(ctx: Ctx, input: OnArticle, sides?: ArticleSides): Promise<Opened> {
  const document = await openForCorrection(ctx, input, async (now) => {
    const article = (await store.listArticles(ctx, now.id)).find(({ id }) => id === input.articleId);
    if (!article || !sides) return undefined;
    const { yours, theirs } = sides(article);
    return { yours, theirs: { ...theirs, version: now.version } };
  });
  const articles = await store.listArticles(ctx, document.id);
  const article = articles.find(({ id }) => id === input.articleId);
  if (!article) throw new Refusal('not_found', { status: 404 });
  return { document, article, articles };
}

/** Another text is read again: decisions on institutions and numbers that are still in it stay. */
async function setText(
  ctx: Ctx,
  document: store.DocumentRow,
  article: store.ArticleRow,
  text: string,
): Promise<void> {
  const named = [...new Set(findInstitutions(text).map((mention) => mention.id))];
  await ctx.tx.updateTable('policy_articles').set({ text }).where('id', '=', article.id).execute();
  await sql`
    delete from article_institutions
    where article_id = ${article.id} and origin <> 'added' and institution <> all(${named}::text[])
  `.execute(ctx.tx);
  await store.insertInstitutions(ctx, document, article.id, named);
  const before = (await store.listParameters(ctx, document.id)).filter((one) => one.articleId === article.id);
  await ctx.tx.deleteFrom('article_parameters').where('article_id', '=', article.id).execute();
  await store.insertParameters(ctx, document, article.id, findQuantities(text));
  for (const one of before.filter(({ state }) => state !== 'proposed'))
    await sql`
      update article_parameters set state = ${one.state}, value = ${one.value}, institution = ${one.institution},
        decided_by = ${accountOf(ctx)}, decided_at = ${ctx.now}
      where article_id = ${article.id} and kind = ${one.kind} and wording = ${one.wording}
    `.execute(ctx.tx);
  await setNature(ctx, document.id, article);
}

async function keptOf(ctx: Ctx, documentId: string, articleId: string): Promise<string[]> {
  const rows = await store.listInstitutions(ctx, documentId);
  return rows
    .filter((row) => row.articleId === articleId && row.origin !== 'rejected')
    .map((row) => row.institution);
}

/** Follows the institutions, except where a person put the article out of scope. */
async function setNature(ctx: Ctx, documentId: string, article: store.ArticleRow): Promise<void> {
  if (article.nature === 'out_of_scope') return;
  const nature = natureOf(await keptOf(ctx, documentId, article.id));
  await ctx.tx.updateTable('policy_articles').set({ nature }).where('id', '=', article.id).execute();
}
