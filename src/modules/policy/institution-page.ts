/** One institution on one page: what it is, who answers, how it stands, what it counts and what it must publish. */
import type { DutyStanding } from '../../kernel/duty/standing.ts';
import { isInScope, scopeUnder, type Ctx } from '../../kernel/ctx.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { dutyView, institutionView } from './board.ts';
import { pictureOf, placeOf, type Asked } from './board-picture.ts';
import { countsOf } from './board-states.ts';
import * as store from './document-store.ts';
import { figuresOf } from './figure-views.ts';
import { isNarrative, type Running } from './institution-names.ts';
import { findInstitution } from './institutions-catalogue.ts';
import { assignmentView } from './responsibilities.ts';

const urgency = ['late', 'due', 'on_course', 'not_started', 'excused', 'done'];

/** Refuses `not_found` for an identifier that the catalogue does not hold. */
export async function getInstitution(ctx: Ctx, input: Asked & { id: string }, running: Running) {
  const row = findInstitution(input.id);
  if (!row) throw new Refusal('not_found', { status: 404 });
  const own = running.get(row.id);
  const place = await placeOf(ctx, input);
  const picture = await pictureOf(ctx, place, own ? [own] : []);
  const { name, state, responsible } = institutionView(ctx, row.id, picture, running);
  const named = await namingArticles(ctx, place.town.id, place.asOf, row.id);
  return {
    asOf: place.asOf.toString(),
    id: row.id,
    name,
    otherNames: [...row.aliases],
    isNarrative: isNarrative(row.id),
    isSetUp: own !== undefined,
    state,
    path: own?.path ?? null,
    articles: named.articles,
    responsible,
    assignments: picture.responsibility.assigned
      .filter((one) => one.institution === row.id && picture.paths.some((path) => isNear(path, one.orgPath)))
      .map((one) => assignmentView(ctx, one)),
    mayAssign: scopeUnder(ctx, 'policy.manage').some((path) => isNear(path, place.town.path)),
    duties: (own?.duties ?? []).map(({ schedule, cites, next }) => ({
      key: schedule.key,
      every: schedule.every,
      cites,
      next,
      counts: countsOf(picture.standings.filter((one) => one.duty === schedule.key)),
    })),
    standings: mostPressing(picture.standings).map((one) => dutyView(ctx, one, picture)),
    figures: own ? await figuresOf(ctx, place, [own]) : [],
    catalogue: (own?.catalogue ?? []).map(({ key, catalogue, every, dueDays, cites }) => ({
      key,
      catalogue,
      every,
      dueDays,
      cites,
    })),
    parameters: named.parameters,
  };
}

async function namingArticles(ctx: Ctx, townId: string, asOf: Temporal.PlainDate, institution: string) {
  const document = await store.inForceOn(ctx, townId, asOf);
  if (!document) return { articles: [], parameters: [] };
  const links = (await store.listInstitutions(ctx, document.id)).filter(
    (one) => one.institution === institution && one.origin !== 'rejected',
  );
  const ids = new Set(links.map((one) => one.articleId));
  const articles = (await store.listArticles(ctx, document.id)).filter(({ id }) => ids.has(id));
  const parameters = (await store.listParameters(ctx, document.id)).filter(
    (one) => one.institution === institution && one.state === 'confirmed',
  );
  return {
    articles: articles.map(({ id, number, title }) => ({ id, number, title })),
    parameters: parameters.map(({ wording, value, unit, bound }) => ({ wording, value, unit, bound })),
  };
}

/** One row for each duty of each organization: the earliest of the worst state. */
function mostPressing(standings: readonly DutyStanding[]): DutyStanding[] {
  const inOrder = standings.toSorted(
    (a, b) =>
      urgency.indexOf(a.state) - urgency.indexOf(b.state) || Temporal.PlainDate.compare(a.dueOn, b.dueOn),
  );
  const first = new Map<string, DutyStanding>();
  for (const one of inOrder) {
    const key = `${one.duty} ${one.org.id}`;
    if (!first.has(key)) first.set(key, one);
  }
  return [...first.values()];
}

function isNear(path: string, other: string): boolean {
  return isInScope([path], other) || isInScope([other], path);
}
