/** Walks a case through HTTP, as the people of 柳树村 and the town would; every step is entered on its own day. */
import assert from 'node:assert/strict';
import { seedYears } from '../../src/kernel/clock/store.ts';
import * as publications from '../../src/kernel/disclosure/publications.ts';
import type { Endpoint, InputOf, ReplyOf } from '../../src/kernel/http/contract.ts';
import { admissionApi as api } from '../../src/modules/admission/api.ts';
import { meetingsApi } from '../../src/modules/meetings/api.ts';
import { checkDigitOf } from '../../src/modules/members/id-number.ts';
import { begun, close, enterMembers, mark } from '../meetings/world.ts';
import { openTown, type Person, type Town } from '../support/town.ts';

export type CaseView = ReplyOf<typeof api.getCase>;
export type World = { town: Town; members: string[] };

/** 柳树村支部 with twelve full members. */
export async function openBranch(): Promise<World> {
  const town = await openTown();
  await town.act('system', 'system', seedYears);
  const members = await enterMembers(
    town,
    Array.from({ length: 12 }, (_, i) => `何党员${i + 1}`),
  );
  return { town, members };
}

export async function done<E extends Endpoint>(
  town: Town,
  who: Person,
  endpoint: E,
  input: InputOf<E>,
): Promise<ReplyOf<E>> {
  const answer = await town.call(who, endpoint, input);
  assert.equal(answer.status, 200, JSON.stringify(answer.problem));
  return answer.body;
}

/** Calls and expects a refusal; gives its reasons. */
export async function refused<E extends Endpoint>(
  town: Town,
  who: Person,
  endpoint: E,
  input: InputOf<E>,
  status = 422,
) {
  const answer = await town.call(who, endpoint, input);
  assert.equal(answer.status, status, JSON.stringify(answer.body));
  return answer.problem.reasons;
}

let numbers = 100;

/** A number of nobody, of somebody born on 1 May 2000. */
export function nextIdNo(): string {
  numbers += 2;
  const first17 = `99999920000501${numbers}`;
  return first17 + checkDigitOf(first17);
}

export const minutes = (
  given: Partial<NonNullable<InputOf<typeof api.confirmActivist>['minutes']>> = {},
) => ({
  title: '支委会会议记录',
  eligible: 5,
  present: 5,
  yes: 5,
  no: 0,
  abstain: 0,
  secret: false,
  tellers: [],
  ...given,
});

export function application(town: Town, on: string): InputOf<typeof api.registerApplication> {
  return {
    branchId: town.orgs.柳树村支部.id,
    name: '申小雨',
    idNo: nextIdNo(),
    mobile: '19900000101',
    education: '大专',
    sector: 'village',
    tags: ['leads_in_income'],
    on,
    receivedBy: '柳大山',
    signed: true,
  };
}

export function view(town: Town, id: string): Promise<CaseView> {
  return done(town, '柳支书', api.getCase, { id });
}

type Step = {
  on: string;
  who: Person;
  act: Exclude<keyof typeof api, 'listCases' | 'getPlan' | 'setPlan'>;
  fields: (world: World) => Record<string, unknown>;
};

const step = (on: string, who: Person, act: Step['act'], fields: Step['fields'] = () => ({})): Step => ({
  on,
  who,
  act,
  fields,
});

const observation = () => ({ mentorOpinion: '思想要求进步', branchOpinion: '继续培养' });

/** An activist under the rules of 2014 who becomes a candidate under those of 2026; the notice and the votes stand apart. */
export const activist: readonly Step[] = [
  step('2024-04-20', '小唐', 'talk', () => ({ talker: '柳大山', topics: '入党动机', opinion: '态度端正' })),
  step('2024-05-20', '柳支书', 'confirmActivist', () => ({
    minutes: minutes(),
    recommender: 'members',
    recommendedBy: '党员大会推荐',
  })),
  step('2024-05-25', '林委员', 'fileActivist', () => ({ result: 'filed', replyNo: '清委组〔2024〕9号' })),
  step('2024-05-26', '柳支书', 'assignMentors', ({ members }) => ({ people: members.slice(0, 2) })),
  step('2024-11-20', '小唐', 'observe', observation),
  step('2025-05-20', '小唐', 'observe', observation),
  step('2025-11-20', '小唐', 'observe', observation),
  step('2026-05-20', '小唐', 'observe', observation),
  step('2026-06-01', '柳支书', 'confirmCandidate', () => ({
    minutes: minutes(),
    heard: '听取了党小组、党员和群众意见',
  })),
];

export const candidate: readonly Step[] = [
  step('2026-06-10', '柳支书', 'assignSponsors', ({ members }) => ({ people: members.slice(0, 2) })),
  step('2026-06-20', '林委员', 'reviewPolitically', () => ({
    result: 'qualified',
    conclusion: '审查合格',
    fileLocation: '镇党建办档案柜三',
  })),
  step('2026-06-25', '林委员', 'train', () => ({
    result: 'passed',
    hours: 24,
    days: 3,
    organizer: '镇党校',
  })),
  step('2026-07-01', '柳支书', 'reviewByCommittee', () => ({ minutes: minutes(), papers: '材料齐全' })),
  step('2026-07-10', '许干事', 'prereview', () => ({ replyNo: '清委组〔2026〕12号', opinion: '同意' })),
  step('2026-07-12', '小唐', 'fillForm', () => ({ formNo: '610700-2026-001' })),
];

export const newMember: readonly Step[] = [
  step('2026-08-15', '林委员', 'fileWithCounty', () => ({ listNo: '2026年第三批' })),
  step('2026-08-16', '小唐', 'place', () => ({ group: '第一党小组' })),
  step('2026-08-20', '小唐', 'takeOath', () => ({ place: '镇党群服务中心', leading: 'party_branch' })),
  step('2027-01-20', '小唐', 'observeProbation', observation),
  step('2027-07-10', '小唐', 'observeProbation', observation),
  step('2027-07-11', '小唐', 'requestConversion', () => ({ request: '申请转为正式党员' })),
];

export async function apply(world: World, on = '2024-04-10'): Promise<CaseView> {
  world.town.setToday(on);
  const { id } = await done(world.town, '小唐', api.registerApplication, application(world.town, on));
  return view(world.town, id);
}

export async function walk(world: World, of: CaseView, steps: readonly Step[]): Promise<CaseView> {
  const { town } = world;
  for (const { on, who, act, fields } of steps) {
    town.setToday(on);
    const { version } = await view(town, of.id);
    const input = { id: of.id, version, on, ...fields(world) };
    const answer = await town.call(who, api[act], input);
    assert.equal(answer.status, 200, `${act}: ${JSON.stringify(answer.problem)}`);
  }
  return view(town, of.id);
}

/** The candidate's notice is out on 2 June 2026, and the committee above consents on the 3rd. */
export async function noticed(world: World, of: CaseView): Promise<CaseView> {
  const { town } = world;
  town.setToday('2026-06-02');
  await done(town, '小唐', api.putForwardNotice, { id: of.id, version: of.version, part: 'candidate' });
  const after = await view(town, of.id);
  const id = after.notices[0]?.publicationId ?? '';
  await town.act('监主任', 'disclosure.review', (ctx) => publications.review(ctx, id, '不涉密'));
  await town.act('柳支书', 'disclosure.approve', (ctx) => publications.approve(ctx, id));
  await town.act('小唐', 'disclosure.publish', (ctx) => publications.publish(ctx, id));
  town.setToday('2026-06-03');
  await done(town, '林委员', api.fileCandidate, {
    id: of.id,
    version: after.version,
    on: '2026-06-03',
    result: 'consented',
    replyNo: '清委组〔2026〕8号',
  });
  return view(town, of.id);
}

/** A branch meeting of the day with a secret ballot counted by two; gives the decision of its closed record. */
export async function secretVote(
  { town }: World,
  on: string,
  question: string,
  { present, yes }: { present: number; yes: number },
): Promise<string> {
  town.setToday(on);
  const meeting = await mark(town, await begun(town, { on, title: '党员大会' }), present);
  const opened = await done(town, '柳支书', meetingsApi.openVote, {
    id: meeting.id,
    question,
    mode: 'paper',
  });
  const count = {
    issued: present,
    returned: present,
    unreturned: 0,
    valid: present,
    invalid: 0,
    yes,
    no: present - yes,
    abstain: 0,
  };
  await done(town, '小唐', meetingsApi.handInSheet, { voteId: opened.voteId, count });
  await done(town, '监主任', meetingsApi.handInSheet, { voteId: opened.voteId, count });
  assert.equal((await close(town, meeting.id)).status, 200);
  return opened.voteId;
}

/** On probation from the branch meeting of 20 July 2026, approved on 10 August. */
export async function onProbation(world: World): Promise<CaseView> {
  const { town } = world;
  let of = await walk(world, await apply(world), activist);
  of = await walk(world, await noticed(world, of), candidate);
  const decisionId = await secretVote(world, '2026-07-20', '接收申小雨为预备党员', { present: 10, yes: 9 });
  of = await view(town, of.id);
  await done(town, '柳支书', api.holdBranchMeeting, {
    id: of.id,
    version: of.version,
    decisionId,
    sponsorsPresent: 2,
    resolution: '同意接收为预备党员',
  });
  of = await walk(world, of, [
    step('2026-07-25', '林委员', 'talkByCommittee', () => ({ talker: '林委员', opinion: '同意接收' })),
    step('2026-08-10', '周书记', 'decideAdmission', () => ({
      minutes: minutes({ title: '镇党委会议记录', eligible: 9, present: 8, yes: 8 }),
      noticeNo: '清委〔2026〕31号',
    })),
  ]);
  return of;
}
