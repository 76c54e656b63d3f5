/** Three dispositions of the demo town: one in its correction period, one who was asked to withdraw, one who appeals. */
import type { Ctx } from '../kernel/ctx.ts';
import { addRecord, openDisposition } from '../modules/dispositions/actions.ts';
import { lodgeAppeal } from '../modules/dispositions/appeals.ts';
import type { MoveKey, RecordKind, Way } from '../modules/dispositions/choices.ts';
import { takeVote } from '../modules/dispositions/from-meeting.ts';
import { moveDisposition } from '../modules/dispositions/moves.ts';
import * as store from '../modules/dispositions/store.ts';
import { addBodyMember } from '../modules/meetings/bodies.ts';
import { findMember } from '../modules/members/facade.ts';
import { dayOf, decide, idOf, onDay } from './deciding.ts';
import type { DemoTown } from './town.ts';

type Town = Pick<DemoTown, 'orgs' | 'accounts' | 'members'>;

const officer = '林静';
const matter = { agenda: '讨论一件党员管理事项', minutes: '介绍情况，听取本人意见，逐一发言后无记名投票。' };

/** What differs from case to case; the road to the town committee's decision is the same. */
type Course = {
  branch: string;
  secretary: { name: string; username: string };
  openedAgo: number;
  question: string;
  found: string;
  said: string;
  statement: string;
  ruling: string;
  terms: { way: Way; deadlineIn?: number; tasks: string[] };
  reference: number;
};

const correction: Course = {
  branch: '南坪村支部',
  secretary: { name: '聂长贵', username: 'nie' },
  openedAgo: 150,
  question: '近一年很少参加支部活动，分配的护林任务没有做',
  found: '查看了会议签到和护林记录，与同组两名党员核对，情况属实。',
  said: '本人说这一年在外照看孙辈，回村少，愿意改。支部介绍了村里的情况和党员义务。',
  statement: '本人交来书面说明：承认参加活动少，请求给时间改正。',
  ruling: '给予限期改正，期限六个月',
  terms: {
    way: 'rectify',
    deadlineIn: 200,
    tasks: ['每月返村参加一次组织生活', '承担一段村道的护林巡查', '每季度向支部谈一次情况'],
  },
  reference: 26,
};

const withdrawal: Course = {
  branch: '白杨村支部',
  secretary: { name: '白玉林', username: 'bai' },
  openedAgo: 130,
  question: '多次表示不愿再参加组织生活，也不愿承担分配的工作',
  found: '查看了两年的会议记录，向同组党员了解，情况属实。',
  said: '本人说年纪大、家里事多，觉得自己已不合党员的要求。支部请其再想一想。',
  statement: '本人交来书面说明：所说的情况是真的，听从支部意见。',
  ruling: '劝其退党',
  terms: { way: 'advise_withdrawal', tasks: [] },
  reference: 27,
};

const delisting: Course = {
  branch: '东沟村支部',
  secretary: { name: '董金山', username: 'dong' },
  openedAgo: 120,
  question: '连续八个月不参加支部活动，经两次谈话没有改变',
  found: '查看了会议签到和请假记录，八个月没有到会，也没有请假。',
  said: '本人说生意忙、路远，没有说以后怎么办。支部讲了党章的规定。',
  statement: '本人交来书面说明：有三次会没有接到通知。',
  ruling: '党内除名',
  terms: { way: 'delist', tasks: [] },
  reference: 29,
};

export async function fillDispositions(ctx: Ctx, town: Town): Promise<void> {
  await seatTownCommittee(onDay(ctx, 200, officer), town);
  const corrected = await decideCase(ctx, town, correction);
  await corrected.keep(110, 'delivery', '决定当面交给本人，说明了申诉的办法。');
  await corrected.keep(108, 'announcement', '在支部大会上宣布，要求大家关心帮助。');
  await corrected.move(108, 'begin_correction');

  const asked = await decideCase(ctx, town, withdrawal);
  await asked.keep(90, 'delivery', '决定当面交给本人，说明了申诉的办法。');
  await asked.keep(88, 'announcement', '在支部大会上宣布。');
  await asked.move(88, 'ask_to_withdraw');

  const appealed = await decideCase(ctx, town, delisting);
  await appealed.keep(80, 'delivery', '决定当面交给本人，本人表示不服，已说明申诉的办法。');
  await lodgeAppeal(onDay(ctx, 70, officer), {
    id: appealed.id,
    level: 'county',
    on: dayOf(ctx, 70),
    content: '有三次会议没有通知到我，请核对通知记录。',
  });
}

type Running = {
  id: string;
  keep: (daysAgo: number, kind: RecordKind, content: string, by?: string) => Promise<unknown>;
  move: (daysAgo: number, key: MoveKey) => Promise<unknown>;
};

/** From the facts to the town committee's decision, 35 days later: talked over, heard, decided on paper, approved. */
async function decideCase(ctx: Ctx, town: Town, course: Course): Promise<Running> {
  const { branch, secretary, openedAgo, ruling } = course;
  const { id } = await openDisposition(onDay(ctx, openedAgo, secretary.name), {
    personId: await someFullMember(ctx, town, branch),
    cause: 'not_acting',
    question: course.question,
    openedOn: dayOf(ctx, openedAgo),
    isPenalised: false,
  });
  const keep: Running['keep'] = (daysAgo, kind, content, by = secretary.name) =>
    addRecord(onDay(ctx, daysAgo, by), { id, kind, on: dayOf(ctx, daysAgo), content });
  const move: Running['move'] = async (daysAgo, key) =>
    moveDisposition(onDay(ctx, daysAgo, secretary.name), key, {
      id,
      version: await versionOf(ctx, id),
      on: dayOf(ctx, daysAgo),
    });
  await keep(openedAgo - 7, 'verification', course.found);
  await move(openedAgo - 7, 'confirm_facts');
  await keep(openedAgo - 10, 'talk', course.said);
  await move(openedAgo - 12, 'put_before_branch');
  await keep(
    openedAgo - 13,
    'invitation',
    '当面告知开会的时间、地点和要讨论的事，说明可以到会申辩、请人作证。',
  );
  await keep(openedAgo - 18, 'statement', course.statement);
  const branchDay = openedAgo - 20;
  await keep(branchDay, 'hearing', '本人到会发言，说明家里的情况；一名党员为其作证。');
  const branchVote = await decide(ctx, town, {
    daysAgo: branchDay,
    by: secretary.name,
    kind: 'branch_members_meeting',
    org: branch,
    title: `${branch}党员大会`,
    ...matter,
    question: `同意${ruling}`,
    tellers: [secretary.username, 'lin'],
  });
  const { deadlineIn, ...terms } = course.terms;
  await takeVote(onDay(ctx, branchDay, secretary.name), 'resolve', {
    id,
    version: await versionOf(ctx, id),
    decisionId: branchVote,
    terms: { ...terms, ...(deadlineIn && { deadlineOn: dayOf(ctx, openedAgo - deadlineIn) }) },
  });
  await keep(openedAgo - 30, 'town_check', '事实清楚，程序完备，本人意见已听取。', officer);
  const townDay = openedAgo - 35;
  const townVote = await decide(ctx, town, {
    daysAgo: townDay,
    by: officer,
    kind: 'town_committee_meeting',
    org: '清河镇',
    title: '镇党委第三次会议',
    ...matter,
    question: `同意${branch}的决定：${ruling}`,
    tellers: ['lin', 'zhou'],
  });
  const approving = onDay(ctx, townDay, officer);
  await takeVote(approving, 'approve', {
    id,
    version: await versionOf(ctx, id),
    decisionId: townVote,
    reference: `清委〔${approving.today.year}〕${course.reference}号`,
  });
  return { id, keep, move };
}

async function seatTownCommittee(ctx: Ctx, town: Town): Promise<void> {
  const orgId = idOf(town, '清河镇');
  for (const personId of (town.members.get('机关支部') ?? []).slice(0, 5))
    await addBodyMember(ctx, { orgId, body: 'town_committee', personId, from: ctx.today });
}

async function someFullMember(ctx: Ctx, town: Town, branch: string): Promise<string> {
  for (const id of (town.members.get(branch) ?? []).slice(8)) {
    const person = await findMember(ctx, id);
    if (person?.kind === 'full' && person.status === 'active') return id;
  }
  throw new Error(`the demo has no full member in ${branch}`);
}

async function versionOf(ctx: Ctx, id: string): Promise<number> {
  return (await store.find(ctx, id))?.version ?? 0;
}
