/** Institutions of the document in force for which nobody answers, whole levels or single villages (art. 18). */
import type { Ctx } from '../../kernel/ctx.ts';
import { listBelow } from '../organizations/facade.ts';
import { articlesOf, keptIds, placeOf, type Asked, type BoardArticle } from './board-picture.ts';
import { levels, type Level } from './choices.ts';
import * as store from './document-store.ts';
import { isNarrative, nameOfInstitution, type Running } from './institution-names.ts';
import { loadResponsibility, responsiblesFor, type Responsibility } from './responsibles.ts';

export type Gap = { institution: string; article: BoardArticle; missing: Level[]; villages: string[] };

type Village = { path: string; shortName: string };

/** What only exhorts needs nobody; an institution that two articles name stands at the first. */
export async function listGaps(ctx: Ctx, input: Asked, running: Running) {
  const place = await placeOf(ctx, input);
  const document = await store.inForceOn(ctx, place.town.id, place.asOf);
  const articles = document ? await articlesOf(ctx, document.id, running) : [];
  const responsibility = await loadResponsibility(ctx, place.town.path, place.asOf);
  const villages = await listBelow(ctx, place.paths, ['village']);
  const gaps = gapsIn(articles, { responsibility, paths: place.paths, villages, running });
  return {
    asOf: place.asOf.toString(),
    rows: gaps.map(({ institution, article: { id, number, title }, ...rest }) => ({
      institution: { id: institution, name: nameOfInstitution(institution, ctx.locale) },
      isSetUp: running.has(institution),
      article: { id, number, title },
      ...rest,
    })),
  };
}

type Where = {
  responsibility: Responsibility;
  paths: readonly string[];
  villages: readonly Village[];
  running: Running;
};

/** The same rows for the board, which shows their number. */
export function gapsIn(articles: readonly BoardArticle[], where: Where): Gap[] {
  const first = new Map<string, BoardArticle>();
  for (const article of articles)
    for (const id of keptIds(article)) if (!isNarrative(id) && !first.has(id)) first.set(id, article);
  return [...first].flatMap(([institution, article]) => {
    const missing = levels.filter((level) => !hasLevel(institution, level, where.paths, where));
    const villages = missing.includes('specific') ? [] : villagesWithout(institution, where);
    return missing.length + villages.length > 0 ? [{ institution, article, missing, villages }] : [];
  });
}

/** Only where the work runs: an institution that is not set up has no villages to answer for. */
function villagesWithout(institution: string, where: Where): string[] {
  if (!where.running.has(institution)) return [];
  return where.villages
    .filter(({ path }) => !hasLevel(institution, 'specific', [path], where))
    .map(({ shortName }) => shortName);
}

function hasLevel(institution: string, level: Level, paths: readonly string[], where: Where): boolean {
  const { responsibility, running } = where;
  const people = responsiblesFor(
    responsibility,
    { id: institution, running: running.get(institution) },
    paths,
  );
  return people.some((one) => one.level === level);
}
