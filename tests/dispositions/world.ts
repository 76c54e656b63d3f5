/** What the tests of dispositions share: a branch with members and an account for one of them, votes in meetings, a case brought on. */
import assert from 'node:assert/strict';
import type { Endpoint, InputOf, ReplyOf } from '../../src/kernel/http/contract.ts';
import { dispositionsApi as api } from '../../src/modules/dispositions/api.ts';
import type { RecordKind, Way } from '../../src/modules/dispositions/choices.ts';
import { meetingsApi } from '../../src/modules/meetings/api.ts';
import type { MeetingKind } from '../../src/modules/meetings/choices.ts';
import { begun, close, enterMembers, mark } from '../meetings/world.ts';
import type { Person, Place, Town } from '../support/town.ts';

export async function done<E extends Endpoint>(
  town: Town,
  who: Person,
  row: E,
  input: InputOf<E>,
): Promise<ReplyOf<E>> {
  const answer = await town.call(who, row, input);
  assert.equal(answer.status, 200, JSON.stringify(answer.problem));
  return answer.body;
}

/** The codes of the reasons with which it is refused. */
export async function refusedFor<E extends Endpoint>(
  town: Town,
  who: Person,
  row: E,
  input: InputOf<E>,
  status = 422,
): Promise<string[]> {
  const answer = await town.call(who, row, input);
  assert.equal(answer.status, status, JSON.stringify(answer.body));
  return answer.problem.reasons.map((reason) => reason.code);
}

/** Members of the branch and of the town committee; `柳党员` signs in as the first of them. */
export async function settle(town: Town): Promise<string> {
  town.setToday('2026-06-01');
  const [subject = ''] = await enterMembers(town, ['程某', '何甲', '何乙', '何丙', '何丁']);
  await linkAccount(town, '柳党员', subject);
  for (const name of ['周书记', '林委员', '纪书记'])
    await done(town, '林委员', meetingsApi.addBodyMember, {
      orgId: town.orgs.清河镇.id,
      body: 'town_committee',
      name,
      household: name,
      from: '2020-01-01',
    });
  return subject;
}

export function linkAccount(town: Town, who: Person, personId: string): Promise<unknown> {
  return town.act('system', 'system', (ctx) =>
    ctx.tx
      .updateTable('accounts')
      .set({ person_id: personId })
      .where('id', '=', town.accounts[who])
      .execute(),
  );
}

type Ballot = {
  kind: MeetingKind;
  on: string;
  yes: number;
  no: number;
  mode?: 'paper' | 'hands';
  at?: Place;
};

/** One vote in a meeting whose record is closed; gives its id. */
export async function votedIn(town: Town, ballot: Ballot): Promise<string> {
  const { kind, on, yes, no, mode = 'paper' } = ballot;
  const isTown = kind === 'town_committee_meeting';
  const who = isTown ? '林委员' : '柳支书';
  town.setToday(on);
  const meeting = await mark(
    town,
    await begun(town, { who, at: isTown ? '清河镇' : (ballot.at ?? '柳树村支部'), kind, on }),
    yes + no,
    who,
  );
  const { voteId } = await done(town, who, meetingsApi.openVote, {
    id: meeting.id,
    question: '同意对有关事项的处理意见',
    mode,
  });
  if (mode === 'hands')
    await done(town, who, meetingsApi.countHands, { id: meeting.id, voteId, yes, no, abstain: 0 });
  else {
    const papers = yes + no;
    const count = { issued: papers, returned: papers, unreturned: 0, valid: papers, invalid: 0 };
    for (const teller of isTown ? (['林委员', '许干事'] as const) : (['柳支书', '小唐'] as const))
      await done(town, teller, meetingsApi.handInSheet, { voteId, count: { ...count, yes, no, abstain: 0 } });
  }
  assert.equal((await close(town, meeting.id, who)).status, 200);
  return voteId;
}

export const opening = (personId: string, given: Partial<InputOf<typeof api.openDisposition>> = {}) => ({
  personId,
  cause: 'not_acting' as const,
  question: '近半年不承担支部分配的工作',
  openedOn: '2026-06-01',
  isPenalised: false,
  ...given,
});

export async function keep(town: Town, who: Person, id: string, kind: RecordKind, on: string) {
  town.setToday(on);
  return done(town, who, api.addRecord, { id, kind, on, content: '如实记录在案。' });
}

export async function versionOf(town: Town, id: string): Promise<number> {
  return (await done(town, '林委员', api.getDisposition, { id })).version;
}

/** Facts verified, talked over, before the branch, told, stated and heard on the day of the meeting. */
export async function heard(town: Town, personId: string): Promise<string> {
  town.setToday('2026-06-01');
  const { id } = await done(town, '柳支书', api.openDisposition, opening(personId));
  await keep(town, '柳支书', id, 'verification', '2026-06-05');
  await step(town, id, 'confirm_facts', '2026-06-05');
  await keep(town, '柳支书', id, 'talk', '2026-06-08');
  await step(town, id, 'put_before_branch', '2026-06-10');
  await keep(town, '柳支书', id, 'invitation', '2026-06-10');
  await keep(town, '柳支书', id, 'statement_declined', '2026-06-15');
  await keep(town, '柳支书', id, 'hearing', '2026-06-20');
  return id;
}

export async function step(
  town: Town,
  id: string,
  move: InputOf<typeof api.moveAtBranch>['move'],
  on: string,
) {
  town.setToday(on);
  const version = await versionOf(town, id);
  return done(town, '柳支书', api.moveAtBranch, { id, version, move, on, why: '支部研究的意见' });
}

/** The same, decided by the branch, checked and approved by the town committee, delivered and announced. */
export async function approved(town: Town, personId: string, way: Way): Promise<string> {
  const id = await heard(town, personId);
  const decisionId = await votedIn(town, { kind: 'branch_members_meeting', on: '2026-06-20', yes: 4, no: 1 });
  await done(town, '柳支书', api.takeBranchDecision, {
    id,
    version: await versionOf(town, id),
    decisionId,
    way,
    ...(way === 'rectify' && { deadlineOn: '2026-12-20', tasks: ['每月参加组织生活', '承担一项支部工作'] }),
  });
  await keep(town, '林委员', id, 'town_check', '2026-06-28');
  const approval = await votedIn(town, { kind: 'town_committee_meeting', on: '2026-07-03', yes: 3, no: 0 });
  await done(town, '林委员', api.takeTownDecision, {
    id,
    version: await versionOf(town, id),
    decisionId: approval,
    reference: '清委〔2026〕21号',
  });
  await keep(town, '柳支书', id, 'delivery', '2026-07-05');
  await keep(town, '柳支书', id, 'announcement', '2026-07-06');
  return id;
}
