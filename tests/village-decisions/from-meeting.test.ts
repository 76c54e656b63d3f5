import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { meetingsApi } from '../../src/modules/meetings/api.ts';
import { meetingsFor } from '../../src/modules/meetings/facade.ts';
import { villageDecisionsApi as api } from '../../src/modules/village-decisions/api.ts';
import type { Town } from '../support/town.ts';
import { begun, close, enterMembers, mark } from '../meetings/world.ts';
import { done, keys, openVillage, record, refused, startCase, view, type CaseView } from './story.ts';

describe('a vote counted in a meeting is entered once', () => {
  let town: Town;
  let deliberated: CaseView;
  before(async () => {
    town = await openVillage();
    await enterMembers(
      town,
      Array.from({ length: 10 }, (_, i) => `何党员${i + 1}`),
    );
    let at = await startCase(town, '2026-11-02');
    at = await done(town, '小唐', api.consult, { ...keys(at), on: '2026-11-02', text: '走访了二十户村民' });
    at = await record(town, at, 'proposal', { eligible: 5, present: 5, yes: 5 }, { heldOn: '2026-11-02' });
    at = await done(town, '柳支书', api.propose, keys(at));
    at = await record(
      town,
      at,
      'deliberation',
      { eligible: 9, present: 8, yes: 6 },
      { heldOn: '2026-11-02' },
    );
    deliberated = await done(town, '柳支书', api.deliberate, keys(at));
    town.setToday('2026-11-23');
  });
  after(() => town.close());

  async function voted() {
    const meeting = await mark(town, await begun(town, { toldOn: '2026-11-16' }), 8);
    const input = { id: meeting.id, question: '同意修路方案', mode: 'hands' as const };
    const { voteId } = await done(town, '柳支书', meetingsApi.openVote, input);
    await done(town, '柳支书', meetingsApi.countHands, { id: meeting.id, voteId, yes: 7, no: 1, abstain: 0 });
    return { id: meeting.id, decisionId: voteId };
  }
  const taking = (decisionId: string, at: CaseView, step: 'review' | 'resolution' = 'review') => ({
    ...keys(at),
    step,
    decisionId,
    textNo: 1,
  });

  it('an open record is refused, a closed one carries the case forward, an annulled one does not count', async () => {
    const { id, decisionId } = await voted();
    const [open] = await refused(town, '小唐', api.takeFromMeeting, taking(decisionId, deliberated));
    assert.equal(open?.code, 'village_decisions.meeting_not_closed');
    assert.equal((await close(town, id)).status, 200);

    const wrongKind = taking(decisionId, deliberated, 'resolution');
    const [other] = await refused(town, '小唐', api.takeFromMeeting, wrongKind);
    assert.equal(other?.code, 'village_decisions.meeting_of_other_kind');

    const list = { id: deliberated.id, step: 'review' as const };
    const { rows } = await done(town, '小唐', api.listMeetingDecisions, list);
    assert.deepEqual(
      rows.map((row) => [row.decisionId, row.eligible, row.present, row.yes]),
      [[decisionId, 10, 8, 7]],
    );

    const taken = await done(town, '小唐', api.takeFromMeeting, taking(decisionId, deliberated));
    const meeting = taken.meetings.find((one) => one.step === 'review');
    assert.deepEqual(
      [meeting?.heldOn, meeting?.eligible, meeting?.present, meeting?.yes, meeting?.verdict?.passed],
      ['2026-11-23', 10, 8, 7, true],
    );
    const linked = await town.act('柳支书', 'meetings.read', (ctx) =>
      meetingsFor(ctx, { type: 'village_decision_case', id: taken.id }),
    );
    assert.deepEqual(
      linked.map((one) => one.id),
      [id],
    );

    const { version } = await done(town, '林委员', meetingsApi.getMeeting, { id });
    await done(town, '林委员', meetingsApi.annulMeeting, { id, version, reason: '到会名单不实' });
    const after = await view(town, taken.id);
    assert.equal(after.meetings.find((one) => one.step === 'review')?.setAside, true);
    await refused(town, '柳支书', api.review, keys(after), 422);
    const [annulled] = await refused(town, '小唐', api.takeFromMeeting, taking(decisionId, after));
    assert.equal(annulled?.code, 'village_decisions.meeting_not_closed');

    const again = await voted();
    assert.equal((await close(town, again.id)).status, 200);
    const stands = await done(town, '小唐', api.takeFromMeeting, taking(again.decisionId, after));
    assert.equal((await done(town, '柳支书', api.review, keys(stands))).state, 'reviewed');
  });

  it('a meeting of another village is not there for this one', async () => {
    await enterMembers(town, ['石一川', '石二川', '石三川'], { at: '石桥村支部' });
    const theirs = { who: '石支书', at: '石桥村支部' } as const;
    const meeting = await mark(town, await begun(town, theirs), 3, '石支书');
    const input = { id: meeting.id, question: '同意修路方案', mode: 'hands' as const };
    const { voteId } = await done(town, '石支书', meetingsApi.openVote, input);
    const at = await view(town, deliberated.id);
    const [reason] = await refused(town, '小唐', api.takeFromMeeting, taking(voteId, at), 404);
    assert.equal(reason?.code, 'not_found');
  });
});
