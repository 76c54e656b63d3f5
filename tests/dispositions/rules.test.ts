import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { requireTexts } from '../procedures/every-move.ts';
import { messages } from '../../src/modules/messages.ts';
import {
  decidedByBallot,
  heardAtTheMeeting,
  invitedInTime,
  waySettled,
} from '../../src/modules/dispositions/conditions.ts';
import type { DispositionFacts } from '../../src/modules/dispositions/facts.ts';
import {
  appealDueOn,
  dueOn,
  promptOf,
  reasonAfterPenalty,
  reasonAgainstStanding,
  reasonNotToAppeal,
  rejoinFrom,
} from '../../src/modules/dispositions/rules.ts';

const day = (iso: string): Temporal.PlainDate => Temporal.PlainDate.from(iso);

const vote = { heldOn: day('2026-11-20'), fits: true, final: true, passed: true, mode: 'paper' } as const;
const facts: DispositionFacts = {
  today: day('2026-11-23'),
  local: {},
  stateSince: day('2026-11-01'),
  branchId: 'branch',
  records: [],
  tasks: [],
  isCorrectedBefore: false,
  hasOpenAppeal: false,
  voided: false,
  brought: { vote },
};
const codes = (reasons: unknown): string[] =>
  [reasons ?? []].flat().map((reason) => {
    requireTexts(messages, reason as Parameters<typeof requireTexts>[1]);
    return (reason as { code: string }).code;
  });

describe('what a disposition rests on', () => {
  it('those on probation and those gone from the roll are refused, each with what applies', () => {
    const of = (status: string, kind: 'full' | 'probationary') =>
      codes(reasonAgainstStanding({ status, kind, orgId: 'branch' }));
    assert.deepEqual(of('active', 'probationary'), ['dispositions.probationary']);
    assert.deepEqual(of('expelled', 'full'), ['dispositions.not_in_roll']);
    assert.deepEqual(of('active', 'full'), []);
    assert.deepEqual(of('suspended', 'full'), [], 'who was suspended for lost contact can be delisted later');
    assert.deepEqual(codes(reasonAfterPenalty(true)), ['dispositions.penalised']);
    assert.deepEqual(codes(reasonAfterPenalty(false)), []);
  });

  it('a correction lasts up to a year to the day and is given once for a question', () => {
    const of = (deadlineOn: string | undefined, tasks: number, isCorrectedBefore = false) =>
      codes(
        waySettled.check({
          ...facts,
          isCorrectedBefore,
          brought: {
            vote,
            terms: { way: 'rectify', ...(deadlineOn && { deadlineOn: day(deadlineOn) }), tasks },
          },
        }),
      );
    assert.deepEqual(of('2027-11-20', 1), []);
    assert.deepEqual(of('2027-11-21', 1), ['dispositions.deadline_too_late']);
    assert.deepEqual(of('2026-11-20', 1), ['dispositions.deadline_too_early']);
    assert.deepEqual(of(undefined, 0), ['dispositions.tasks_missing', 'dispositions.deadline_missing']);
    assert.deepEqual(of('2027-05-20', 1, true), ['dispositions.corrected_before']);
  });

  it('hands, another body, an open record and a lost vote decide nothing', () => {
    const of = (change: object) =>
      codes(decidedByBallot.check({ ...facts, brought: { vote: { ...vote, ...change } } }));
    assert.deepEqual(of({}), []);
    assert.deepEqual(of({ mode: 'hands' }), ['dispositions.not_secret']);
    assert.deepEqual(of({ mode: 'named' }), ['dispositions.not_secret']);
    assert.deepEqual(of({ fits: false }), ['dispositions.vote_elsewhere']);
    assert.deepEqual(of({ final: false }), ['dispositions.vote_not_final']);
    assert.deepEqual(of({ passed: false }), ['dispositions.vote_not_passed']);
  });

  it('the member is told three days before, or as the town set it, and heard at that very meeting', () => {
    const invited = (on: string, local: DispositionFacts['local'] = {}) =>
      codes(invitedInTime.check({ ...facts, local, records: [{ kind: 'invitation', on: day(on) }] }));
    assert.deepEqual(invited('2026-11-17'), []);
    assert.deepEqual(invited('2026-11-18'), ['dispositions.invited_too_late']);
    const seven = {
      'invite.days': [
        { value: 7, from: '2026-01-01', source: '镇党委会决定', kind: 'local', certainty: 'certain' },
      ],
    } as const;
    assert.deepEqual(invited('2026-11-17', seven), ['dispositions.invited_too_late']);
    const heard = (kind: 'hearing' | 'hearing_declined', on: string) =>
      codes(heardAtTheMeeting.check({ ...facts, records: [{ kind, on: day(on) }] }));
    assert.deepEqual(heard('hearing', '2026-11-20'), []);
    assert.deepEqual(heard('hearing_declined', '2026-11-20'), []);
    assert.deepEqual(heard('hearing', '2026-11-19'), ['dispositions.heard_another_day']);
    assert.deepEqual(codes(heardAtTheMeeting.check(facts)), ['dispositions.not_heard']);
  });

  it('appeals need a decision and go above whoever decided last', () => {
    const of = (level: 'town' | 'county', decided: boolean, approved: boolean) =>
      codes(reasonNotToAppeal({ level, decided, approved, state: 'resolved' }));
    assert.deepEqual(of('town', false, false), ['dispositions.nothing_to_appeal']);
    assert.deepEqual(of('town', true, false), []);
    assert.deepEqual(of('town', true, true), ['dispositions.appeal_to_higher']);
    assert.deepEqual(of('county', true, true), []);
    assert.equal(appealDueOn(day('2026-01-31'), {}).toString(), '2026-05-01');
    assert.equal(rejoinFrom(day('2024-02-29'), {}).on.toString(), '2029-02-28');
  });

  it('clocks run only where somebody owes a step', () => {
    const of = (state: 'verifying' | 'discussing' | 'correcting', deadlineOn: string | null = null) =>
      dueOn(
        { state, stateSince: day('2026-11-01'), deadlineOn: deadlineOn === null ? null : day(deadlineOn) },
        {},
      )?.toString();
    assert.equal(of('verifying'), '2026-12-01');
    assert.equal(of('discussing'), undefined);
    assert.equal(of('correcting', '2027-05-01'), '2027-05-01');
  });
});

describe('whom to contact', () => {
  const since = day('2026-05-31');
  const at = (iso: string, inquiry?: { askedOn: Temporal.PlainDate; isProper: boolean }) =>
    promptOf(since, inquiry, day(iso), {});

  it('four months ask for the reason, six ask whether the branch takes it up; nothing before', () => {
    assert.equal(at('2026-09-29'), undefined);
    assert.equal(at('2026-09-30'), 'ask');
    assert.equal(at('2026-11-29'), 'ask');
    assert.equal(at('2026-11-30'), 'branch');
  });

  it('a reason found keeps it from being asked again, a proper one settles it for good', () => {
    const asked = { askedOn: day('2026-10-08'), isProper: false };
    assert.equal(at('2026-10-09', asked), 'asked');
    assert.equal(at('2026-11-30', asked), 'branch');
    assert.equal(at('2027-11-30', { ...asked, isProper: true }), 'settled');
  });
});
