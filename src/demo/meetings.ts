/** Months of organization life for the demo town: every branch's records, some entered late, a few duties missed. */
import { record } from '../kernel/audit/record.ts';
import { everywhere, timeZone, type Actor, type Ctx } from '../kernel/ctx.ts';
import {
  beginMeeting,
  callMeeting,
  closeMeeting,
  planMeeting,
  writeMinutes,
} from '../modules/meetings/actions.ts';
import { giveFollowUp, reportFollowUp, viewFollowUp } from '../modules/meetings/follow-ups.ts';
import { tapAttendance } from '../modules/meetings/attendance.ts';
import { addBodyMember } from '../modules/meetings/bodies.ts';
import type { MeetingKind } from '../modules/meetings/choices.ts';
import { viewMeeting } from '../modules/meetings/queries.ts';
import { countHands, openVote } from '../modules/meetings/votes.ts';
import { pathOf } from '../modules/organizations/facade.ts';
import { namesOfMembers } from '../modules/members/facade.ts';
import { branches } from './branches.ts';
import type { DemoTown } from './town.ts';

type Town = Pick<DemoTown, 'orgs' | 'accounts' | 'members'>;

/** How many of the last months a branch missed. */
const gaps: Record<string, number> = { 石桥村支部: 1, 松林村支部: 2 };

/** Months of records, the running one not counted. */
const monthsBack = 5;

const monthly: readonly [MeetingKind, string, string[]][] = [
  ['theme_party_day', '主题党日', ['重温入党誓词', '到村道清理沟渠']],
  ['branch_committee_meeting', '支委会', ['研究本月工作', '研究困难党员走访']],
];
const quarterly: readonly [MeetingKind, string, string[]][] = [
  ['branch_members_meeting', '党员大会', ['支部委员会报告工作', '讨论村集体林地管护']],
  ['party_class', '党课', ['学习党章第一章']],
];

/** Writes the records by the acts that people use, each on its own day before today. Duties count from the first whole quarter. */
export async function fillMeetings(ctx: Ctx, town: Town): Promise<void> {
  const first = ctx.today.with({ day: 1 }).subtract({ months: monthsBack });
  await countDutiesFrom(ctx, town, nextQuarter(first));
  for (const place of branches) {
    const clerk = clerkOf(ctx, town, place, await pathOf(ctx, idOf(town, place.at)));
    const branch = idOf(town, place.branch);
    await seatCommittee(clerk(first), town, branch, place.branch);
    for (let months = 0; months < monthsBack; months += 1) {
      const month = first.add({ months });
      // Two branches missed the last months: the board shows what that looks like.
      const missed = months >= monthsBack - (gaps[place.branch] ?? 0);
      if (missed) continue;
      for (const [kind, name, agenda] of monthly)
        await hold(clerk, {
          branch,
          kind,
          title: titleOf(month, name),
          agenda,
          on: month.with({ day: 10 }),
          months,
        });
      if (month.month % 3 === 0)
        for (const [kind, name, agenda] of quarterly)
          await hold(clerk, {
            branch,
            kind,
            title: titleOf(month, name),
            agenda,
            on: month.with({ day: 18 }),
            months,
            ...(kind === 'branch_members_meeting' && { task: taskOf(place.branch, month, first) }),
          });
    }
    await hold(clerk, {
      branch,
      kind: 'organization_life_meeting',
      title: `${first.year}年度组织生活会`,
      agenda: ['对照检查', '开展批评和自我批评', '列出整改事项'],
      on: first.with({ day: 20 }),
      months: 0,
    });
  }
  await callNext(ctx, town);
}

/** Duties begin with a whole quarter, so that nobody is late for one that was already running. */
function nextQuarter(day: Temporal.PlainDate): Temporal.PlainDate {
  return day.add({ months: (3 - ((day.month - 1) % 3)) % 3 });
}

function titleOf(month: Temporal.PlainDate, name: string): string {
  return `${month.year}年${month.month}月${name}`;
}

function idOf(town: Town, shortName: string): string {
  const id = town.orgs.get(shortName);
  if (!id) throw new Error(`the demo has no ${shortName}`);
  return id;
}

/** The town's own setting; without it duties begin on the day of the first account. */
async function countDutiesFrom(ctx: Ctx, town: Town, day: Temporal.PlainDate): Promise<void> {
  const id = idOf(town, '清河镇');
  await ctx.tx
    .insertInto('parameter_settings')
    .values({
      key: 'duties.since',
      org_id: id,
      value: JSON.stringify(day.toString()),
      valid: `[${day.toString()},)`,
      source: '镇党委会决定',
      reason: '从上年度起补齐组织生活记录',
      set_at: ctx.now,
    })
    .execute();
  await record(ctx, {
    event: 'duties.counted_from',
    org: { id, path: await pathOf(ctx, id) },
    after: { key: 'duties.since', value: day.toString() },
  });
}

type At = (day: Temporal.PlainDate) => Ctx;

/** The act of the branch's secretary at noon of a day. */
function clerkOf(
  ctx: Ctx,
  town: Town,
  place: { at: string; username: string; name: string },
  villagePath: string,
): At {
  const accountId = town.accounts.get(place.username);
  if (!accountId) throw new Error(`the demo has no account ${place.username}`);
  const actor: Actor = {
    kind: 'person',
    accountId,
    personId: null,
    name: place.name,
    grants: [{ role: 'village_secretary', orgId: idOf(town, place.at), orgPath: villagePath }],
    sessionId: 'demo',
    provenUntil: null,
  };
  return (day) => ({
    ...ctx,
    actor,
    today: day,
    now: day.toZonedDateTime({ timeZone, plainTime: '12:00' }).toInstant(),
    permission: 'meetings.manage',
    scope: [villagePath],
  });
}

async function seatCommittee(ctx: Ctx, town: Town, branch: string, name: string): Promise<void> {
  const ids = (town.members.get(name) ?? []).slice(0, 3);
  const known = await namesOfMembers(ctx, ids);
  for (const personId of ids.filter((id) => known.has(id)))
    await addBodyMember(ctx, { orgId: branch, body: 'branch_committee', personId, from: ctx.today });
}

type Held = {
  branch: string;
  kind: MeetingKind;
  title: string;
  agenda: string[];
  on: Temporal.PlainDate;
  months: number;
  /** What its decision asks of somebody, in days after the meeting. */
  task?: Task;
};

type Task = { dueIn: number; doneAfter?: number };

/** What was decided is carried out, but for the last decision of one branch. */
function taskOf(branch: string, month: Temporal.PlainDate, first: Temporal.PlainDate): Task {
  const isLast = Temporal.PlainDate.compare(month, first.add({ months: monthsBack - 3 })) >= 0;
  return { dueIn: 30, ...(!(branch === '东沟村支部' && isLast) && { doneAfter: 12 }) };
}

/** One meeting from plan to closed record; every fifth month it is entered weeks later, and shows it. */
async function hold(clerk: At, held: Held): Promise<void> {
  const before = clerk(held.on.subtract({ days: 4 }));
  const { id } = await planMeeting(before, {
    orgId: held.branch,
    kind: held.kind,
    title: held.title,
    place: '村党群服务中心',
    plannedOn: held.on,
    startsAt: '15:00',
    agenda: held.agenda,
  });
  const late = held.months % 5 === 3;
  const day = clerk(held.on.add({ days: late ? 24 : 0 }));
  await beginMeeting(day, { id, version: (await viewMeeting(day, id)).version, heldOn: held.on });
  const begun = await viewMeeting(day, id);
  await tapAttendance(day, {
    id,
    taps: begun.attendees.map((one, i) => ({
      attendeeId: one.id,
      tappedAt: day.now.toString(),
      ...((i + held.months) % 9 === 4
        ? { status: 'excused' as const, reason: '外出务工' }
        : { status: 'present' as const }),
    })),
  });
  for (const item of begun.items)
    await writeMinutes(day, { id, itemId: item.id, version: item.version, minutes: saidOn(item.title) });
  if (held.kind === 'branch_members_meeting') await voteOn(day, id, held.agenda[1] ?? held.title);
  const { version } = await viewMeeting(day, id);
  await closeMeeting(day, { id, version, host: day.actor.name, recorder: day.actor.name });
  if (held.task) await carryOut((on) => ({ ...clerk(on), scope: everywhere }), id, held.on, held.task);
}

/** Gives the decision to the first on the list. `clerk` reaches everywhere, as the transaction of the demo does. */
async function carryOut(clerk: At, meetingId: string, on: Temporal.PlainDate, task: Task): Promise<void> {
  const day = clerk(on);
  const [first] = (await viewMeeting(day, meetingId)).attendees;
  if (!first) throw new Error('a meeting of the demo without anybody');
  const { followUpId } = await giveFollowUp(day, {
    id: meetingId,
    task: '落实林地管护责任人并张榜',
    attendeeId: first.id,
    dueOn: on.add({ days: task.dueIn }).toString(),
  });
  if (task.doneAfter === undefined) return;
  const doneOn = on.add({ days: task.doneAfter });
  const then = clerk(doneOn);
  const { version } = await viewFollowUp(then, followUpId);
  await reportFollowUp(then, { id: followUpId, version, report: '已落实并张榜', doneOn: doneOn.toString() });
}

function saidOn(item: string): string {
  return `主持人介绍“${item}”的情况。到会人员逐一发言，提出意见，会议形成一致看法，由支部落实并在下次会上通报。`;
}

async function voteOn(ctx: Ctx, id: string, question: string): Promise<void> {
  const { voteId } = await openVote(ctx, { id, question: `同意${question}`, mode: 'hands' });
  const present = (await viewMeeting(ctx, id)).quorum?.alternatives[0]?.have ?? 0;
  await countHands(ctx, { id, voteId, yes: present - 1, no: 0, abstain: 1 });
}

/** What is to come: a members' meeting called for next week, so that there is something to do. */
async function callNext(ctx: Ctx, town: Town): Promise<void> {
  const [place] = branches;
  const clerk = clerkOf(ctx, town, place, await pathOf(ctx, idOf(town, place.at)));
  const now = clerk(ctx.today);
  const { id } = await planMeeting(now, {
    orgId: idOf(town, place.branch),
    kind: 'branch_members_meeting',
    title: '柳树村党员大会',
    place: '村党群服务中心',
    plannedOn: ctx.today,
    startsAt: '19:30',
    agenda: ['审议村内道路硬化方案', '通报党费收缴情况'],
  });
  await callMeeting(now, { id, version: 1 });
}
