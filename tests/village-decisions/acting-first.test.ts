import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { getPublication } from '../../src/kernel/disclosure/publications.ts';
import { parametersApi } from '../../src/modules/parameters/api.ts';
import { villageDecisionsApi as api } from '../../src/modules/village-decisions/api.ts';
import { workApi } from '../../src/modules/work/api.ts';
import type { Town } from '../support/town.ts';
import { done, keys, openVillage, publish, record, refused, startCase, view } from './story.ts';

const told = {
  on: '2026-03-01',
  what: '连夜清淤，换上三节管涵',
  why: '二十三户只有这一条路，夜里还有大雨',
  by: '柳大山（与镇值班室通话后）',
};

describe('an emergency handled first', () => {
  let town: Town;
  before(async () => {
    town = await openVillage();
  });
  after(() => town.close());

  const setValue = async (key: string, value: unknown, from: string): Promise<void> => {
    const paper = { source: '清河镇四议两公开实施办法', reason: '汛期等不得，办后补齐四议' };
    const input = { key: `village_decisions.emergency.${key}`, value, from, ...paper };
    const { id } = await done(town, '林委员', parametersApi.proposeParameter, input);
    await done(town, '周书记', parametersApi.decideParameter, { id, approve: true });
  };
  const supplementOf = async (id: string) => {
    const { mine } = await done(town, '柳支书', workApi.listWork, {});
    return mine.find(({ path }) => path === `/village-decisions/${id}`);
  };

  it('is refused where the town has no rule for it, by that rule, and nothing is kept', async () => {
    const at = await startCase(town, '2026-03-01');
    assert.equal(at.may.actFirst, false);
    const [reason] = await refused(town, '柳支书', api.actFirst, { ...keys(at), ...told });
    assert.equal(reason?.code, 'village_decisions.may_not_act_first');
    assert.ok(reason.cites);
    assert.match(reason.remedy ?? '', /四议/u);
    const still = await view(town, at.id);
    assert.equal(still.actedFirst, null);
    assert.equal(still.version, at.version);
  });

  it('is told by the secretary alone, of a day that has come, once, before the proposal', async () => {
    town.setToday('2026-02-20');
    await setValue('may_act_first', true, '2026-03-01');
    let at = await startCase(town, '2026-03-02');
    assert.equal(at.may.actFirst, true);
    await refused(town, '小唐', api.actFirst, { ...keys(at), ...told }, 403);
    const [early] = await refused(town, '柳支书', api.actFirst, { ...keys(at), ...told, on: '2026-03-03' });
    assert.equal(early?.field, 'on');
    const [dayBefore] = await refused(town, '柳支书', api.actFirst, {
      ...keys(at),
      ...told,
      on: '2026-02-28',
    });
    assert.equal(dayBefore?.code, 'village_decisions.may_not_act_first', 'by the rule of its own day');
    at = await done(town, '柳支书', api.actFirst, { ...keys(at), ...told });
    assert.deepEqual(at.actedFirst, { ...told, dueOn: '2026-03-31', late: false });
    assert.equal(at.may.actFirst, false);
    const [twice] = await refused(town, '柳支书', api.actFirst, { ...keys(at), ...told });
    assert.equal(twice?.code, 'village_decisions.acted_first_already');

    let other = await startCase(town, '2026-03-02', { title: '加固河堤' });
    other = await done(town, '小唐', api.consult, { ...keys(other), on: '2026-03-02', text: '走访了农户' });
    other = await record(
      town,
      other,
      'proposal',
      { eligible: 5, present: 5, yes: 5 },
      { heldOn: '2026-03-02' },
    );
    other = await done(town, '柳支书', api.propose, keys(other));
    const [late] = await refused(town, '柳支书', api.actFirst, { ...keys(other), ...told });
    assert.equal(late?.code, 'village_decisions.act_first_is_told_at_once');
  });

  it('spares no discussion: every step keeps its conditions, and the resolution is owed by its day', async () => {
    town.setToday('2026-02-20');
    await setValue('supplement', { days: 10, unit: 'calendar' }, '2026-03-01');
    let at = await startCase(town, '2026-03-01', { title: '抢修后沟涵洞' });
    at = await done(town, '柳支书', api.actFirst, { ...keys(at), ...told });
    assert.equal(at.actedFirst?.dueOn, '2026-03-11');
    const codes = (await refused(town, '柳支书', api.propose, keys(at))).map((reason) => reason.code);
    assert.ok(codes.includes('village_decisions.not_consulted'), codes.join());

    town.setToday('2026-03-11');
    const due = await supplementOf(at.id);
    assert.match(due?.text ?? '', /已先办/u);
    assert.deepEqual({ dueOn: due?.dueOn, late: due?.late }, { dueOn: '2026-03-11', late: false });
    town.setToday('2026-03-12');
    assert.equal((await supplementOf(at.id))?.late, true);
    assert.equal((await view(town, at.id)).actedFirst?.late, true);
  });

  it('is owed no more once resolved, and stands in what the residents read', async () => {
    let at = await startCase(town, '2026-03-01', { title: '抢修东沟小桥' });
    at = await done(town, '柳支书', api.actFirst, { ...keys(at), ...told });
    at = await done(town, '小唐', api.consult, { ...keys(at), on: '2026-03-01', text: '走访了二十户村民' });
    const votes = [
      ['proposal', '2026-03-02', { eligible: 5, present: 5, yes: 5 }, api.propose, {}],
      ['deliberation', '2026-03-05', { eligible: 9, present: 8, yes: 6 }, api.deliberate, {}],
      [
        'review',
        '2026-03-10',
        { eligible: 30, present: 22, yes: 18 },
        api.review,
        { noticedOn: '2026-03-06' },
      ],
      [
        'resolution',
        '2026-03-20',
        { eligible: 45, present: 36, yes: 30 },
        api.resolve,
        { authorizationReference: '2025年村民会议决定' },
      ],
    ] as const;
    for (const [step, heldOn, counts, move, given] of votes) {
      town.setToday(heldOn);
      at = await record(town, at, step, counts, { heldOn, ...given });
      at = await done(town, '柳支书', move, keys(at));
    }
    assert.equal(at.actedFirst?.late, false, 'the resolution came, though after its day');
    assert.doesNotMatch((await supplementOf(at.id))?.text ?? '', /已先办/u);
    at = await publish(town, at, 'resolution');
    const publicationId = at.disclosures[0]?.publicationId ?? '';
    const { content } = await town.act('system', 'system', (ctx) => getPublication(ctx, publicationId));
    const text = JSON.stringify(content);
    for (const part of [told.what, told.why, told.on]) assert.ok(text.includes(part), part);
  });
});
