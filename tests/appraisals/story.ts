/** A branch of five with a secretary and tellers, brought as far through its yearly appraisal as a test needs it. */
import assert from 'node:assert/strict';
import type { Endpoint, InputOf, ReplyOf } from '../../src/kernel/http/contract.ts';
import { appraisalsApi as api } from '../../src/modules/appraisals/api.ts';
import type { Grade } from '../../src/modules/appraisals/choices.ts';
import type { MeetingKind } from '../../src/modules/meetings/choices.ts';
import { meetingsApi } from '../../src/modules/meetings/api.ts';
import { begun, close, enterMembers, mark } from '../meetings/world.ts';
import type { Person, Town } from '../support/town.ts';

export type RoundView = ReplyOf<typeof api.getRound>;
export type Tally = InputOf<typeof api.handInSheet>['tally'];

export const today = '2026-11-23';

export function story(town: Town) {
  async function done<E extends Endpoint>(who: Person, row: E, input: InputOf<E>): Promise<ReplyOf<E>> {
    const answer = await town.call(who, row, input);
    assert.equal(answer.status, 200, JSON.stringify(answer.problem));
    return answer.body;
  }

  async function refused<E extends Endpoint>(who: Person, row: E, input: InputOf<E>, status = 422) {
    const answer = await town.call(who, row, input);
    assert.equal(answer.status, status, JSON.stringify(answer.body));
    return answer.problem.reasons.map((reason) => reason.code);
  }

  /** Gives somebody's account a member record, as the administrator does. */
  async function isMember(who: Person, personId: string): Promise<void> {
    await town.owner
      .updateTable('accounts')
      .set({ person_id: personId })
      .where('id', '=', town.accounts[who])
      .execute();
  }

  const view = (id: string, who: Person = '柳支书') => done(who, api.getRound, { id });

  async function people(): Promise<string[]> {
    const ids = await enterMembers(town, ['安一', '白二', '蔡三', '邓四', '方五', '高六']);
    await enterMembers(town, ['郝预备'], { kind: 'probationary' });
    await isMember('柳党员', ids[0] ?? '');
    return ids;
  }

  const opened = async (year = 2026) =>
    (await done('柳支书', api.openRound, { orgId: town.orgs.柳树村支部.id, year })).id;

  /** A meeting of the branch held on its day, its record closed. */
  async function heldMeeting(kind: MeetingKind, present: number, on = today): Promise<string> {
    const meeting = await begun(town, { kind, on, title: '评议会', agenda: ['民主评议'] });
    await mark(town, meeting, present);
    const closed = await close(town, meeting.id);
    assert.equal(closed.status, 200, JSON.stringify(closed.problem));
    return meeting.id;
  }

  /** The committee has its roster from the branch's first three. */
  async function committee(ids: readonly string[]): Promise<void> {
    for (const personId of ids.slice(0, 3))
      await done('柳支书', meetingsApi.addBodyMember, {
        orgId: town.orgs.柳树村支部.id,
        body: 'branch_committee',
        personId,
        from: '2026-01-01',
      });
  }

  async function met(id: string, present = 6): Promise<RoundView> {
    const meetingId = await heldMeeting('organization_life_meeting', present);
    return done('柳支书', api.meet, { id, version: (await view(id)).version, meetingId });
  }

  /** Everybody says 合格 of everybody, but for the marks given here. */
  async function tallyOf(id: string, papers = { issued: 6, returned: 6, invalid: 0 }): Promise<Tally> {
    const { members } = await done('柳支书', api.getCount, { id });
    const valid = papers.returned - papers.invalid;
    return {
      ...papers,
      lines: members.map((member) => ({
        id: member.id,
        excellent: 0,
        qualified: valid,
        basic: 0,
        unqualified: 0,
        unmarked: 0,
      })),
    };
  }

  async function counted(id: string): Promise<RoundView> {
    const tally = await tallyOf(id);
    for (const who of ['柳支书', '小唐'] as const) await done(who, api.handInSheet, { id, round: 1, tally });
    return view(id);
  }

  /** `given`: grades by the place on the roster; everybody else is 合格. */
  function lines(round: RoundView, given: Record<number, Grade>, reason: string | null = '综合日常表现') {
    return round.members
      .filter((member) => member.graded)
      .map((member, i) => {
        const grade = given[i] ?? 'qualified';
        return { id: member.id, grade, reason: grade === 'qualified' ? null : reason };
      });
  }

  async function proposed(id: string, given: Record<number, Grade> = {}): Promise<RoundView> {
    const round = await view(id);
    const meetingId = await heldMeeting('branch_committee_meeting', 3);
    return done('柳支书', api.proposeGrades, {
      id,
      version: round.version,
      meetingId,
      grades: lines(round, given),
    });
  }

  async function told(id: string, given: Record<number, Grade> = {}): Promise<RoundView> {
    await met(id);
    await counted(id);
    const { version } = await proposed(id, given);
    const approved = await done('林委员', api.approveGrades, {
      id,
      version,
      approvedOn: today,
      reference: '清组〔2026〕31号',
    });
    return done('柳支书', api.tellResults, { id, version: approved.version });
  }

  return {
    done,
    refused,
    isMember,
    view,
    people,
    opened,
    heldMeeting,
    committee,
    met,
    tallyOf,
    counted,
    lines,
    proposed,
    told,
  };
}
