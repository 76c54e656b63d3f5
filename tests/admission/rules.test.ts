import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { noticeEnd, seedCalendar, workingCalendar } from '../../src/kernel/clock/calendar.ts';
import { checkRulebook, parameterAt } from '../../src/kernel/rulebook.ts';
import { judgeBallot } from '../../src/modules/admission/ballots.ts';
import { ofAge } from '../../src/modules/admission/conditions-cultivation.ts';
import { lastDayOf } from '../../src/modules/admission/probation.ts';
import { admissionRules, ruleSetBook, ruleSetOn } from '../../src/modules/admission/rulebooks.ts';
import { ballot, day, factsFor } from './way.ts';

const on2014 = day('2020-05-01');

function verdict(eligible: number, present: number, yes: number, written = 0, on = on2014) {
  const inHall = yes - written;
  const { quorum, votes, impossible } = judgeBallot(
    'branch_meeting',
    ballot({
      eligible,
      present,
      yes: inHall,
      no: present - inHall,
      ...(written > 0 && { written: { yes: written, no: 0, abstain: 0 } }),
    }),
    on,
  );
  if (impossible.length > 0) return impossible[0]?.code;
  return !quorum?.met ? 'invalid' : votes?.passed ? 'pass' : 'fail';
}

describe('the ballot of the branch', () => {
  it('gives the verdicts of the test vectors', () => {
    assert.equal(verdict(12, 7, 7), 'pass');
    assert.equal(verdict(12, 6, 6), 'invalid');
    assert.equal(verdict(12, 7, 6), 'fail');
    assert.equal(verdict(13, 7, 7), 'pass');
    assert.equal(verdict(13, 7, 6), 'fail');
    assert.equal(verdict(20, 11, 10), 'fail');
    assert.equal(verdict(20, 11, 11), 'pass');
  });

  it('counts a written opinion among the votes and not among those present', () => {
    assert.equal(verdict(20, 11, 11, 1), 'pass');
    assert.equal(verdict(20, 10, 11, 1), 'invalid');
    assert.equal(verdict(20, 11, 11, 1, day('2012-03-01')), 'admission.written_not_counted');
  });

  it('passes with one more than half and fails with half, for branches of 1 to 200', () => {
    for (let eligible = 1; eligible <= 200; eligible += 1) {
      const half = Math.floor(eligible / 2);
      const least = half + 1;
      assert.equal(verdict(eligible, eligible, least), 'pass', `${eligible}`);
      assert.equal(verdict(eligible, eligible, least - 1), 'fail', `${eligible}`);
      assert.equal(verdict(eligible, least, least), 'pass', `${eligible}`);
      assert.equal(verdict(eligible, least - 1, least - 1), 'invalid', `${eligible}`);
    }
  });

  it('refuses counts that cannot be', () => {
    assert.equal(verdict(12, 13, 7), 'admission.more_present_than_eligible');
    const tooMany = judgeBallot('branch_meeting', ballot({ present: 9, yes: 9, no: 1 }), on2014);
    assert.equal(tooMany.impossible[0]?.code, 'admission.more_votes_than_present');
  });
});

describe('probation', () => {
  it('begins with the branch meeting and ends after a year', () => {
    assert.equal(lastDayOf(day('2025-03-15'), 12, false).toString(), '2026-03-14');
    assert.equal(lastDayOf(day('2025-03-15'), 18, false).toString(), '2026-09-14');
    assert.equal(lastDayOf(day('2024-02-29'), 12, false).toString(), '2025-02-28');
    assert.equal(lastDayOf(day('2025-03-15'), 12, true).toString(), '2026-03-15');
  });
});

describe('dates', () => {
  it('takes an application from the eighteenth birthday on', () => {
    const facts = {
      ...factsFor('talk', day('2026-06-01')),
      person: { name: '申小雨', birthDate: day('2008-06-02') },
    };
    const early = ofAge.check({ ...facts, on: day('2026-06-01') });
    assert.ok(early && 'code' in early);
    assert.deepEqual([early.code, early.possibleFrom], ['admission.under_age', '2026-06-02']);
    assert.equal(ofAge.check({ ...facts, on: day('2026-06-02') }), undefined);
  });

  it('counts a notice of five working days over National Day', () => {
    const { rows, years } = seedCalendar();
    const { value } = parameterAt(admissionRules, 'candidate.notice', day('2026-09-28'));
    assert.equal(noticeEnd(workingCalendar(rows, years), day('2026-09-28'), value).toString(), '2026-10-10');
  });

  it('has one value for each day from 1990 on', () => {
    assert.deepEqual(checkRulebook(admissionRules), []);
    assert.deepEqual(checkRulebook(ruleSetBook), []);
    const of = (iso: string) => ruleSetOn(day(iso));
    assert.deepEqual(
      ['2012-08-09', '2014-05-27', '2014-05-28', '2026-05-10', '2026-05-11'].map((iso) => of(iso).value),
      ['rules_1990', 'rules_1990', 'rules_2014', 'rules_2014', 'rules_2026'],
    );
    assert.equal(of('2026-11-23').certainty, 'check');
  });
});
