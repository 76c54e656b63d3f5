/** Stars: filled from records, said by the branch where there are none, confirmed by its decision; each explains itself. */
import { record } from '../../kernel/audit/record.ts';
import { needed, type Share } from '../../kernel/ballot/threshold.ts';
import { noticeEnd } from '../../kernel/clock/calendar.ts';
import { loadCalendar } from '../../kernel/clock/store.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { accountsOfPersons, notify } from '../../kernel/notice/notify.ts';
import { localValues } from '../../kernel/parameters.ts';
import { Refusal, refuseAll, type Reason } from '../../kernel/refusal.ts';
import { parameterAt } from '../../kernel/rulebook.ts';
import { decisionOf } from '../meetings/facade.ts';
import { requireNotFuture, subjectType } from './actions.ts';
import { getRound, readFile, type RoundFile } from './case-file.ts';
import { dimensions, gradingKinds, type Dimension } from './choices.ts';
import { appraisalRules } from './rulebook.ts';
import { readRecords } from './star-records.ts';
import { sharesOn, starParameters, starRules } from './star-rulebook.ts';
import * as stars from './star-store.ts';
import type { RoundRow } from './store.ts';

type Draft = Omit<stars.MarkRow, 'id' | 'reason'>;

/** Of a dimension that asks for no share every record must speak for the star. */
const every: Share = { operator: 'atLeast', num: 1, den: 1 };

/** Fills every mark that records can fill, for everybody of the round. Refused before the grades were told, and once confirmed. */
export async function draftStars(ctx: Ctx, input: { id: string }): Promise<void> {
  const round = await getRound(ctx, input.id, 'update');
  if (!round.toldOn) throw new Refusal('appraisals.not_told_yet', { status: 409, who: 'appraisals.manage' });
  await requireDraft(ctx, round, false);
  const file = await readFile(ctx, round);
  await stars.draft(ctx, round, await marksOf(ctx, file));
  await log(ctx, round, 'appraisals.stars_drafted', {});
}

/** What the branch says of those without records in a dimension: who has its star, and why. */
export async function sayDimension(
  ctx: Ctx,
  input: { id: string; dimension: Dimension; earnedBy: string[]; reason: string },
): Promise<void> {
  const round = await getRound(ctx, input.id, 'update');
  await requireDraft(ctx, round, true);
  const sayable = (await stars.listMarks(ctx, round.id))
    .filter((mark) => mark.dimension === input.dimension && mark.base === null)
    .map((mark) => mark.memberId);
  if (sayable.length === 0) throw new Refusal('stars.has_records', { field: 'dimension' });
  if (input.earnedBy.some((memberId) => !sayable.includes(memberId)))
    throw new Refusal('stars.has_records', { field: 'earnedBy' });
  await stars.sayDimension(ctx, round.id, input);
  await log(ctx, round, 'appraisals.stars_said', {
    dimension: input.dimension,
    people: input.earnedBy.length,
  });
}

/** What the branch thinks of a star that comes from records; it stands beside the star and changes nothing. */
export async function viewStar(
  ctx: Ctx,
  input: { id: string; memberId: string; dimension: Dimension; text: string },
): Promise<void> {
  const round = await getRound(ctx, input.id, 'update');
  await requireDraft(ctx, round, true);
  if (!(await stars.setView(ctx, round.id, input)))
    throw new Refusal('stars.no_records', { field: 'dimension', remedy: 'stars.say' });
  await log(ctx, round, 'appraisals.star_viewed', { dimension: input.dimension, member: input.memberId });
}

/** The branch's decision makes the stars stand; each member hears of the own ones. */
export async function confirmStars(ctx: Ctx, input: { id: string; decisionId: string }): Promise<void> {
  const round = await getRound(ctx, input.id, 'update');
  const rating = await requireDraft(ctx, round, true);
  const marks = await stars.listMarks(ctx, round.id);
  const decision = await decisionOf(ctx, input.decisionId);
  const because: Reason[] = [];
  const open = new Set(marks.filter((mark) => mark.earned === null).map((mark) => mark.dimension));
  if (open.size > 0) because.push({ code: 'stars.dimensions_open', params: { count: open.size } });
  const kinds: readonly string[] = gradingKinds;
  const { meeting } = decision;
  if (
    meeting.orgId !== round.orgId ||
    !kinds.includes(meeting.kind) ||
    !meeting.heldOn ||
    Temporal.PlainDate.compare(meeting.heldOn, rating.draftedOn) < 0 ||
    !decision.final ||
    decision.passed !== true
  )
    because.push({
      code: 'stars.not_decided',
      params: { draftedOn: rating.draftedOn.toString() },
      remedy: 'stars.decide',
      field: 'decisionId',
    });
  if (because.length > 0) refuseAll(because);
  const { local } = await readFile(ctx, round);
  const { value } = parameterAt(appraisalRules, 'objection.window', ctx.today, local);
  const until = noticeEnd(await loadCalendar(ctx), ctx.today, value);
  await stars.confirm(ctx, round.id, { decisionId: decision.id, until });
  await log(ctx, round, 'appraisals.stars_confirmed', { decision: decision.id });
  const people = await accountsOfPersons(ctx, [...new Set(marks.map((mark) => mark.personId))]);
  await notify(ctx, [...people.values()], {
    key: 'appraisals.stars',
    openParams: { year: round.year },
    path: '/own-appraisals',
    subject: { type: subjectType, id: round.id, orgPath: round.orgPath },
  });
}

export type StarObjecting = {
  markId: string;
  text: string;
  madeOn: Temporal.PlainDate;
  /** The member who objects online; on paper the branch enters it for whoever signed. */
  by: { personId: string } | 'paper';
};

/** Keeps an objection to one star, made within the window; the last day of the window still counts. */
export async function objectToStar(ctx: Ctx, round: RoundRow, given: StarObjecting): Promise<void> {
  const { by, madeOn } = given;
  const rating = await stars.findRating(ctx, round.id);
  const mark = (await stars.listMarks(ctx, round.id)).find((one) => one.id === given.markId);
  if (!mark || (by !== 'paper' && mark.personId !== by.personId))
    throw new Refusal('not_found', { status: 404 });
  if (!rating?.confirmedOn || !rating.objectionsUntil)
    throw new Refusal('stars.not_confirmed', { status: 409, who: 'appraisals.manage' });
  if (Temporal.PlainDate.compare(madeOn, rating.confirmedOn) < 0)
    throw new Refusal('stars.objected_before_confirmation', {
      params: { on: rating.confirmedOn.toString() },
      field: 'madeOn',
      possibleFrom: rating.confirmedOn.toString(),
    });
  if (Temporal.PlainDate.compare(madeOn, rating.objectionsUntil) > 0)
    throw new Refusal('appraisals.window_over', {
      status: 409,
      params: { until: rating.objectionsUntil.toString() },
      remedy: 'appraisals.appeal_instead',
      field: 'madeOn',
    });
  const id = await stars.objectToMark(ctx, round, {
    mark,
    text: given.text,
    madeOn,
    onPaper: by === 'paper',
  });
  if (!id) throw new Refusal('stars.objection_waits', { status: 409, who: 'appraisals.manage' });
  await log(ctx, round, 'appraisals.star_objected', {
    dimension: mark.dimension,
    before: mark.earned,
    onPaper: by === 'paper',
  });
}

/** One that came on paper, entered by the secretary with the day on which it was handed in; its receipt names both. */
export async function enterStarObjection(
  ctx: Ctx,
  input: { id: string; markId: string; text: string; madeOn: string },
): Promise<void> {
  const round = await getRound(ctx, input.id, 'update');
  const madeOn = requireNotFuture(ctx, input.madeOn, 'madeOn');
  await objectToStar(ctx, round, { markId: input.markId, text: input.text, madeOn, by: 'paper' });
}

/** The branch answers; the star as it was stays beside the star as it is. */
export async function answerStarObjection(
  ctx: Ctx,
  input: { id: string; objectionId: string; answer: string; earned: boolean },
): Promise<void> {
  const round = await getRound(ctx, input.id, 'update');
  const one = (await stars.listStarObjections(ctx, round.id)).find((row) => row.id === input.objectionId);
  if (!one) throw new Refusal('not_found', { status: 404 });
  if (!(await stars.answerStar(ctx, one, input)))
    throw new Refusal('appraisals.answered_already', { status: 409 });
  await log(ctx, round, 'appraisals.star_answered', { before: one.before, after: input.earned });
}

async function requireDraft(ctx: Ctx, round: RoundRow, mustStand: boolean): Promise<stars.RatingRow> {
  const rating = await stars.findRating(ctx, round.id);
  if (rating?.confirmedOn)
    throw new Refusal('stars.confirmed_already', {
      status: 409,
      params: { on: rating.confirmedOn.toString() },
    });
  if (!rating && mustStand) throw new Refusal('stars.not_drafted', { status: 409 });
  return rating ?? { draftedOn: ctx.today, decisionId: null, confirmedOn: null, objectionsUntil: null };
}

/** A star needs records that count; where there are none, the branch says it, with what there is beside. */
async function marksOf(ctx: Ctx, file: RoundFile): Promise<Draft[]> {
  const local = await localValues(ctx, starParameters, file.round.orgPath);
  const used = dimensions.filter(({ key }) => parameterAt(starRules, `${key}.used`, ctx.today, local).value);
  const shares = new Map<Dimension, { value: Share }>(sharesOn(ctx.today, local));
  const kept = await readRecords(ctx, file);
  return file.members
    .filter((member) => member.excused === null)
    .flatMap((member) =>
      used.map(({ key, records: keeper }): Draft => {
        const records = keeper === 'branch' ? [] : kept[keeper](member.personId);
        const base = records.filter((one) => one.met !== null).length;
        const have = records.filter((one) => one.met === true).length;
        const whose = { memberId: member.id, personId: member.personId, dimension: key, records };
        if (base === 0) return { ...whose, earned: null, have: null, base: null };
        return { ...whose, earned: have >= needed(shares.get(key)?.value ?? every, base), have, base };
      }),
    );
}

async function log(ctx: Ctx, round: RoundRow, event: string, after: object): Promise<void> {
  await record(ctx, {
    event,
    org: { id: round.orgId, path: round.orgPath },
    subject: { type: subjectType, id: round.id },
    after,
  });
}
