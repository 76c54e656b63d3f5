import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { villageDecisionsApi as api } from '../../src/modules/village-decisions/api.ts';
import { decisionBodyFor, judgeMeeting } from '../../src/modules/village-decisions/rules.ts';
import type { Town } from '../support/town.ts';
import { done, meetingInput, openVillage, refused, startCase, type CaseView } from './story.ts';

const day = Temporal.PlainDate.from('2026-03-20');

describe("a group's own matter", () => {
  it('is decided by two thirds of its villagers or households, more than half of them for it', () => {
    const passes = (unit: string, eligible: number, present: number, yes: number) =>
      judgeMeeting(
        'group_meeting',
        { turnout: { [unit]: { eligible, present } }, yes, no: 0, abstain: 0 },
        day,
      ).passed;
    for (const unit of ['villagers', 'households']) {
      for (let eligible = 1; eligible <= 200; eligible++) {
        const quorum = Math.ceil((eligible * 2) / 3);
        const majority = Math.floor(quorum / 2) + 1;
        assert.equal(passes(unit, eligible, quorum, majority), true, `${eligible} ${unit}`);
        assert.equal(
          passes(unit, eligible, quorum, majority - 1),
          false,
          `${eligible} ${unit}: a vote too few`,
        );
        if (quorum - 1 >= 1)
          assert.equal(
            passes(unit, eligible, quorum - 1, quorum - 1),
            false,
            `${eligible} ${unit}: one absent`,
          );
      }
    }
  });

  it('goes to its meeting, yet not what the law of the collective gives to the collective', () => {
    const bodies = (matter: 'public_works_funding' | 'land_compensation') =>
      decisionBodyFor(matter, day, {}, true).map((option) => option.body);
    assert.deepEqual(bodies('public_works_funding'), ['group_meeting']);
    assert.deepEqual(bodies('land_compensation'), ['member_assembly']);
  });

  describe('through its case', () => {
    let town: Town;
    before(async () => {
      town = await openVillage();
    });
    after(() => town.close());

    async function reviewedCase(group?: string): Promise<CaseView> {
      let at = await startCase(town, '2026-03-02', group ? { group } : {});
      const key = () => ({ id: at.id, version: at.version });
      at = await done(town, '小唐', api.consult, { ...key(), on: '2026-03-02', text: '走访本组各户' });
      const meet = async (
        step: 'proposal' | 'deliberation' | 'review',
        heldOn: string,
        vote: { eligible: number; present: number; yes: number },
        noticedOn?: string,
      ) => {
        town.setToday(heldOn);
        const given = { heldOn, ...(noticedOn && { noticedOn }) };
        at = await done(town, '柳支书', api.recordMeeting, meetingInput(at, step, vote, given));
      };
      await meet('proposal', '2026-03-03', { eligible: 5, present: 5, yes: 5 });
      at = await done(town, '柳支书', api.propose, key());
      await meet('deliberation', '2026-03-05', { eligible: 9, present: 9, yes: 9 });
      at = await done(town, '柳支书', api.deliberate, key());
      await meet('review', '2026-03-12', { eligible: 30, present: 24, yes: 20 }, '2026-03-06');
      at = await done(town, '柳支书', api.review, key());
      town.setToday('2026-03-16');
      return at;
    }
    const vote = { eligible: 60, present: 40, yes: 21 };
    const byGroup = { heldOn: '2026-03-16', meeting: 'group_meeting', unit: 'villagers' } as const;

    it('passes in the group, convened by the villagers’ committee, and nowhere else', async () => {
      const at = await reviewedCase('三组');
      assert.equal(at.group, '三组');
      const elsewhere = meetingInput(at, 'resolution', vote, { heldOn: '2026-03-16' });
      const [reason] = await refused(town, '村主任', api.recordMeeting, elsewhere);
      assert.equal(reason?.code, 'village_decisions.wrong_body');
      assert.match(reason.message, /村民小组会议/u);
      const held = await done(
        town,
        '村主任',
        api.recordMeeting,
        meetingInput(at, 'resolution', vote, byGroup),
      );
      const after = await done(town, '村主任', api.resolve, { id: held.id, version: held.version });
      assert.equal(after.state, 'resolved');
    });

    it('a matter of the whole village is not for a group to decide', async () => {
      const at = await reviewedCase();
      const input = meetingInput(at, 'resolution', vote, byGroup);
      const [reason] = await refused(town, '村主任', api.recordMeeting, input);
      assert.equal(reason?.code, 'village_decisions.wrong_body');
    });
  });
});
