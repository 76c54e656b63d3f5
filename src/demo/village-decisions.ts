/** Matters of the villages for the demo town: one finished, one on display, one called, one sent back, one just moved, one handled first. */
import { noticeEnd } from '../kernel/clock/calendar.ts';
import { loadCalendar, seedYears } from '../kernel/clock/store.ts';
import { timeZone, type Actor, type Ctx } from '../kernel/ctx.ts';
import { approve, getPublication, publish, review } from '../kernel/disclosure/publications.ts';
import { parameterBooks } from '../modules/parameter-books.ts';
import { decideParameter, proposeParameter } from '../modules/parameters/actions.ts';
import { pathOf } from '../modules/organizations/facade.ts';
import { actFirst } from '../modules/village-decisions/acting-first.ts';
import {
  callMeeting,
  consult,
  type MeetingRecord,
  type Motion,
  recordMeeting,
  startCase,
  supervise,
  writeWork,
} from '../modules/village-decisions/actions.ts';
import { getCase, type CaseView } from '../modules/village-decisions/case-view.ts';
import type { DisclosurePart, VotedStep } from '../modules/village-decisions/choices.ts';
import { proposeDisclosure } from '../modules/village-decisions/disclosures.ts';
import { moveCase, type MoveInput } from '../modules/village-decisions/moves.ts';
import type { Role } from '../modules/roles.ts';
import type { DemoTown } from './town.ts';

const names = { liu: '柳大山', tang: '唐小雨', jian: '简德厚', shi: '石长河' } as const;
const roles: Record<keyof typeof names, Role> = {
  liu: 'village_secretary',
  tang: 'graduate_village_official',
  jian: 'village_supervisor',
  shi: 'village_secretary',
};
type Official = keyof typeof names;
type Counts = { eligible: number; present: number; yes: number; no?: number };

/** Writes the cases by the acts that people use, each on its own day before today and in the name of who did it. */
export async function fillVillageDecisions(
  ctx: Ctx,
  town: Pick<DemoTown, 'orgs' | 'accounts'>,
): Promise<void> {
  await seedYears(ctx);
  const villages = {
    柳树村: await villageOf(ctx, town, '柳树村'),
    石桥村: await villageOf(ctx, town, '石桥村'),
  };
  const willow = teller(ctx, town, villages.柳树村);
  await finishedRoad(willow);
  await planOnDisplay(willow);
  await leaseSentBack(willow);
  await lampsJustMoved(willow);
  await storeCalled(teller(ctx, town, villages.石桥村));
  await allowActingFirst(ctx, town);
  await culvertAfterTheRain(teller(ctx, town, villages.石桥村));
}

type Village = { id: string; path: string };
type Teller = ReturnType<typeof teller>;

async function villageOf(ctx: Ctx, town: Pick<DemoTown, 'orgs'>, name: string): Promise<Village> {
  const id = town.orgs.get(name);
  if (!id) throw new Error(`the demo has no ${name}`);
  return { id, path: await pathOf(ctx, id) };
}

/** Acts of one village's officials, told by how many days before today they were done. */
function teller(ctx: Ctx, town: Pick<DemoTown, 'accounts'>, village: Village) {
  const day = (daysAgo: number): string => ctx.today.subtract({ days: daysAgo }).toString();
  const as = (who: Official, permission: string, daysAgo: number): Ctx => {
    const today = ctx.today.subtract({ days: daysAgo });
    const actor: Actor = {
      kind: 'person',
      accountId: town.accounts.get(who) ?? '',
      personId: null,
      name: names[who],
      grants: [{ role: roles[who], orgId: village.id, orgPath: village.path }],
      sessionId: 'demo',
      provenUntil: null,
    };
    const now = today.toZonedDateTime({ timeZone, plainTime: '15:00' }).toInstant();
    return { ...ctx, actor, permission, scope: [village.path], today, now };
  };
  const see = (id: string): Promise<CaseView> => getCase(as('liu', 'village_decisions.read', 0), { id });
  return {
    day,
    see,
    async start(who: Official, daysAgo: number, motion: Omit<Motion, 'villageId' | 'movedOn'>) {
      const at = as(who, 'village_decisions.record', daysAgo);
      const { id } = await startCase(at, { ...motion, villageId: village.id, movedOn: day(daysAgo) });
      const text = '分组走访农户，听取党员和村民代表意见，多数赞成。';
      await consult(at, { id, version: 1, on: day(daysAgo), text });
      return id;
    },
    async actFirst(id: string, daysAgo: number, told: { what: string; why: string; by: string }) {
      const { version } = await see(id);
      const at = as('shi', 'village_decisions.propose', daysAgo);
      await actFirst(at, { id, version, on: day(daysAgo), ...told });
    },
    async meet(
      who: Official,
      id: string,
      daysAgo: number,
      step: VotedStep,
      counts: Counts,
      given: Partial<MeetingRecord> = {},
    ) {
      const { version, texts } = await see(id);
      const usual = {
        proposal: { meeting: 'party_proposal', unit: 'committee' },
        deliberation: { meeting: 'joint_committee', unit: 'committee' },
        review: { meeting: 'members_meeting', unit: 'members' },
        resolution: { meeting: 'villager_representatives_meeting', unit: 'representatives' },
      } as const;
      const no = counts.no ?? 0;
      await recordMeeting(as(who, 'village_decisions.record', daysAgo), {
        id,
        version,
        step,
        ...usual[step],
        heldOn: day(daysAgo),
        place: '村党群服务中心',
        textNo: texts.length,
        ...counts,
        no,
        abstain: counts.present - counts.yes - no,
        method: 'show_of_hands',
        minutesSigned: true,
        chair: names[who],
        recorder: who === 'shi' ? '石春林' : names.tang,
        townAttendee: '许春燕（包村干部）',
        ...given,
      });
    },
    async move(who: Official, id: string, daysAgo: number, key: string, given: Partial<MoveInput> = {}) {
      const { version, tasks, wayBack } = await see(id);
      const permission = [...tasks, ...wayBack].find((one) => one.move === key)?.permission ?? '';
      await moveCase(as(who, permission, daysAgo), key, { id, version, ...given });
    },
    async work(
      id: string,
      daysAgo: number,
      given: Omit<Parameters<typeof writeWork>[1], 'id' | 'version' | 'progress'> & { progress?: number },
    ) {
      const { version } = await see(id);
      await writeWork(as('tang', 'village_decisions.implement', daysAgo), {
        id,
        version,
        progress: 0,
        ...given,
      });
    },
    async supervise(id: string, daysAgo: number, text: string) {
      const { version } = await see(id);
      const at = as('jian', 'village_decisions.supervise', daysAgo);
      await supervise(at, { id, version, on: day(daysAgo), text });
    },
    async call(who: Official, id: string, daysAgo: number, meeting: 'member_assembly', inDays: number) {
      const { version } = await see(id);
      await callMeeting(as(who, 'village_decisions.record', daysAgo), {
        id,
        version,
        step: 'resolution',
        meeting,
        noticedOn: day(daysAgo),
        plannedOn: ctx.today.add({ days: inDays }).toString(),
        place: '村小学操场',
      });
    },
    /** Put forward, reviewed, approved, published and posted, by three people on one day. */
    async publish(id: string, daysAgo: number, part: DisclosurePart) {
      const { version } = await see(id);
      await proposeDisclosure(as('tang', 'village_decisions.publish', daysAgo), { id, version, part });
      const { disclosures } = await see(id);
      const publicationId = disclosures.find((one) => one.part === part)?.publicationId ?? '';
      await review(as('jian', 'disclosure.review', daysAgo), publicationId, '不涉密，应当公开');
      await approve(as('liu', 'disclosure.approve', daysAgo), publicationId);
      const at = as('tang', 'disclosure.publish', daysAgo);
      const { shown } = await getPublication(at, publicationId);
      const lastDay = shown ? noticeEnd(await loadCalendar(at), at.today, shown) : null;
      await publish(at, publicationId, lastDay);
      const posting = { postedOn: at.today, places: ['村务公开栏', '各组公开点'] };
      await this.move('tang', id, daysAgo, `publish_${part}`, { brought: { posting } });
    },
  };
}

const authorized = { authorizationReference: '2024年3月15日村民会议授权决定' };

async function finishedRoad(village: Teller): Promise<void> {
  const id = await village.start('tang', 96, {
    matter: 'public_works_funding',
    title: '修缮三组通组道路',
    source: 'members_or_villagers',
    proposers: ['罗守田', '王春燕', '李有粮'],
    plan: '修缮三组通组道路1.2公里，路面宽3.5米，水泥硬化。\n村集体出资12万元，不向农户筹资。\n工程由村民委员会公开询价确定承接单位。',
  });
  await toReview(village, id, 96, 'liu');
  await village.meet(
    'liu',
    id,
    76,
    'resolution',
    { eligible: 45, present: 38, yes: 34, no: 2 },
    { ...authorized, decision: '同意修缮三组通组道路，村集体出资12万元。' },
  );
  await village.move('liu', id, 76, 'resolve');
  const work = {
    what: '道路硬化1.2公里',
    responsible: '柳大山',
    fromOn: village.day(66),
    toOn: village.day(30),
    contractor: '青江县平安路桥队',
    plannedFen: 12_000_000,
  };
  await village.work(id, 75, work);
  await village.publish(id, 75, 'resolution');
  await village.move('liu', id, 66, 'begin_implementation');
  const [first] = (await village.see(id)).works;
  if (!first) throw new Error('the work was not written');
  await village.work(id, 34, {
    ...work,
    workId: first.id,
    workVersion: first.version,
    paidFen: 11_860_050,
    doneOn: village.day(35),
    note: '比计划节省1399.50元，结余退回村集体账户。',
  });
  const brought = { finishedOn: Temporal.PlainDate.from(village.day(35)) };
  await village.move('tang', id, 34, 'complete_implementation', { brought });
  await village.publish(id, 32, 'result');
  await village.supervise(id, 31, '程序完整，票据与合同相符，路面经抽查合格。');
  await village.move('tang', id, 30, 'archive', { brought: { archiveNo: '柳村档-议-01' } });
}

async function planOnDisplay(village: Teller): Promise<void> {
  const id = await village.start('tang', 40, {
    matter: 'yearly_plan',
    title: '下一年度村级工作计划',
    source: 'village_cadres',
    proposers: ['柳大山'],
    plan: '一、巩固茶园二百亩；二、整治村内沟渠；三、为七十岁以上老人办好日间照料。',
  });
  await toReview(village, id, 40, 'liu');
  await village.meet('liu', id, 10, 'resolution', { eligible: 45, present: 33, yes: 29 }, authorized);
  await village.move('liu', id, 10, 'resolve');
  await village.work(id, 9, {
    what: '沟渠整治第一段',
    responsible: '李有粮',
    fromOn: village.day(-20),
    toOn: village.day(-80),
    plannedFen: 4_500_000,
  });
  await village.publish(id, 3, 'resolution');
}

/** Fifteen of thirty are half of those present, not more: the case goes back with its reason. */
async function leaseSentBack(village: Teller): Promise<void> {
  const id = await village.start('tang', 60, {
    matter: 'special_funds_use',
    title: '以工代赈资金用于河堤加固',
    source: 'upper_level',
    proposers: ['柳大山'],
    plan: '以工代赈资金30万元，加固清水河左岸堤防400米，优先雇用本村劳力。',
  });
  await toReview(village, id, 60, 'liu');
  await village.meet('liu', id, 38, 'resolution', { eligible: 45, present: 30, yes: 15, no: 12 }, authorized);
  const why = '到会代表30人，赞成15人，没有过半；代表要求写明雇用名额和日工资。';
  await village.move('liu', id, 37, 'return_to_review', { why });
}

async function lampsJustMoved(village: Teller): Promise<void> {
  await village.start('tang', 2, {
    matter: 'public_works_funding',
    title: '主路安装太阳能路灯',
    source: 'members_or_villagers',
    proposers: ['罗守田', '周玉梅'],
    plan: '在村主路安装太阳能路灯36盏，预算9万元。',
  });
}

/** The collective's property goes to all its members, with ten days' notice. */
async function storeCalled(village: Teller): Promise<void> {
  const id = await village.start('shi', 30, {
    matter: 'collective_project',
    title: '建设集体保鲜冷库',
    source: 'village_cadres',
    proposers: ['石长河'],
    plan: '股份经济合作社出资80万元建设200吨保鲜冷库，出租收益按股分配。',
  });
  await toReview(village, id, 30, 'shi');
  await village.call('shi', id, 4, 'member_assembly', 8);
}

/** Proposed by the office and approved by the secretary, half a year ago. */
async function allowActingFirst(ctx: Ctx, town: Pick<DemoTown, 'orgs' | 'accounts'>): Promise<void> {
  const orgId = town.orgs.get('清河镇') ?? '';
  const orgPath = await pathOf(ctx, orgId);
  const today = ctx.today.subtract({ days: 180 });
  const as = (username: string, name: string, role: Role): Ctx => ({
    ...ctx,
    today,
    now: today.toZonedDateTime({ timeZone, plainTime: '10:00' }).toInstant(),
    actor: {
      kind: 'person',
      accountId: town.accounts.get(username) ?? '',
      personId: null,
      name,
      grants: [{ role, orgId, orgPath }],
      sessionId: 'demo',
      provenUntil: null,
    },
  });
  const { id } = await proposeParameter(as('lin', '林静', 'organization_officer'), parameterBooks, {
    key: 'village_decisions.emergency.may_act_first',
    value: true,
    from: today.toString(),
    source: '清河镇四议两公开实施办法',
    reason: '汛期塌方、断路等不得，办后一个月内补齐四议',
  });
  await decideParameter(as('zhou', '周明远', 'town_secretary'), { id, approve: true, why: '' });
}

/** The rain did not wait for a meeting. */
async function culvertAfterTheRain(village: Teller): Promise<void> {
  const id = await village.start('shi', 12, {
    matter: 'special_funds_use',
    title: '抢修后沟涵洞',
    source: 'village_cadres',
    proposers: ['石长河'],
    plan: '后沟涵洞被雨水冲垮，村集体出资1.8万元更换管涵、回填路面。',
  });
  await village.actFirst(id, 12, {
    what: '当夜封路，调挖掘机清淤，换上三节管涵',
    why: '后沟二十三户只有这一条路，夜里还有大雨',
    by: '石长河（与镇值班室通话后）',
  });
}

/** From the motion to the members' review, in ten days. */
async function toReview(
  village: Teller,
  id: string,
  movedDaysAgo: number,
  who: 'liu' | 'shi',
): Promise<void> {
  await village.meet(who, id, movedDaysAgo - 1, 'proposal', { eligible: 5, present: 5, yes: 5 });
  await village.move(who, id, movedDaysAgo - 1, 'propose');
  await village.meet(
    who,
    id,
    movedDaysAgo - 4,
    'deliberation',
    { eligible: 9, present: 8, yes: 7 },
    { divergentViews: '一名委员建议先做预算公示。' },
  );
  await village.move(who, id, movedDaysAgo - 4, 'deliberate');
  const noticedOn = village.day(movedDaysAgo - 6);
  await village.meet(
    who,
    id,
    movedDaysAgo - 10,
    'review',
    { eligible: 30, present: 24, yes: 21, no: 1 },
    { noticedOn },
  );
  await village.move(who, id, movedDaysAgo - 10, 'review');
}
