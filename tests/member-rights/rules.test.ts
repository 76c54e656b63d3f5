import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { seedCalendar, workingCalendar } from '../../src/kernel/clock/calendar.ts';
import {
  acceptBy,
  answerBy,
  correctBy,
  appealUntil,
  deskAbove,
  firstDesk,
  type Holders,
} from '../../src/modules/member-rights/rules.ts';

const holders: Holders = {
  branch: ['secretary'],
  town: ['commissioner'],
  discipline: ['inspector'],
  committee: ['head'],
};
const concerning = (...accounts: string[]): ReadonlySet<string> => new Set(accounts);
const { rows, years } = seedCalendar();
const calendar = workingCalendar(rows, years);
const day = (iso: string): Temporal.PlainDate => Temporal.PlainDate.from(iso);

describe('where a request goes', () => {
  const cases = [
    ['request', [], 'branch'],
    ['request', ['secretary'], 'town'],
    ['need', ['secretary', 'commissioner'], 'committee'],
    ['appeal', ['commissioner'], 'committee'],
    ['objection', ['head'], 'discipline'],
    ['request', ['head', 'inspector'], undefined],
    ['complaint', [], 'discipline'],
    ['complaint', ['secretary'], 'discipline'],
    ['complaint', ['inspector'], 'committee'],
    ['complaint', ['inspector', 'head'], undefined],
  ] as const;
  for (const [kind, accounts, desk] of cases)
    it(`a ${kind} about ${accounts.join(' and ') || 'nobody'} goes to ${desk ?? 'nobody'}`, () =>
      assert.equal(firstDesk(kind, holders, concerning(...accounts)), desk));

  it('a desk that nobody holds is passed over', () =>
    assert.equal(firstDesk('request', { ...holders, branch: [] }, concerning()), 'town'));

  it('an answer is taken to the level above, and past whom it concerns', () => {
    assert.equal(deskAbove('branch', holders, concerning('secretary')), 'town');
    assert.equal(deskAbove('branch', holders, concerning('commissioner')), 'committee');
    assert.equal(deskAbove('committee', holders, concerning()), undefined);
  });
});

describe('the clocks', () => {
  it('over the National Day week only working days count', () => {
    // 29 and 30 September, 8 and 9 October, and the Saturday that is worked.
    assert.equal(acceptBy(day('2026-09-28'), calendar, {}).toString(), '2026-10-10');
    assert.equal(acceptBy(day('2026-11-02'), calendar, {}).toString(), '2026-11-09');
  });
  it('a calendar that is not loaded keeps nobody from asking: each day counts', () =>
    assert.equal(acceptBy(day('2031-03-03'), calendar, {}).toString(), '2031-03-08'));
  it('a correction is decided within fifteen working days', () => {
    assert.equal(correctBy(day('2026-09-21'), calendar, {}).toString(), '2026-10-19');
    assert.equal(correctBy(day('2026-11-25'), calendar, {}).toString(), '2026-12-16');
  });
  it('the answer is due thirty days after the acceptance', () =>
    assert.equal(answerBy(day('2026-11-02'), {}).toString(), '2026-12-02'));
  it('the town’s own value goes before the book’s', () => {
    const local = {
      'accept.working_days': [
        {
          value: 3,
          from: '2026-01-01',
          source: '镇党委 2026-1',
          kind: 'local' as const,
          certainty: 'certain' as const,
        },
      ],
    };
    assert.equal(acceptBy(day('2026-11-02'), calendar, local).toString(), '2026-11-05');
  });
  it('the level above can be asked for thirty days', () =>
    assert.equal(appealUntil(day('2026-11-02'), {}).day.toString(), '2026-12-02'));
});
