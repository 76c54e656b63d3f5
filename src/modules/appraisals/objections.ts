/** Objections to a grade: made within the window, answered by the level that confirmed; what stood before stays beside what stands after. */
import { record } from '../../kernel/audit/record.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { accountsOfPersons, accountsWithRole, notify } from '../../kernel/notice/notify.ts';
import { Refusal, type Reason } from '../../kernel/refusal.ts';
import { parameterAt } from '../../kernel/rulebook.ts';
import { requireNotFuture, stateKey, subjectType } from './actions.ts';
import { getRound, readFile, type RoundFile } from './case-file.ts';
import type { Grade } from './choices.ts';
import { answerObjection as writeAnswer, insertObjection } from './objection-store.ts';
import { appraisalRules } from './rulebook.ts';
import { mostExcellent } from './rules.ts';
import * as store from './store.ts';

/** Why nobody can object on a day, or nothing; the last day of the window still counts. */
export function reasonNotToObject(
  round: Pick<store.RoundRow, 'state' | 'toldOn' | 'objectionsUntil'>,
  on: Temporal.PlainDate,
): Reason | undefined {
  const { state, toldOn, objectionsUntil } = round;
  if (!toldOn || !objectionsUntil) return { code: 'appraisals.not_told_yet', who: 'appraisals.manage' };
  const until = objectionsUntil.toString();
  if (state === 'closed' || Temporal.PlainDate.compare(on, objectionsUntil) > 0)
    return {
      code: 'appraisals.window_over',
      params: { until },
      remedy: 'appraisals.appeal_instead',
      field: 'madeOn',
    };
  if (Temporal.PlainDate.compare(on, toldOn) < 0)
    return {
      code: 'appraisals.objected_before_telling',
      params: { toldOn: toldOn.toString() },
      field: 'madeOn',
      possibleFrom: toldOn.toString(),
    };
  return undefined;
}

export type Objecting = { memberId: string; text: string; madeOn: Temporal.PlainDate; onPaper: boolean };

/** Keeps an objection, the member's own or one handed in on paper. */
export async function makeObjection(ctx: Ctx, round: store.RoundRow, given: Objecting): Promise<void> {
  const member = (await store.listMembers(ctx, round.id)).find((one) => one.id === given.memberId);
  if (!member) throw new Refusal('not_found', { status: 404 });
  const against = reasonNotToObject(round, given.madeOn);
  if (against) throw new Refusal(against.code, { ...against, status: 409 });
  if (!member.grade) throw new Refusal('appraisals.nothing_to_object_to', { status: 409 });
  const id = await insertObjection(ctx, round, {
    ...given,
    personId: member.personId,
    before: member.grade,
  });
  if (!id) throw new Refusal('appraisals.objection_waits', { status: 409, who: 'appraisals.approve' });
  await record(ctx, {
    event: 'appraisals.objected',
    org: { id: round.orgId, path: round.orgPath },
    subject: { type: 'member', id: member.personId },
    after: { appraisal: round.id, objection: id, before: member.grade, onPaper: given.onPaper },
  });
  await notify(ctx, await accountsWithRole(ctx, ['organization_officer'], round.orgPath), {
    key: 'appraisals.objected',
    openParams: { year: round.year },
    path: `/appraisals/${round.id}`,
    subject: { type: subjectType, id: round.id, orgPath: round.orgPath },
  });
}

/** One that came on paper, entered by the secretary with the day on which it was handed in. */
export async function enterObjection(
  ctx: Ctx,
  input: { id: string; memberId: string; text: string; madeOn: string },
): Promise<void> {
  const round = await getRound(ctx, input.id, 'update');
  const madeOn = requireNotFuture(ctx, input.madeOn, 'madeOn');
  await makeObjection(ctx, round, { memberId: input.memberId, text: input.text, madeOn, onPaper: true });
}

/** Answers with the reason; the grade stays or changes, and both figures are kept. */
export async function answerObjection(
  ctx: Ctx,
  input: { id: string; objectionId: string; answer: string; grade: Grade },
): Promise<void> {
  const round = await getRound(ctx, input.id, 'update');
  if (round.state !== 'told')
    throw new Refusal('appraisals.not_told_yet', { status: 409, params: { stateKey: stateKey(round) } });
  const file = await readFile(ctx, round);
  const objection = file.objections.find((one) => one.id === input.objectionId);
  if (!objection) throw new Refusal('not_found', { status: 404 });
  const against = reasonAgainstGrade(ctx, file, objection.memberId, input.grade);
  if (against) throw new Refusal(against.code, against);
  if (!(await writeAnswer(ctx, objection.id, { answer: input.answer, after: input.grade })))
    throw new Refusal('appraisals.answered_already', { status: 409 });
  const member = file.members.find((one) => one.id === objection.memberId);
  await store.writeGrades(ctx, [
    { id: objection.memberId, grade: input.grade, reason: member?.gradeReason ?? null },
  ]);
  await record(ctx, {
    event: 'appraisals.objection_answered',
    org: { id: round.orgId, path: round.orgPath },
    subject: { type: 'member', id: objection.personId },
    before: { grade: objection.before },
    after: { appraisal: round.id, objection: objection.id, grade: input.grade },
    reason: input.answer,
  });
  await notify(ctx, [...(await accountsOfPersons(ctx, [objection.personId])).values()], {
    key: 'appraisals.answered',
    openParams: { year: round.year },
    path: '/own-appraisals',
    subject: { type: subjectType, id: round.id, orgPath: round.orgPath },
  });
}

/** The share of the excellent holds after an objection as it did before. */
function reasonAgainstGrade(ctx: Ctx, file: RoundFile, memberId: string, grade: Grade): Reason | undefined {
  if (grade !== 'excellent') return undefined;
  const { value, source } = parameterAt(appraisalRules, 'excellent.share', ctx.today, file.local);
  const others = file.graded.filter((one) => one.id !== memberId && one.grade === 'excellent').length;
  const most = mostExcellent(file.graded.length, value);
  if (others + 1 <= most) return undefined;
  return {
    code: 'appraisals.too_many_excellent',
    params: { count: others + 1, most, graded: file.graded.length, ...value },
    cites: source,
    field: 'grade',
  };
}
