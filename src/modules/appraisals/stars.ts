/** Stars: drafted from records, said by the branch where there are none, confirmed by its decision; each explains itself. */
import { record } from '../../kernel/audit/record.ts';
import { needed } from '../../kernel/ballot/threshold.ts';
import { noticeEnd } from '../../kernel/clock/calendar.ts';
import { loadCalendar } from '../../kernel/clock/store.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { accountsOfPersons, notify } from '../../kernel/notice/notify.ts';
import { localValues } from '../../kernel/parameters.ts';
import { Refusal, refuseAll, type Reason } from '../../kernel/refusal.ts';
import { parameterAt } from '../../kernel/rulebook.ts';
import { attendanceBetween, decisionOf } from '../meetings/facade.ts';
import { subjectType } from './actions.ts';
import { getRound, readFile, type RoundFile } from './case-file.ts';
import { dimensions, gradingKinds, type Dimension } from './choices.ts';
import { appraisalRules } from './rulebook.ts';
import { starParameters, starRules } from './star-rulebook.ts';
import * as stars from './star-store.ts';
import type { MemberRow, RoundRow } from './store.ts';

type Draft = Omit<stars.MarkRow, 'id' | 'reason'>;

/** Fills every mark that records can fill, for everybody of the round. Refused before the grades were told, and once confirmed. */
export async function draftStars(ctx: Ctx, input: { id: string }): Promise<void> {
  const round = await getRound(ctx, input.id, 'update');
  if (!round.toldOn) throw new Refusal('appraisals.not_told_yet', { status: 409, who: 'appraisals.manage' });
  await requireDraft(ctx, round, false);
  const file = await readFile(ctx, round);
  await stars.draft(ctx, round, await marksOf(ctx, file));
  await log(ctx, round, 'appraisals.stars_drafted', {});
}

/** What the branch says of a dimension without records: who has its star, and why. */
export async function sayDimension(
  ctx: Ctx,
  input: { id: string; dimension: Dimension; earnedBy: string[]; reason: string },
): Promise<void> {
  const round = await getRound(ctx, input.id, 'update');
  await requireDraft(ctx, round, true);
  if (dimensions.find((one) => one.key === input.dimension)?.records !== 'branch')
    throw new Refusal('stars.has_records', { field: 'dimension' });
  await stars.sayDimension(ctx, round.id, input);
  await log(ctx, round, 'appraisals.stars_said', {
    dimension: input.dimension,
    people: input.earnedBy.length,
  });
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

/** Keeps the member's objection to one star, within the window. */
export async function objectToStar(
  ctx: Ctx,
  round: RoundRow,
  given: { markId: string; personId: string; text: string },
): Promise<void> {
  const rating = await stars.findRating(ctx, round.id);
  const mark = (await stars.listMarks(ctx, round.id)).find((one) => one.id === given.markId);
  if (!mark || mark.personId !== given.personId || !rating?.confirmedOn || !rating.objectionsUntil)
    throw new Refusal('not_found', { status: 404 });
  if (Temporal.PlainDate.compare(ctx.today, rating.objectionsUntil) > 0)
    throw new Refusal('appraisals.window_over', {
      status: 409,
      params: { until: rating.objectionsUntil.toString() },
      remedy: 'appraisals.appeal_instead',
    });
  const id = await stars.objectToMark(ctx, round, { mark, text: given.text });
  if (!id) throw new Refusal('stars.objection_waits', { status: 409, who: 'appraisals.manage' });
  await log(ctx, round, 'appraisals.star_objected', { dimension: mark.dimension, before: mark.earned });
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

async function marksOf(ctx: Ctx, { round, members }: RoundFile): Promise<Draft[]> {
  const local = await localValues(ctx, starParameters, round.orgPath);
  const used = dimensions.filter(({ key }) => parameterAt(starRules, `${key}.used`, ctx.today, local).value);
  const share = parameterAt(starRules, 'organization_life.share', ctx.today, local).value;
  const year = Temporal.PlainDate.from({ year: round.year, month: 1, day: 1 });
  const attended = await attendanceBetween(ctx, round.orgId, {
    from: year,
    to: year.with({ month: 12, day: 31 }),
  });
  const markOf = (member: MemberRow, dimension: (typeof dimensions)[number]): Draft => {
    const whose = { memberId: member.id, personId: member.personId, dimension: dimension.key };
    switch (dimension.records) {
      case 'meetings': {
        const own = attended.filter((one) => one.personId === member.personId);
        const have = own.filter((one) => one.present).length;
        const records = own.map((one) => ({
          label: one.title,
          path: `/meetings/${one.meetingId}`,
          on: one.on.toString(),
          met: one.present,
        }));
        return {
          ...whose,
          earned: own.length > 0 && have >= needed(share, own.length),
          have,
          base: own.length,
          records,
        };
      }
      case 'self': {
        const written = member.selfWrittenOn?.toString();
        const records = written
          ? [{ label: String(round.year), path: '/own-appraisals', on: written, met: true }]
          : [];
        return { ...whose, earned: written !== undefined, have: records.length, base: 1, records };
      }
      case 'branch':
        return { ...whose, earned: null, have: null, base: null, records: [] };
    }
  };
  return members
    .filter((member) => member.excused === null)
    .flatMap((member) => used.map((dimension) => markOf(member, dimension)));
}

async function log(ctx: Ctx, round: RoundRow, event: string, after: object): Promise<void> {
  await record(ctx, {
    event,
    org: { id: round.orgId, path: round.orgPath },
    subject: { type: subjectType, id: round.id },
    after,
  });
}
