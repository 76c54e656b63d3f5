/** This year's appraisals of the demo town: one closed after an objection, one that waits for the committee; by the acts that people use. */
import { everywhere, timeZone, type Actor, type Ctx } from '../kernel/ctx.ts';
import { enterPaper, moveRound, openRound, recordTalk } from '../modules/appraisals/actions.ts';
import type { Brought } from '../modules/appraisals/case-file.ts';
import { gradingKinds, occasionKinds, type Grade, type MoveKey } from '../modules/appraisals/choices.ts';
import { handInSheet, viewCount } from '../modules/appraisals/counting.ts';
import { answerObjection, enterObjection } from '../modules/appraisals/objections.ts';
import { getStars } from '../modules/appraisals/star-queries.ts';
import { confirmStars, draftStars, enterStarObjection, sayDimension } from '../modules/appraisals/stars.ts';
import { publishResults } from '../modules/appraisals/publication.ts';
import { getRound } from '../modules/appraisals/queries.ts';
import { heldMeetings } from '../modules/meetings/facade.ts';
import { pathOf } from '../modules/organizations/facade.ts';
import type { Role } from '../modules/roles.ts';
import type { DemoTown } from './town.ts';

type Town = Pick<DemoTown, 'orgs' | 'accounts'>;
type Day = Temporal.PlainDate;
type At = (day: Day) => Ctx;

const self = '按照党员标准检查自己：能参加组织生活，按时完成支部交办的事；学习不够经常，今后改进。';

export async function fillAppraisals(ctx: Ctx, town: Town): Promise<void> {
  const office = await someone(ctx, town, 'lin', '林静', 'organization_officer', '清河镇');
  const clerk = await someone(ctx, town, 'xu', '许春燕', 'party_building_clerk', '清河镇');
  const shi = await someone(ctx, town, 'shi', '石长河', 'village_secretary', '石桥村');
  const nie = await someone(ctx, town, 'nie', '聂长贵', 'village_secretary', '南坪村');
  const closed = await proposed(ctx, town, { branch: '石桥村支部', secretary: shi, teller: clerk });
  await tellAndClose(closed, { secretary: shi, office });
  await rate(closed.id, shi, ctx.today);
  await proposed(ctx, town, { branch: '南坪村支部', secretary: nie, teller: clerk });
}

type Proposed = { id: string; proposedOn: Day };

/** From the opening on the first of the month to the committee's grades, on the days of the branch's own meetings. */
async function proposed(
  ctx: Ctx,
  town: Town,
  { branch, secretary, teller }: { branch: string; secretary: At; teller: At },
): Promise<Proposed> {
  const orgId = idOf(town, branch);
  const since = ctx.today.with({ day: 1 }).subtract({ months: 5 });
  const occasion = (await heldMeetings(secretary(ctx.today), orgId, { kinds: occasionKinds, since })).at(-1);
  const heldOn = occasion?.heldOn;
  if (!occasion || !heldOn) throw new Error(`the demo has no meeting of ${branch} to appraise at`);
  const { id } = await openRound(secretary(since), { orgId, year: since.year, mode: 'paper' });
  const open = await getRound(secretary(since), { id });
  for (const member of open.members)
    await enterPaper(secretary(since.add({ days: 12 })), {
      id,
      memberId: member.id,
      text: self,
      writtenOn: since.add({ days: 10 }).toString(),
    });
  await move(secretary(heldOn), id, 'meet', {
    meetingId: occasion.id,
    massesHeardOn: since.add({ days: 14 }).toString(),
    massesNote: '走访十二户，群众认可党员带头修路，希望多到家里听意见。',
  });
  for (const one of [secretary, teller]) await count(one(heldOn), id);
  const gradings = await heldMeetings(secretary(ctx.today), orgId, {
    kinds: gradingKinds.slice(0, 1),
    since: heldOn,
  });
  const grading = gradings.at(-1);
  const proposedOn = grading?.heldOn;
  if (!grading || !proposedOn) throw new Error(`the demo has no committee meeting of ${branch}`);
  const { members, ceiling } = await getRound(secretary(proposedOn), { id });
  const graded = members.filter((member) => member.graded);
  await move(secretary(proposedOn), id, 'propose', {
    meetingId: grading.id,
    grades: graded.map((member, i) => {
      const grade: Grade = i < Math.min(4, ceiling.most) ? 'excellent' : i === 6 ? 'basic' : 'qualified';
      return {
        id: member.id,
        grade,
        reason:
          grade === 'excellent' ? '带头修路、帮扶困难户' : grade === 'basic' ? '多次无故缺席组织生活' : null,
      };
    }),
  });
  return { id, proposedOn };
}

async function tellAndClose(
  { id, proposedOn }: Proposed,
  { secretary, office }: { secretary: At; office: At },
): Promise<void> {
  const approvedOn = proposedOn.add({ days: 3 });
  const reference = '清组〔' + approvedOn.year + '〕17号';
  await move(office(approvedOn), id, 'approve', { approvedOn: approvedOn.toString(), reference });
  const toldOn = approvedOn.add({ days: 1 });
  await move(secretary(toldOn), id, 'tell', {});
  const { members, objectionsUntil } = await getRound(secretary(toldOn), { id });
  const low = members.find((member) => member.grade === 'basic');
  if (!low || !objectionsUntil) throw new Error('the demo has nobody to object');
  const objectedOn = toldOn.add({ days: 2 });
  await enterObjection(secretary(objectedOn), {
    id,
    memberId: low.id,
    text: '两次缺席都因住院，已请假，请核实。',
    madeOn: objectedOn.toString(),
  });
  const { objections } = await getRound(office(objectedOn), { id });
  await answerObjection(office(objectedOn.add({ days: 1 })), {
    id,
    objectionId: objections[0]?.id ?? '',
    answer: '经查请假属实，等次改为合格。',
    grade: 'qualified',
  });
  const after = Temporal.PlainDate.from(objectionsUntil).add({ days: 1 });
  await recordTalk(secretary(after), {
    id,
    memberId: low.id,
    on: after.toString(),
    note: '说明了核实结果，本人没有意见。',
  });
  await move(secretary(after), id, 'close', {});
  await publishResults(secretary(after), { id });
}

/** Stars drafted before the branch's next decision, said and confirmed on its day. */
async function rate(id: string, secretary: At, today: Day): Promise<void> {
  const { toldOn } = await getRound(secretary(today), { id });
  if (!toldOn) throw new Error('the demo rates nobody who was not told');
  await draftStars(secretary(Temporal.PlainDate.from(toldOn)), { id });
  const { decisions, dimensions } = await getStars(secretary(today), { id });
  const decision = decisions.at(-1);
  if (!decision) throw new Error('the demo has no decision on stars');
  const on = secretary(Temporal.PlainDate.from(decision.on).add({ days: 1 }));
  for (const { key, toSay } of dimensions.filter((one) => one.open))
    await sayDimension(on, {
      id,
      dimension: key,
      earnedBy: toSay.filter((_, i) => i % 3 === 0),
      reason: '支部会议评议认定',
    });
  await confirmStars(on, { id, decisionId: decision.id });
  const { confirmedOn, members } = await getStars(on, { id });
  const mark = members[0]?.marks.find((one) => one.dimension === 'example');
  if (!confirmedOn || !mark) throw new Error('the demo has nobody to object to a star');
  await enterStarObjection(on, {
    id,
    markId: mark.id,
    text: '去年汛期参加巡堤，请支部再核实一次。',
    madeOn: confirmedOn,
  });
}

async function count(ctx: Ctx, id: string): Promise<void> {
  const { members, present, round } = await viewCount(ctx, { id });
  await handInSheet(ctx, {
    id,
    round,
    tally: {
      issued: present,
      returned: present,
      invalid: 1,
      lines: members.map((member, i) => {
        const valid = present - 1;
        const excellent = i < 5 ? Math.floor(valid / 2) : 1;
        const basic = i === 6 ? 4 : 0;
        return {
          id: member.id,
          excellent,
          qualified: valid - excellent - basic - 1,
          basic,
          unqualified: 0,
          unmarked: 1,
        };
      }),
    },
  });
}

async function move(ctx: Ctx, id: string, key: MoveKey, brought: Brought): Promise<void> {
  const { version } = await getRound(ctx, { id });
  await moveRound(ctx, key, { id, version, brought });
}

/** The act of somebody of the town at noon of a day; it reaches everywhere, as the transaction of the demo does. */
async function someone(
  ctx: Ctx,
  town: Town,
  username: string,
  name: string,
  role: Role,
  place: string,
): Promise<At> {
  const orgId = idOf(town, place);
  const actor: Actor = {
    kind: 'person',
    accountId: town.accounts.get(username) ?? '',
    personId: null,
    name,
    grants: [{ role, orgId, orgPath: await pathOf(ctx, orgId) }],
    sessionId: 'demo',
    provenUntil: null,
  };
  return (day) => ({
    ...ctx,
    actor,
    scope: everywhere,
    today: day,
    now: day.toZonedDateTime({ timeZone, plainTime: '12:00' }).toInstant(),
  });
}

function idOf(town: Town, shortName: string): string {
  const id = town.orgs.get(shortName);
  if (!id) throw new Error(`the demo has no ${shortName}`);
  return id;
}
