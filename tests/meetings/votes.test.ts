import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { needed } from '../../src/kernel/ballot/threshold.ts';
import { decisionOf, meetingsFor } from '../../src/modules/meetings/facade.ts';
import { meetingsApi, type MeetingView } from '../../src/modules/meetings/api.ts';
import { meetingRules } from '../../src/modules/meetings/rulebook.ts';
import { decisionRules } from '../../src/modules/village-decisions/rulebooks.ts';
import { openTown, type Person, type Town } from '../support/town.ts';
import { begun, close, enterMembers, mark } from './world.ts';

const sheet = (yes: number, no: number, abstain: number, invalid = 0, unreturned = 0) => {
  const valid = yes + no + abstain;
  const returned = valid + invalid;
  return { issued: returned + unreturned, returned, unreturned, valid, invalid, yes, no, abstain };
};

describe('votes in a meeting', () => {
  let town: Town;
  before(async () => {
    town = await openTown();
    await enterMembers(
      town,
      Array.from({ length: 31 }, (_, i) => `何党员${i + 1}`),
    );
  });
  after(() => town.close());

  const openVote = (meeting: MeetingView, mode: 'hands' | 'named' | 'paper', question = '同意清淤方案') =>
    town.call('柳支书', meetingsApi.openVote, { id: meeting.id, question, mode });
  const look = async (meeting: MeetingView) =>
    (await town.call('柳支书', meetingsApi.getMeeting, { id: meeting.id })).body;
  const handIn = (who: Person, voteId: string, count: ReturnType<typeof sheet>) =>
    town.call(who, meetingsApi.handInSheet, { voteId, count });

  async function voting(present: number, mode: 'hands' | 'named' | 'paper') {
    const meeting = await mark(town, await begun(town), present);
    const opened = await openVote(meeting, mode);
    assert.equal(opened.status, 200, JSON.stringify(opened.problem));
    return { meeting, voteId: opened.body.voteId };
  }

  it('of 31 with a vote 16 are enough to decide and 15 are not, and the reason shows the arithmetic', async () => {
    const meeting = await begun(town);
    const short = await mark(town, meeting, 15);
    assert.equal(short.quorum?.met, false);
    const refused = await openVote(short, 'hands');
    assert.equal(refused.status, 422);
    assert.equal(refused.problem.code, 'meetings.no_quorum');
    assert.equal(refused.problem.message, '应到党员31人，到会须不少于1/2，即至少16人，实到15人。');
    assert.equal(refused.problem.reasons[0]?.cites, '支部2018 art. 11');
    assert.equal((await look(meeting)).votes.length, 0);
    const sixteenth = short.attendees.find((one) => one.status === 'absent');
    assert.ok(sixteenth);
    const { body: enough } = await town.call('柳支书', meetingsApi.tapAttendance, {
      id: meeting.id,
      taps: [{ attendeeId: sixteenth.id, status: 'present', tappedAt: '2026-11-23T04:00:00Z' }],
    });
    assert.deepEqual(
      enough.quorum?.alternatives.map(({ have, needed: least, base, met }) => [have, least, base, met]),
      [[16, 16, 31, true]],
    );
    assert.equal((await openVote(enough, 'hands')).status, 200);
  });

  it('more than half of those who should come agree, not of those present', async () => {
    for (const [yes, passed] of [
      [15, false],
      [16, true],
    ] as const) {
      const { meeting, voteId } = await voting(20, 'hands');
      const { body } = await town.call('柳支书', meetingsApi.countHands, {
        id: meeting.id,
        voteId,
        yes,
        no: 20 - yes,
        abstain: 0,
      });
      const vote = body.votes[0];
      assert.equal(vote?.passed, passed, `${yes} of 31`);
      assert.deepEqual([vote?.comparison?.needed, vote?.comparison?.base], [16, 31]);
    }
  });

  it('more hands than voters are refused and nothing is decided', async () => {
    const { meeting, voteId } = await voting(20, 'hands');
    const input = { id: meeting.id, voteId, yes: 18, no: 2, abstain: 1 };
    const refused = await town.call('柳支书', meetingsApi.countHands, input);
    assert.equal(refused.problem.code, 'meetings.more_votes_than_voters');
    assert.equal((await look(meeting)).votes[0]?.state, 'open');
  });

  it('a vote by name needs each present voter once', async () => {
    const { meeting, voteId } = await voting(16, 'named');
    const voters = meeting.attendees.filter((one) => one.status === 'present');
    const cast = voters.map((one, i) => ({
      attendeeId: one.id,
      choice: i === 0 ? ('no' as const) : ('yes' as const),
    }));
    const short = await town.call('柳支书', meetingsApi.callNames, {
      id: meeting.id,
      voteId,
      cast: cast.slice(1),
    });
    assert.equal(short.problem.code, 'meetings.everyone_once');
    const absent = meeting.attendees.find((one) => one.status === 'absent');
    const stranger = await town.call('柳支书', meetingsApi.callNames, {
      id: meeting.id,
      voteId,
      cast: [...cast.slice(1), { attendeeId: absent?.id ?? '', choice: 'yes' }],
    });
    assert.equal(stranger.status, 422);
    const { body } = await town.call('柳支书', meetingsApi.callNames, { id: meeting.id, voteId, cast });
    assert.deepEqual(body.votes[0]?.counts, { yes: 15, no: 1, abstain: 0 });
    assert.equal(body.votes[0]?.named.length, 16);
    assert.equal(body.votes[0]?.passed, false);
  });

  it('papers are decided by two equal sheets of two people, and the same person cannot hand in twice', async () => {
    const { meeting, voteId } = await voting(20, 'paper');
    assert.equal((await handIn('柳支书', voteId, sheet(17, 2, 1))).body.state, 'waiting');
    const again = await handIn('柳支书', voteId, sheet(17, 2, 1));
    assert.equal(again.status, 409);
    assert.equal(again.problem.code, 'ballot.same_teller');
    assert.equal((await look(meeting)).votes[0]?.state, 'open');
    assert.equal((await handIn('监主任', voteId, sheet(17, 2, 1))).body.state, 'decided');
    const vote = (await look(meeting)).votes[0];
    assert.deepEqual([vote?.passed, vote?.counts?.yes, vote?.counts?.papers?.issued], [true, 17, 20]);
  });

  it('a teller sees nobody else’s figures before two agree', async () => {
    const { voteId } = await voting(20, 'paper');
    await handIn('柳支书', voteId, sheet(17, 2, 1));
    const seen = await town.call('柳党员', meetingsApi.getCount, { voteId });
    assert.equal(seen.status, 200);
    assert.deepEqual([seen.body.sheets, seen.body.own, seen.body.result], [1, null, null]);
    assert.equal((await town.call('石支书', meetingsApi.getCount, { voteId })).status, 404);
    assert.equal(
      (await town.call('石支书', meetingsApi.handInSheet, { voteId, count: sheet(17, 2, 1) })).status,
      404,
    );
    assert.equal((await town.call('周书记', meetingsApi.getCount, { voteId })).status, 403);
  });

  it('two sheets that differ go to a third person, who settles it', async () => {
    const { meeting, voteId } = await voting(20, 'paper');
    await handIn('柳支书', voteId, sheet(17, 2, 1));
    assert.equal((await handIn('监主任', voteId, sheet(16, 3, 1))).body.state, 'third_needed');
    const told = await town.act('system', 'system', (ctx) =>
      ctx.tx
        .selectFrom('notices')
        .select('account_id')
        .where('key', '=', 'meetings.third_teller')
        .where('path', '=', `/meetings/counts/${voteId}`)
        .execute(),
    );
    assert.deepEqual(
      told.map((one) => one.account_id),
      [town.accounts.小唐],
    );
    assert.equal((await handIn('小唐', voteId, sheet(16, 3, 1))).body.state, 'decided');
    assert.equal((await look(meeting)).votes[0]?.counts?.yes, 16);
    const late = await handIn('柳党员', voteId, sheet(16, 3, 1));
    assert.equal(late.status, 409);
  });

  it('three sheets that agree on nothing begin a new count', async () => {
    const { meeting, voteId } = await voting(20, 'paper');
    await handIn('柳支书', voteId, sheet(17, 2, 1));
    await handIn('监主任', voteId, sheet(16, 3, 1));
    assert.equal((await handIn('小唐', voteId, sheet(15, 4, 1))).body.state, 'recount');
    assert.equal((await look(meeting)).votes[0]?.paperState, 'recount');
    assert.equal((await handIn('柳支书', voteId, sheet(16, 3, 1))).body.state, 'waiting');
    assert.equal((await handIn('监主任', voteId, sheet(16, 3, 1))).body.state, 'decided');
  });

  it('two tellers at one moment: both sheets are kept and the vote is decided once', async () => {
    const { meeting, voteId } = await voting(20, 'paper');
    const answers = await Promise.all([
      handIn('柳支书', voteId, sheet(17, 2, 1)),
      handIn('监主任', voteId, sheet(17, 2, 1)),
    ]);
    assert.deepEqual(answers.map((one) => one.body.state).toSorted(), ['decided', 'waiting']);
    assert.equal((await look(meeting)).votes[0]?.tellers.length, 2);
  });

  it('one teller on two phones at one moment is taken once', async () => {
    const { voteId } = await voting(20, 'paper');
    const answers = await Promise.all([
      handIn('柳支书', voteId, sheet(17, 2, 1)),
      handIn('柳支书', voteId, sheet(17, 2, 1)),
    ]);
    assert.deepEqual(new Set(answers.map((one) => one.status)), new Set([200, 409]));
  });

  it('sums that do not hold and more papers than voters are refused at their field', async () => {
    const { voteId } = await voting(20, 'paper');
    const wrong = await handIn('柳支书', voteId, { ...sheet(17, 2, 1), valid: 19 });
    assert.equal(wrong.status, 422);
    assert.ok(wrong.problem.reasons.some((one) => one.code === 'ballot.sum_of_valid'));
    const many = await handIn('柳支书', voteId, sheet(18, 2, 1));
    assert.equal(many.problem.code, 'meetings.more_papers_than_voters');
    assert.equal(many.problem.reasons[0]?.field, 'issued');
  });

  it('a record with an open vote, or one that attendance no longer carries, does not close', async () => {
    const { meeting, voteId } = await voting(16, 'hands');
    const open = await close(town, meeting.id);
    assert.ok(open.problem.reasons.some((one) => one.code === 'meetings.vote_open'));
    await town.call('柳支书', meetingsApi.countHands, { id: meeting.id, voteId, yes: 16, no: 0, abstain: 0 });
    const present = meeting.attendees.find((one) => one.status === 'present');
    await town.call('柳支书', meetingsApi.tapAttendance, {
      id: meeting.id,
      taps: [{ attendeeId: present?.id ?? '', status: 'absent', tappedAt: '2026-11-23T04:00:00Z' }],
    });
    const seen = await look(meeting);
    const closing = () =>
      town.call('柳支书', meetingsApi.closeMeeting, {
        id: meeting.id,
        version: seen.version,
        host: '柳支书',
        recorder: '小唐',
      });
    const unsound = await closing();
    assert.equal(unsound.problem.code, 'meetings.attendance_changed_after_vote');
    const voided = await town.call('柳支书', meetingsApi.voidVote, {
      id: meeting.id,
      voteId,
      reason: '一人中途离开，人数登记有误',
    });
    assert.equal(voided.body.votes[0]?.state, 'void');
    assert.equal((await closing()).status, 200);
  });

  it('a class decides nothing', async () => {
    const meeting = await mark(town, await begun(town, { kind: 'party_class' }), 31);
    assert.equal((await openVote(meeting, 'hands')).problem.code, 'meetings.kind_decides_nothing');
  });

  it('an assembly may meet by households: two thirds of them are enough where villagers are not', async () => {
    const meeting = await begun(town, {
      at: '柳树村',
      kind: 'villagers_assembly',
      toldOn: '2026-11-01',
    });
    const heads = (turnout: Record<string, { eligible: number; present: number }>, version: number) =>
      town.call('柳支书', meetingsApi.countHeads, { id: meeting.id, version, turnout });
    const short = await heads(
      { villagers: { eligible: 500, present: 250 }, households: { eligible: 150, present: 99 } },
      meeting.version,
    );
    assert.equal(short.body.quorum?.met, false);
    const wrong = await heads({ villagers: { eligible: 500, present: 501 } }, short.body.version);
    assert.equal(wrong.problem.code, 'ballot.more_than_base');
    const enough = await heads(
      { villagers: { eligible: 500, present: 250 }, households: { eligible: 150, present: 100 } },
      short.body.version,
    );
    assert.equal(enough.body.quorum?.met, true);
    const { body } = await openVote(enough.body, 'hands');
    const decided = await town.call('柳支书', meetingsApi.countHands, {
      id: meeting.id,
      voteId: body.voteId,
      yes: 50,
      no: 50,
      abstain: 0,
    });
    assert.deepEqual(
      [decided.body.votes[0]?.electorate?.unit, decided.body.votes[0]?.passed],
      ['households', false],
    );
  });

  it('another module reads a decision with its arithmetic, final only when the record is closed', async () => {
    const { meeting, voteId } = await voting(20, 'hands');
    await town.call('柳支书', meetingsApi.countHands, { id: meeting.id, voteId, yes: 18, no: 1, abstain: 1 });
    const read = () => town.act('柳支书', 'meetings.read', (ctx) => decisionOf(ctx, voteId));
    const open = await read();
    assert.deepEqual([open.final, open.passed, open.cites], [false, true, '支部2018 art. 11']);
    assert.deepEqual(open.turnout, { members: { eligible: 31, present: 20 } });
    await close(town, meeting.id);
    assert.equal((await read()).final, true);
  });

  it('a case finds the meetings that were held about it', async () => {
    const subject = { type: 'village_decision_case', id: '0199aaaa-0000-7000-8000-000000000001' };
    const planned = await town.call('柳支书', meetingsApi.planMeeting, {
      orgId: town.orgs.柳树村支部.id,
      kind: 'branch_members_meeting',
      title: '审议清淤方案',
      place: '会议室',
      plannedOn: '2026-12-01',
      startsAt: '09:00',
      agenda: ['审议清淤方案'],
      subject,
    });
    const found = await town.act('柳支书', 'meetings.read', (ctx) => meetingsFor(ctx, subject));
    assert.deepEqual(
      found.map((one) => one.id),
      [planned.body.id],
    );
    const elsewhere = await town.act('石支书', 'meetings.read', (ctx) => meetingsFor(ctx, subject));
    assert.deepEqual(elsewhere, []);
  });

  it('village bodies are judged here as the four discussions judge them', () => {
    const same = {
      villagers_assembly: 'villagers_assembly',
      villager_representatives_meeting: 'villager_representatives_meeting',
      collective_members_assembly: 'member_assembly',
      collective_representatives_meeting: 'member_representatives_meeting',
    } as const;
    for (const [here, there] of Object.entries(same) as [
      keyof typeof same,
      (typeof same)[keyof typeof same],
    ][]) {
      for (const part of ['quorum', 'pass'] as const)
        assert.deepEqual(meetingRules[`${here}.${part}`], decisionRules[`${there}.${part}`]);
    }
  });

  it('half of every size of branch is as the kernel counts it', () => {
    const quorum = meetingRules['branch_members_meeting.quorum'].at(-1)?.value.anyOf[0];
    const pass = meetingRules['branch_members_meeting.pass'].at(-1)?.value;
    assert.ok(quorum && pass);
    for (let size = 1; size <= 200; size += 1) {
      assert.equal(needed(quorum, size), Math.ceil(size / 2));
      assert.equal(needed(pass, size), Math.floor(size / 2) + 1);
    }
  });
});
