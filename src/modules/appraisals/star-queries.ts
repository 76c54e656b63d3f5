/** Read models of the stars: the branch's, in the order of the roster, and the own ones. */
import { withinPaths, type Ctx } from '../../kernel/ctx.ts';
import type { ReplyOf } from '../../kernel/http/contract.ts';
import { citationInWords } from '../../kernel/i18n/citation.ts';
import { localValues } from '../../kernel/parameters.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { finalDecisionsUnder } from '../meetings/facade.ts';
import { nameOf } from '../organizations/facade.ts';
import { getRound, holdsAt } from './case-file.ts';
import { dimensions, gradingKinds } from './choices.ts';
import { ownPlaces } from './objection-store.ts';
import type { starsApi } from './star-api.ts';
import { sharesOn, starParameters } from './star-rulebook.ts';
import * as stars from './star-store.ts';
import { objectToStar } from './stars.ts';
import { listMembers } from './store.ts';

type View = ReplyOf<typeof starsApi.getStars>;
type Own = ReplyOf<typeof starsApi.getOwnStars>;

export async function getStars(ctx: Ctx, { id }: { id: string }): Promise<View> {
  const round = await getRound(ctx, id);
  const rating = await stars.findRating(ctx, id);
  const manage = holdsAt(ctx, round.orgPath)('appraisals.manage');
  const marks = manage || rating?.confirmedOn ? await stars.listMarks(ctx, id) : [];
  const names = await nameOf(ctx, [round.orgId], ctx.today);
  const members = await listMembers(ctx, id);
  const nameOfMember = new Map(members.map((member) => [member.id, member.name]));
  const markOf = new Map(marks.map((mark) => [mark.id, mark]));
  return {
    id,
    orgName: names.get(round.orgId)?.shortName ?? '',
    year: round.year,
    toldOn: round.toldOn?.toString() ?? null,
    draftedOn: rating?.draftedOn.toString() ?? null,
    confirmedOn: rating?.confirmedOn?.toString() ?? null,
    objectionsUntil: rating?.objectionsUntil?.toString() ?? null,
    today: ctx.today.toString(),
    rules: await rulesOf(ctx, round.orgPath, rating),
    dimensions: dimensions
      .filter(({ key }) => marks.some((mark) => mark.dimension === key))
      .map(({ key }) => {
        const toSay = marks.filter((mark) => mark.dimension === key && mark.base === null);
        return {
          key,
          toSay: toSay.map((mark) => mark.memberId),
          open: toSay.some((mark) => mark.earned === null),
        };
      }),
    members: members.flatMap(({ id: memberId, name }) => {
      const own = inOrder(marks.filter((mark) => mark.memberId === memberId));
      return own.length > 0
        ? [{ id: memberId, name, marks: own.map((mark) => markViewOf(mark, manage)) }]
        : [];
    }),
    objections: manage
      ? (await stars.listStarObjections(ctx, id)).flatMap((one) => {
          const mark = markOf.get(one.markId);
          if (!mark) return [];
          const name = nameOfMember.get(mark.memberId) ?? '';
          return [{ ...objectionViewOf(one), name, dimension: mark.dimension }];
        })
      : [],
    decisions:
      manage && rating && !rating.confirmedOn
        ? (await finalDecisionsUnder(ctx, round.orgPath, { kinds: gradingKinds, since: rating.draftedOn }))
            .filter((one) => one.passed === true)
            .map((one) => ({
              id: one.id,
              question: one.question,
              on: (one.meeting.heldOn ?? one.meeting.plannedOn).toString(),
            }))
        : [],
    may: { manage },
  };
}

export async function getOwnStars(ctx: Ctx): Promise<Own> {
  const rows: Own['rows'] = [];
  for (const place of await ownPlaces(ctx)) {
    const found = await withinPaths(ctx, [place.orgPath], async (inner): Promise<Own['rows']> => {
      const rating = await stars.findRating(inner, place.appraisalId);
      if (!rating?.confirmedOn || !rating.objectionsUntil) return [];
      const round = await getRound(inner, place.appraisalId);
      const marks = inOrder(await stars.listMarks(inner, round.id)).filter(
        (mark) => mark.memberId === place.memberId,
      );
      const own = new Set(marks.map((mark) => mark.id));
      const objections = await stars.listStarObjections(inner, round.id);
      return [
        {
          id: round.id,
          year: round.year,
          objectionsUntil: rating.objectionsUntil.toString(),
          rules: await rulesOf(inner, round.orgPath, rating),
          mayObject: Temporal.PlainDate.compare(inner.today, rating.objectionsUntil) <= 0,
          marks: marks.map((mark) => markViewOf(mark, true)),
          objections: objections.filter((one) => own.has(one.markId)).map(objectionViewOf),
        },
      ];
    });
    rows.push(...found);
  }
  return { rows: rows.sort((a, b) => b.year - a.year) };
}

export async function objectToOwnStar(
  ctx: Ctx,
  input: { id: string; markId: string; text: string },
): Promise<{ id: string }> {
  const place = (await ownPlaces(ctx)).find((one) => one.appraisalId === input.id);
  if (!place) throw new Refusal('not_found', { status: 404 });
  await withinPaths(ctx, [place.orgPath], async (inner) =>
    objectToStar(inner, await getRound(inner, input.id, 'update'), {
      markId: input.markId,
      text: input.text,
      madeOn: inner.today,
      by: { personId: place.personId },
    }),
  );
  return { id: input.id };
}

/** As it stood when the stars were filled. */
async function rulesOf(
  ctx: Ctx,
  orgPath: string,
  rating: stars.RatingRow | undefined,
): Promise<View['rules']> {
  const local = await localValues(ctx, starParameters, orgPath);
  return sharesOn(rating?.draftedOn ?? ctx.today, local).map(([dimension, { value, source }]) => ({
    dimension,
    num: value.num,
    den: value.den,
    source: citationInWords(source, ctx.locale),
  }));
}

/** By the book's own order of the dimensions. */
function inOrder(marks: stars.MarkRow[]): stars.MarkRow[] {
  return dimensions.flatMap(({ key }) => marks.filter((mark) => mark.dimension === key));
}

/** Records are for the branch and for the member alone. */
function markViewOf(mark: stars.MarkRow, withRecords: boolean): View['members'][number]['marks'][number] {
  const { id, dimension, earned, have, base } = mark;
  return {
    id,
    dimension,
    earned,
    counted: withRecords && have !== null && base !== null ? { have, base } : null,
    records: withRecords ? mark.records : [],
    reason: withRecords ? mark.reason : null,
  };
}

function objectionViewOf(one: stars.StarObjection) {
  return {
    ...one,
    madeOn: one.madeOn.toString(),
    recordedOn: one.recordedOn?.toString() ?? null,
    answeredOn: one.answeredOn?.toString() ?? null,
  };
}
