/**
 * The board: the document in force, article by article. A fixed number of queries, whatever the number of members:
 * the figures, which count people, have an endpoint of their own and load beside it.
 */
import { isInScope, type Ctx } from '../../kernel/ctx.ts';
import type { DutyStanding } from '../../kernel/duty/standing.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { listBelow } from '../organizations/facade.ts';
import {
  articlesOf,
  inChapters,
  keptIds,
  pictureOf,
  placeOf,
  type Asked,
  type BoardArticle,
  type Picture,
  type Place,
} from './board-picture.ts';
import { articleState, countsOf, institutionState } from './board-states.ts';
import { rowsOnPage, type BoardState } from './choices.ts';
import { articleViews } from './document-views.ts';
import * as store from './document-store.ts';
import { nameOfInstitution, type Running } from './institution-names.ts';
import { gapsIn } from './responsibility-gaps.ts';
import { responsiblesFor, whoseIs } from './responsibles.ts';
import { narrowed } from './town.ts';

export async function getBoard(
  ctx: Ctx,
  input: Asked & { chapter?: number | undefined; state?: BoardState | undefined },
  running: Running,
) {
  const place = await placeOf(ctx, input);
  const document = await store.inForceOn(ctx, place.town.id, place.asOf);
  const articles = document ? await articlesOf(ctx, document.id, running) : [];
  const named = new Set(articles.flatMap((article) => keptIds(article)));
  // Duties of institutions that the document does not name are not this document's.
  const picture = await pictureOf(
    ctx,
    place,
    [...running.values()].filter(({ id }) => named.has(id)),
  );
  const late = picture.standings
    .filter((one) => one.state === 'late')
    .toSorted((a, b) => Temporal.PlainDate.compare(a.dueOn, b.dueOn));
  const byOrg = [...Map.groupBy(picture.standings, (one) => one.org.path)];
  const villages = await listBelow(ctx, narrowed([place.town.path], ctx.scope), ['village']);
  const below = villages.filter(({ path }) => isInScope(place.paths, path));
  const shown = articles
    .map((article) => boardArticle(ctx, article, picture, running))
    .filter((article) => input.chapter === undefined || article.chapter.number === input.chapter)
    .filter((article) => input.state === undefined || article.state === input.state);
  return {
    asOf: place.asOf.toString(),
    town: { id: place.town.id, name: place.town.name },
    document: document
      ? {
          id: document.id,
          title: document.title,
          number: document.number,
          inForceFrom: document.from.toString(),
        }
      : null,
    chapters: chaptersIn(articles),
    villages: villages.map(({ id, shortName, path }) => ({
      id,
      name: shortName,
      duties: countsOf(byOrg.filter(([of]) => isInScope([path], of)).flatMap(([, ones]) => ones)),
    })),
    totals: countsOf(picture.standings),
    gaps: gapsIn(articles, { ...picture, villages: below, running }).length,
    lateDuties: late.slice(0, rowsOnPage).map((one) => dutyView(ctx, one, picture)),
    articles: shown,
  };
}

/** The rows behind a number of duties, the earliest due first. */
export async function listDuties(
  ctx: Ctx,
  input: Asked & {
    institution?: string | undefined;
    article?: string | undefined;
    state?: string | undefined;
    page: number;
  },
  running: Running,
) {
  const place = await placeOf(ctx, input);
  const ids = await institutionsAsked(ctx, place, input, running);
  const picture = await pictureOf(
    ctx,
    place,
    [...running.values()].filter(({ id }) => ids.has(id)),
  );
  const rows = picture.standings
    .filter((one) => input.state === undefined || one.state === input.state)
    .toSorted((a, b) => Temporal.PlainDate.compare(a.dueOn, b.dueOn));
  const from = (input.page - 1) * rowsOnPage;
  return {
    asOf: place.asOf.toString(),
    rows: rows.slice(from, from + rowsOnPage).map((one) => dutyView(ctx, one, picture)),
    total: rows.length,
  };
}

async function institutionsAsked(
  ctx: Ctx,
  place: Place,
  asked: { institution?: string | undefined; article?: string | undefined },
  running: Running,
): Promise<Set<string>> {
  if (asked.institution !== undefined) return new Set([asked.institution]);
  const document = await store.inForceOn(ctx, place.town.id, place.asOf);
  const articles = document ? await articlesOf(ctx, document.id, running) : [];
  const wanted = articles.filter(({ id }) => asked.article === undefined || id === asked.article);
  return new Set(wanted.flatMap((article) => keptIds(article)));
}

export async function getArticle(ctx: Ctx, input: Asked & { id: string }, running: Running) {
  const place = await placeOf(ctx, input);
  const documentId = await documentOf(ctx, input.id);
  const document = await store.find(ctx, documentId);
  if (!document) throw new Refusal('not_found', { status: 404 });
  const articles = await inChapters(ctx, documentId, articleViews(ctx, documentId, running));
  const at = articles.findIndex(({ id }) => id === input.id);
  const article = articles[at];
  if (!article) throw new Refusal('not_found', { status: 404 });
  const ids = new Set(keptIds(article));
  const picture = await pictureOf(
    ctx,
    place,
    [...running.values()].filter(({ id }) => ids.has(id)),
  );
  const { state, duties, institutions } = boardArticle(ctx, article, picture, running);
  const beside = (one: BoardArticle | undefined) => (one ? { id: one.id, number: one.number } : null);
  return {
    asOf: place.asOf.toString(),
    document: { id: document.id, title: document.title, number: document.number },
    chapter: article.chapter,
    article,
    state,
    duties,
    institutions,
    before: beside(articles[at - 1]),
    after: beside(articles[at + 1]),
  };
}

async function documentOf(ctx: Ctx, articleId: string): Promise<string> {
  const row = await ctx.tx
    .selectFrom('policy_articles')
    .select('document_id as id')
    .where('id', '=', articleId)
    .executeTakeFirst();
  if (!row) throw new Refusal('not_found', { status: 404 });
  return row.id;
}

function chaptersIn(articles: readonly BoardArticle[]): { number: number; title: string }[] {
  return [...new Map(articles.map(({ chapter }) => [chapter.number, chapter])).values()];
}

function boardArticle(ctx: Ctx, article: BoardArticle, picture: Picture, running: Running) {
  const institutions = keptIds(article).map((id) => institutionView(ctx, id, picture, running));
  const ids = new Set(institutions.map(({ id }) => id));
  return {
    id: article.id,
    number: article.number,
    title: article.title,
    opening: article.text.slice(0, 60),
    chapter: article.chapter,
    nature: article.nature,
    state: articleState(
      article.nature,
      institutions.map((one) => one.state),
    ),
    duties: countsOf(picture.standings.filter((one) => ids.has(one.institution))),
    institutions,
  };
}

/** One institution at a place: state, duties, who answers for it. */
export function institutionView(ctx: Ctx, id: string, picture: Picture, running: Running) {
  const duties = countsOf(picture.standings.filter((one) => one.institution === id));
  return {
    id,
    name: nameOfInstitution(id, ctx.locale),
    state: institutionState(id, running.has(id), duties),
    duties,
    responsible: responsiblesFor(picture.responsibility, { id, running: running.get(id) }, picture.paths),
  };
}

export function dutyView(ctx: Ctx, one: DutyStanding, picture: Pick<Picture, 'responsibility'>) {
  return {
    duty: one.duty,
    institution: { id: one.institution, name: nameOfInstitution(one.institution, ctx.locale) },
    org: { id: one.org.id, name: one.org.name },
    period: one.period.label,
    dueOn: one.dueOn.toString(),
    state: one.state,
    have: one.have,
    times: one.times,
    whose: whoseIs(picture.responsibility, {
      institution: one.institution,
      orgPath: one.org.path,
      next: one.next,
    }),
    next: one.next,
    cites: one.cites,
    startPath: one.startPath,
    evidence: one.evidence.map(({ label, path, happenedOn }) => ({ label, path, on: happenedOn.toString() })),
    excuse: one.excuse?.reason ?? null,
  };
}
