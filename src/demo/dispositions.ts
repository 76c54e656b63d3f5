/** One disposition of the demo town, in its correction period: talked over, heard, decided on paper, approved, delivered. */
import { timeZone, type Ctx } from '../kernel/ctx.ts';
import { addRecord, openDisposition } from '../modules/dispositions/actions.ts';
import type { MoveKey, RecordKind } from '../modules/dispositions/choices.ts';
import { takeVote } from '../modules/dispositions/from-meeting.ts';
import { moveDisposition } from '../modules/dispositions/moves.ts';
import * as store from '../modules/dispositions/store.ts';
import { beginMeeting, closeMeeting, planMeeting, writeMinutes } from '../modules/meetings/actions.ts';
import { tapAttendance } from '../modules/meetings/attendance.ts';
import { addBodyMember } from '../modules/meetings/bodies.ts';
import type { MeetingKind } from '../modules/meetings/choices.ts';
import { viewMeeting } from '../modules/meetings/queries.ts';
import { handInSheet, openVote } from '../modules/meetings/votes.ts';
import { findMember } from '../modules/members/facade.ts';
import type { DemoTown } from './town.ts';

type Town = Pick<DemoTown, 'orgs' | 'accounts' | 'members'>;
type At = (daysAgo: number, by?: string) => Ctx;

const branchName = '南坪村支部';
const secretary = '聂长贵';
const officer = '林静';

export async function fillDispositions(ctx: Ctx, town: Town): Promise<void> {
  const at: At = (daysAgo, by = secretary) => onDay(ctx, ctx.today.subtract({ days: daysAgo }), by);
  await seatTownCommittee(at(200, officer), town);
  const { id } = await openDisposition(at(150), {
    personId: await someFullMember(ctx, town),
    cause: 'not_acting',
    question: '近一年很少参加支部活动，分配的护林任务没有做',
    openedOn: iso(at(150)),
    isPenalised: false,
  });
  const keep = (daysAgo: number, kind: RecordKind, content: string, by?: string) => {
    const then = at(daysAgo, by);
    return addRecord(then, { id, kind, on: iso(then), content });
  };
  const move = async (daysAgo: number, key: MoveKey) =>
    moveDisposition(at(daysAgo), key, {
      id,
      version: await versionOf(ctx, id),
      on: iso(at(daysAgo)),
    });
  await keep(143, 'verification', '查看了会议签到和护林记录，与同组两名党员核对，情况属实。');
  await move(143, 'confirm_facts');
  await keep(140, 'talk', '本人说这一年在外照看孙辈，回村少，愿意改。支部介绍了村里的情况和党员义务。');
  await move(138, 'put_before_branch');
  await keep(137, 'invitation', '当面告知开会的时间、地点和要讨论的事，说明可以到会申辩、请人作证。');
  await keep(132, 'statement', '本人交来书面说明：承认参加活动少，请求给时间改正。');
  await keep(130, 'hearing', '本人到会发言，说明家里的困难，提出每月返村一次；一名党员为其作证。');
  const branchVote = await decide(at, town, {
    daysAgo: 130,
    kind: 'branch_members_meeting',
    org: branchName,
    title: '南坪村支部党员大会',
    question: '同意给予限期改正，期限六个月',
    tellers: ['nie', 'lin'],
  });
  await takeVote(at(130), 'resolve', {
    id,
    version: await versionOf(ctx, id),
    decisionId: branchVote,
    terms: {
      way: 'rectify',
      deadlineOn: ctx.today.add({ days: 50 }).toString(),
      tasks: ['每月返村参加一次组织生活', '承担一段村道的护林巡查', '每季度向支部谈一次情况'],
    },
  });
  await keep(120, 'town_check', '事实清楚，程序完备，本人意见已听取。', officer);
  const townVote = await decide(at, town, {
    daysAgo: 115,
    kind: 'town_committee_meeting',
    org: '清河镇',
    title: '镇党委会议',
    question: '同意南坪村支部关于限期改正的决定',
    tellers: ['lin', 'zhou'],
  });
  await takeVote(at(115, officer), 'approve', {
    id,
    version: await versionOf(ctx, id),
    decisionId: townVote,
    reference: `清委〔${at(115).today.year}〕26号`,
  });
  await keep(110, 'delivery', '决定当面交给本人，说明了申诉的办法。');
  await keep(108, 'announcement', '在支部大会上宣布，要求大家关心帮助。');
  await move(108, 'begin_correction');
}

async function seatTownCommittee(ctx: Ctx, town: Town): Promise<void> {
  const orgId = idOf(town, '清河镇');
  for (const personId of (town.members.get('机关支部') ?? []).slice(0, 5))
    await addBodyMember(ctx, { orgId, body: 'town_committee', personId, from: ctx.today });
}

async function someFullMember(ctx: Ctx, town: Town): Promise<string> {
  for (const id of (town.members.get(branchName) ?? []).slice(8)) {
    const person = await findMember(ctx, id);
    if (person?.kind === 'full' && person.status === 'active') return id;
  }
  throw new Error(`the demo has no full member in ${branchName}`);
}

type Meeting = {
  daysAgo: number;
  kind: MeetingKind;
  org: string;
  title: string;
  question: string;
  tellers: readonly [string, string];
};

/** A meeting with one secret ballot, from plan to closed record; gives the vote. */
async function decide(at: At, town: Town, meeting: Meeting): Promise<string> {
  const by = meeting.kind === 'town_committee_meeting' ? officer : secretary;
  const then = at(meeting.daysAgo, by);
  const { id } = await planMeeting(at(meeting.daysAgo + 5, by), {
    orgId: idOf(town, meeting.org),
    kind: meeting.kind,
    title: meeting.title,
    place: '会议室',
    plannedOn: then.today,
    startsAt: '15:00',
    agenda: ['讨论一件党员管理事项'],
  });
  await beginMeeting(then, { id, version: (await viewMeeting(then, id)).version, heldOn: then.today });
  const begun = await viewMeeting(then, id);
  await tapAttendance(then, {
    id,
    taps: begun.attendees.map((one) => ({
      attendeeId: one.id,
      tappedAt: then.now.toString(),
      status: 'present' as const,
    })),
  });
  for (const item of begun.items)
    await writeMinutes(then, {
      id,
      itemId: item.id,
      version: item.version,
      minutes: '介绍情况，听取本人意见，逐一发言后无记名投票。',
    });
  const { voteId } = await openVote(then, { id, question: meeting.question, mode: 'paper' });
  const papers = begun.attendees.filter((one) => one.votes).length;
  for (const username of meeting.tellers)
    await handInSheet(asTeller(then, town, username), {
      voteId,
      count: {
        issued: papers,
        returned: papers,
        unreturned: 0,
        valid: papers,
        invalid: 0,
        yes: papers - 1,
        no: 0,
        abstain: 1,
      },
    });
  const { version } = await viewMeeting(then, id);
  await closeMeeting(then, { id, version, host: by, recorder: by });
  return voteId;
}

/** Tellers count apart, each on the own account. */
function asTeller(ctx: Ctx, town: Town, username: string): Ctx {
  const accountId = town.accounts.get(username);
  if (!accountId) throw new Error(`the demo has no account ${username}`);
  const name = ctx.actor.name;
  return {
    ...ctx,
    actor: {
      kind: 'person',
      accountId,
      personId: null,
      name,
      grants: [],
      sessionId: 'demo',
      provenUntil: null,
    },
  };
}

async function versionOf(ctx: Ctx, id: string): Promise<number> {
  return (await store.find(ctx, id))?.version ?? 0;
}

function idOf(town: Town, shortName: string): string {
  const id = town.orgs.get(shortName);
  if (!id) throw new Error(`the demo has no ${shortName}`);
  return id;
}

function iso(ctx: Ctx): string {
  return ctx.today.toString();
}

/** Noon of that day, in somebody's name. */
function onDay(ctx: Ctx, today: Temporal.PlainDate, by: string): Ctx {
  const now = today.toZonedDateTime({ timeZone, plainTime: '12:00' }).toInstant();
  return { ...ctx, today, now, actor: { kind: 'system', name: by } };
}
