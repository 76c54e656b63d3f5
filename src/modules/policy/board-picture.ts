/** Where and for which day the board is asked, the duties and owners there, and the articles of a document. */
import { requireInScope, type Ctx } from '../../kernel/ctx.ts';
import { standingOf, type DutyStanding } from '../../kernel/duty/standing.ts';
import type { Institution } from '../../kernel/institution.ts';
import { getOrganization } from '../organizations/facade.ts';
import * as store from './document-store.ts';
import { articleOutlines, type ArticleOutline } from './document-views.ts';
import type { Running } from './institution-names.ts';
import { loadResponsibility, type Responsibility } from './responsibles.ts';
import { narrowed, townOf, type TownRow } from './town.ts';

export type Asked = { village?: string | undefined; asOf?: string | undefined };

/** Where and for which day the board is asked. */
export type Place = { town: TownRow; paths: string[]; asOf: Temporal.PlainDate };

/** Refuses a village outside the scope. */
export async function placeOf(ctx: Ctx, asked: Asked): Promise<Place> {
  const town = await townOf(ctx);
  const asOf = asked.asOf ? Temporal.PlainDate.from(asked.asOf) : ctx.today;
  if (!asked.village) return { town, paths: narrowed([town.path], ctx.scope), asOf };
  const village = await getOrganization(ctx, asked.village);
  requireInScope(ctx, village.path);
  return { town, paths: [village.path], asOf };
}

/** Duties with their owners at one place; every part of the board reads from this one. */
export type Picture = Place & { standings: DutyStanding[]; responsibility: Responsibility };

export async function pictureOf(
  ctx: Ctx,
  place: Place,
  institutions: readonly Institution[],
): Promise<Picture> {
  const { town, paths, asOf } = place;
  const standings = await standingOf(ctx, institutions, { paths, asOf });
  return { ...place, standings, responsibility: await loadResponsibility(ctx, town.path, asOf) };
}

export type BoardArticle = Omit<ArticleOutline, 'chapterId'> & { chapter: { number: number; title: string } };

export async function articlesOf(ctx: Ctx, documentId: string, running: Running): Promise<BoardArticle[]> {
  return inChapters(ctx, documentId, articleOutlines(ctx, documentId, running));
}

/** Articles with the chapter in which each stands. */
export async function inChapters<A extends { chapterId: string }>(
  ctx: Ctx,
  documentId: string,
  articles: Promise<A[]>,
): Promise<(Omit<A, 'chapterId'> & Pick<BoardArticle, 'chapter'>)[]> {
  const [chapters, found] = await Promise.all([store.listChapters(ctx, documentId), articles]);
  const byId = new Map(chapters.map((row) => [row.id, row]));
  return found.map(({ chapterId, ...article }) => {
    const { number = 1, title = '' } = byId.get(chapterId) ?? {};
    return { ...article, chapter: { number, title } };
  });
}

/** The institutions of an article that count: not struck out, nor those of an article out of scope. */
export function keptIds(article: Pick<ArticleOutline, 'institutions' | 'nature'>): string[] {
  if (article.nature === 'out_of_scope') return [];
  return article.institutions.filter((one) => one.origin !== 'rejected').map((one) => one.id);
}
