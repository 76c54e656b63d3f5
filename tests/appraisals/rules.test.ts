import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { marks } from '../../src/modules/appraisals/choices.ts';
import {
  differencesBetween,
  faultsOnTally,
  mostExcellent,
  type Tally,
} from '../../src/modules/appraisals/rules.ts';

describe('arithmetic of an appraisal', () => {
  it('a third is rounded down: 3 of 9, 3 of 10, 4 of 12, none of 2', () => {
    const third = { num: 1, den: 3 };
    assert.deepEqual(
      [9, 10, 12, 2].map((graded) => mostExcellent(graded, third)),
      [3, 3, 4, 0],
    );
  });

  it('however papers fall, a sheet drawn from them holds, and one number changed does not', () => {
    const papers = fc.array(fc.array(fc.constantFrom(...marks), { minLength: 3, maxLength: 3 }), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(papers, fc.nat({ max: 5 }), fc.nat({ max: 2 }), (ballots, invalid, changed) => {
        const members = ['a', 'b', 'c'].map((id) => ({ id, name: id }));
        const tally: Tally = {
          issued: ballots.length + invalid,
          returned: ballots.length + invalid,
          invalid,
          lines: members.map(({ id }, i) => {
            const said = (mark: string) => ballots.filter((ballot) => ballot[i] === mark).length;
            return {
              id,
              excellent: said('excellent'),
              qualified: said('qualified'),
              basic: said('basic'),
              unqualified: said('unqualified'),
              unmarked: said('unmarked'),
            };
          }),
        };
        const present = tally.issued;
        assert.deepEqual(faultsOnTally(tally, { present, members }), []);
        assert.deepEqual(differencesBetween(tally, structuredClone(tally)), []);
        const wrong = structuredClone(tally);
        const line = wrong.lines[changed];
        assert.ok(line);
        line.basic += 1;
        assert.equal(faultsOnTally(wrong, { present, members })[0]?.code, 'appraisals.sum_of_member');
        assert.deepEqual(
          differencesBetween(tally, wrong).map(({ of, memberId }) => [of, memberId]),
          [['basic', line.id]],
        );
      }),
    );
  });
});
