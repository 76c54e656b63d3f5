/** The member's own side: the self-assessment, the own result, objections. Nothing of anybody else. */
import { record } from '../../kernel/audit/record.ts';
import { dayOf, withinPaths, type Ctx } from '../../kernel/ctx.ts';
import type { ReplyOf } from '../../kernel/http/contract.ts';
import { reasonViewOf } from '../../kernel/http/problems.ts';
import { localValues } from '../../kernel/parameters.ts';
import { Refusal, type Reason } from '../../kernel/refusal.ts';
import { nameOf } from '../organizations/facade.ts';
import { stateKey } from './actions.ts';
import { getRound, gradedOf } from './case-file.ts';
import { listObjections, ownPlaces } from './objection-store.ts';
import { makeObjection, reasonNotToObject } from './objections.ts';
import type { ownAppraisalsApi } from './own-api.ts';
import { appraisalParameters } from './rulebook.ts';
import * as store from './store.ts';

export type OwnReply = ReplyOf<typeof ownAppraisalsApi.listOwnAppraisals>;
type OwnRound = OwnReply['rows'][number];
type Place = Awaited<ReturnType<typeof ownPlaces>>[number];

export async function listOwnAppraisals(ctx: Ctx): Promise<OwnReply> {
  const rows: OwnRound[] = [];
  for (const place of await ownPlaces(ctx)) {
    const round = await withinPaths(ctx, [place.orgPath], (inner) => viewOf(inner, place));
    if (round.state !== 'withdrawn') rows.push(round);
  }
  return {
    rows: rows.sort((a, b) => b.year - a.year),
    isMember: ctx.actor.kind === 'person' && ctx.actor.personId !== null,
  };
}

/** Written by the member while the round is open; it may be written anew until then. */
export async function writeOwnSelf(ctx: Ctx, input: { id: string; text: string }): Promise<OwnReply> {
  await atOwnPlace(ctx, input.id, async (inner, place) => {
    const round = await getRound(inner, input.id, 'update');
    const member = await ownMember(inner, place);
    const against = reasonNotToWrite(round, member);
    if (against) throw new Refusal(against.code, { ...against, status: 409 });
    await store.writeSelf(inner, member.id, { text: input.text, writtenOn: inner.today, onPaper: false });
    await record(inner, {
      event: 'appraisals.self_written',
      org: { id: round.orgId, path: round.orgPath },
      subject: { type: 'member', id: member.personId },
      after: { appraisal: round.id },
    });
  });
  return listOwnAppraisals(ctx);
}

export async function objectToOwnGrade(ctx: Ctx, input: { id: string; text: string }): Promise<OwnReply> {
  await atOwnPlace(ctx, input.id, async (inner, place) => {
    const round = await getRound(inner, input.id, 'update');
    await makeObjection(inner, round, {
      memberId: place.memberId,
      text: input.text,
      madeOn: inner.today,
      onPaper: false,
    });
  });
  return listOwnAppraisals(ctx);
}

async function atOwnPlace(
  ctx: Ctx,
  appraisalId: string,
  work: (ctx: Ctx, place: Place) => Promise<void>,
): Promise<void> {
  const place = (await ownPlaces(ctx)).find((one) => one.appraisalId === appraisalId);
  if (!place) throw new Refusal('not_found', { status: 404 });
  await withinPaths(ctx, [place.orgPath], (inner) => work(inner, place));
}

async function ownMember(ctx: Ctx, place: Place): Promise<store.MemberRow> {
  const member = (await store.listMembers(ctx, place.appraisalId)).find((one) => one.id === place.memberId);
  if (!member) throw new Error('an own place without its row');
  return member;
}

function reasonNotToWrite(round: Pick<store.RoundRow, 'state'>, member: store.MemberRow): Reason | undefined {
  if (round.state !== 'open')
    return {
      code: 'appraisals.self_closed',
      params: { stateKey: stateKey(round) },
      remedy: 'appraisals.hand_in_paper',
    };
  return member.excused ? { code: 'appraisals.you_are_excused' } : undefined;
}

async function viewOf(ctx: Ctx, place: Place): Promise<OwnRound> {
  const t = ctx.services.translate[ctx.locale];
  const round = await getRound(ctx, place.appraisalId);
  const members = await store.listMembers(ctx, round.id);
  const member = await ownMember(ctx, place);
  const names = await nameOf(ctx, [round.orgId], ctx.today);
  const local = await localValues(ctx, appraisalParameters, round.orgPath);
  const isTold = round.toldOn !== null;
  const notWrite = reasonNotToWrite(round, member);
  const objections = (await listObjections(ctx, [round.id])).filter((one) => one.memberId === place.memberId);
  const notObject: Reason | undefined = objections.some((one) => one.answer === null)
    ? { code: 'appraisals.objection_waits', who: 'appraisals.approve' }
    : reasonNotToObject(round, ctx.today);
  return {
    id: round.id,
    year: round.year,
    orgName: names.get(round.orgId)?.shortName ?? '',
    state: round.state,
    graded: gradedOf(round, members, local, ctx.today).some((one) => one.id === place.memberId),
    excused: member.excused,
    self: member.selfText
      ? {
          text: member.selfText,
          writtenOn: member.selfWrittenOn?.toString() ?? '',
          recordedOn: member.selfRecordedAt ? dayOf(member.selfRecordedAt).toString() : '',
          onPaper: member.selfOnPaper === true,
        }
      : null,
    mayWrite: { now: !notWrite, because: notWrite ? [reasonViewOf(notWrite, t)] : [] },
    result:
      isTold && member.grade
        ? {
            grade: member.grade,
            reason: member.gradeReason,
            toldOn: round.toldOn?.toString() ?? '',
            objectionsUntil: round.objectionsUntil?.toString() ?? '',
          }
        : null,
    mayObject: {
      now: !notObject && member.grade !== null,
      because: isTold && notObject ? [reasonViewOf(notObject, t)] : [],
    },
    objections: objections.map((one) => ({
      id: one.id,
      text: one.text,
      madeOn: one.madeOn.toString(),
      before: one.before,
      answer: one.answer,
      answeredOn: one.answeredOn?.toString() ?? null,
      after: one.after,
    })),
  };
}
