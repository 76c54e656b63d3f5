import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { parametersApi } from '../../src/modules/parameters/api.ts';
import { calendarApi } from '../../src/modules/parameters/calendar-api.ts';
import { villageDecisionsApi as api } from '../../src/modules/village-decisions/api.ts';
import type { Town } from '../support/town.ts';
import { done, keys, openVillage, publish, record, refused, resolvedCase, reviewedCase } from './story.ts';

const key = 'village_decisions.members_meeting.pass';
const moreThanHalf = { of: 'eligible', operator: 'moreThan', num: 1, den: 2 };
const paper = { source: '清河镇四议两公开实施办法', reason: '镇党委会议决定，以过半数为准' };

describe('the town’s own numbers', () => {
  let town: Town;
  before(async () => {
    town = await openVillage();
  });
  after(() => town.close());

  const setValue = async (of: string, value: unknown, from: string) => {
    const { id } = await done(town, '林委员', parametersApi.proposeParameter, {
      key: of,
      value,
      from,
      ...paper,
    });
    await done(town, '周书记', parametersApi.decideParameter, { id, approve: true });
  };

  it('make exactly half pass as 半数以上, and fail as 过半数 from the day on which the town sets it', async () => {
    const half = async (): Promise<string[]> => {
      let at = await reviewedCase(town);
      at = await done(town, '柳支书', api.returnToReview, { ...keys(at), why: '重新审议一次' });
      at = await record(
        town,
        at,
        'review',
        { eligible: 30, present: 22, yes: 15 },
        { heldOn: '2026-03-10', noticedOn: '2026-03-06' },
      );
      const answer = await town.call('柳支书', api.review, keys(at));
      return answer.status === 200 ? [] : answer.problem.reasons.map((reason) => reason.code);
    };
    assert.deepEqual(await half(), []);
    town.setToday('2026-03-01');
    await setValue(key, moreThanHalf, '2026-03-05');
    assert.deepEqual(await half(), ['village_decisions.not_passed']);
    const { rows } = await done(town, '柳支书', parametersApi.listParameters, {});
    const row = rows.find((one) => one.key === key);
    assert.deepEqual(row?.now?.value, moreThanHalf);
    assert.equal(row?.now?.source, paper.source);
    const before = await done(town, '柳支书', parametersApi.listParameters, { asOf: '2026-03-04' });
    assert.equal(before.rows.find((one) => one.key === key)?.now?.certainty, 'check');
  });

  it('are proposed by one and approved by another, never for the past, never against a law', async () => {
    town.setToday('2026-03-20');
    const asked = { key, value: moreThanHalf, from: '2026-04-01', ...paper };
    const law = { ...asked, key: 'village_decisions.villagers_assembly.pass' };
    assert.equal(
      (await refused(town, '林委员', parametersApi.proposeParameter, law))[0]?.code,
      'rulebook.statutory_locked',
    );
    const past = { ...asked, from: '2026-03-19' };
    assert.equal(
      (await refused(town, '林委员', parametersApi.proposeParameter, past))[0]?.code,
      'parameters.not_back_in_time',
    );
    const whole = { ...asked, value: { ...moreThanHalf, num: 2 } };
    assert.equal(
      (await refused(town, '林委员', parametersApi.proposeParameter, whole))[0]?.code,
      'parameters.not_a_share',
    );
    const { id } = await done(town, '林委员', parametersApi.proposeParameter, asked);
    assert.equal(
      (await town.call('林委员', parametersApi.decideParameter, { id, approve: true })).status,
      403,
    );
    assert.equal((await town.call('柳支书', parametersApi.proposeParameter, asked)).status, 403);
    const silent = await refused(town, '周书记', parametersApi.decideParameter, { id, approve: false });
    assert.equal(silent[0]?.code, 'procedure.reason_required');
    await done(town, '周书记', parametersApi.decideParameter, { id, approve: false, why: '暂不修改' });
  });

  it('count a notice in working days over National Day, and refuse a year whose arrangement is not loaded', async () => {
    town.setToday('2026-02-01');
    await setValue('village_decisions.publication.notice', { days: 5, unit: 'working' }, '2026-02-01');
    let at = await resolvedCase(town);
    town.setToday('2026-09-28');
    at = await publish(town, at, 'resolution');
    at = await done(town, '小唐', api.publishResolution, {
      ...keys(at),
      postedOn: '2026-09-28',
      places: ['村务公开栏'],
    });
    assert.equal(at.resolutionPosting?.lastDay, '2026-10-10');
    const [running] = await refused(town, '柳支书', api.beginImplementation, keys(at));
    assert.equal(running?.possibleFrom, '2026-10-11');

    let later = await resolvedCase(town);
    town.setToday('2026-12-30');
    // Five working days from here end in January, whose holidays are not loaded: publishing itself must wait.
    later = await done(town, '小唐', api.proposeDisclosure, { ...keys(later), part: 'resolution' });
    await town.act('system', 'system', (ctx) =>
      ctx.tx
        .updateTable('publications')
        .set({ state: 'published', shown_from: ctx.today })
        .where('id', '=', later.disclosures[0]?.publicationId ?? '')
        .execute(),
    );
    later = await done(town, '小唐', api.publishResolution, {
      ...keys(later),
      postedOn: '2026-12-30',
      places: ['村务公开栏'],
    });
    assert.equal(later.resolutionPosting?.lastDay, null);
    const [unknown] = await refused(town, '柳支书', api.beginImplementation, keys(later));
    assert.equal(unknown?.code, 'calendar.year_unknown');
    assert.ok(unknown?.remedy);

    const year = {
      year: 2027,
      source: '国务院办公厅2027年放假通知（样例）',
      days: [{ date: '2027-01-01', kind: 'holiday', name: '元旦' }],
    } as const;
    assert.equal(
      (await town.call('柳支书', calendarApi.loadCalendarYear, { ...year, days: [...year.days] })).status,
      403,
    );
    await done(town, '许干事', calendarApi.loadCalendarYear, { ...year, days: [...year.days] });
    const seen = await done(town, '柳支书', api.getCase, { id: later.id });
    assert.equal(seen.resolutionPosting?.lastDay, '2027-01-07');
  });
});
