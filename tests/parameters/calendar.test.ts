/** A year's working days: tried line by line, loaded whole or not at all, one day put right with its reason. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { seedYears } from '../../src/kernel/clock/store.ts';
import { calendarApi as api } from '../../src/modules/parameters/calendar-api.ts';
import { workApi } from '../../src/modules/work/api.ts';
import { openTown, type Person, type Town } from '../support/town.ts';
import { writeSheet } from '../../src/kernel/paper/sheet-writing.ts';

describe('the working-day calendar', () => {
  let town: Town;
  before(async () => {
    town = await openTown();
    await town.act('system', 'system', (ctx) => seedYears(ctx));
  });
  after(() => town.close());

  const list = (...lines: string[]) => new File([lines.join('\n')], 'list.csv');
  const check = (file: File, who: Person = '许干事', year = 2027) =>
    town.call(who, api.checkCalendarYear, { year }, { file });
  const seen = async (year = 2027) => (await town.call('柳支书', api.getCalendar, { year })).body;

  it('misses the next year from October on, for those who can load it', async () => {
    const asks = async (who: Person) =>
      (await town.call(who, workApi.listWork, {})).body.mine.some(
        (item) => item.path === '/calendar?year=2027',
      );
    town.setToday('2026-09-30');
    assert.equal(await asks('林委员'), false);
    town.setToday('2026-10-01');
    assert.equal(await asks('林委员'), true);
    assert.equal(await asks('许干事'), true);
    assert.equal(await asks('柳支书'), false);
    const body = await seen();
    assert.equal(body.loaded, null);
    assert.equal(body.missing, 2027);
  });

  it('says of each line what is wrong, and offers nothing to write', async () => {
    const { body } = await check(
      list(
        '日期,类型,名称',
        '2027-01-01,放假,元旦',
        '2027-02-30,放假,春节',
        '2027-01-01,放假,元旦',
        '2027-01-04,上班,',
        '2026-12-31,放假,元旦',
        '2027-05-01,也许,劳动节',
      ),
    );
    assert.deepEqual(
      body.rows.map((row) => [row.line, row.change, row.because[0]?.code ?? null]),
      [
        [2, 'new', null],
        [3, null, 'calendar.not_a_day'],
        [4, null, 'calendar.day_twice'],
        [5, null, 'calendar.is_workday_already'],
        [6, null, 'calendar.day_of_another_year'],
        [7, null, 'calendar.not_a_kind'],
      ],
    );
    assert.equal(body.faults, 5);
    assert.deepEqual(body.days, []);
    assert.equal((await seen()).loaded, null, 'trying writes nothing');
    const written = await town.call('许干事', api.loadCalendarYear, {
      year: 2027,
      source: '放假通知（样例）',
      days: [
        { date: '2027-01-01', kind: 'holiday' },
        { date: '2027-01-04', kind: 'workday' },
      ],
    });
    assert.equal(written.problem.reasons[0]?.code, 'calendar.is_workday_already');
    assert.equal((await seen()).loaded, null, 'nor does a list that passes by the trial');
  });

  it('takes the same list as .csv, .xlsx and JSON, and shows what a second one changes', async () => {
    const sheet = await writeSheet({
      name: '放假',
      columns: [{ header: '日期' }, { header: '类型' }, { header: '名称' }],
      rows: [
        ['2027-01-01', '放假', '元旦'],
        ['1月2日', '放假', '元旦'],
        ['2027-01-10', '上班', ''],
      ],
    });
    const json = JSON.stringify({
      days: [
        { date: '2027-01-01', kind: 'holiday', name: '元旦' },
        { date: '2027-01-02', kind: 'holiday', name: '元旦' },
        { date: '2027-01-10', kind: 'workday' },
      ],
    });
    const csv = list('2027-01-01,放假,元旦', '2027年1月2日,放假,元旦', '2027/1/10,上班');
    const answers = await Promise.all(
      [csv, new File([Buffer.from(sheet)], 'list.xlsx'), new File([json], 'list.json')].map((file) =>
        check(file),
      ),
    );
    const [first] = answers.map(({ body }) => body.days);
    assert.equal(first?.length, 3);
    for (const { body } of answers) assert.deepEqual(body.days, first);
    const source = '国务院办公厅放假通知（样例）';
    const { status } = await town.call('许干事', api.loadCalendarYear, { year: 2027, source, days: first });
    assert.equal(status, 200);
    const { body } = await check(list('2027-01-01,放假,新年', '2027-01-02,放假,元旦'));
    assert.deepEqual(
      body.rows.map((row) => row.change),
      ['changed', 'same'],
    );
    assert.deepEqual(
      body.removed.map((row) => row.date),
      ['2027-01-10'],
    );
    assert.equal((await seen()).loaded?.source, source);
    assert.equal((await seen()).missing, null);
  });

  it('has one day put right, with the reason and what it was', async () => {
    const day = { year: 2027, date: '2027-01-11', kind: 'holiday', reason: '通知更正' } as const;
    const put = (given: object, who: Person = '许干事') =>
      town.call(who, api.correctCalendarDay, { ...day, ...given });
    assert.equal((await put({}, '柳支书')).status, 403);
    const worked = await put({ kind: 'workday' });
    assert.equal(worked.problem.reasons[0]?.code, 'calendar.is_workday_already');
    const same = await put({ kind: 'ordinary' });
    assert.equal(same.problem.reasons[0]?.code, 'calendar.day_unchanged');
    const unknown = await put({ year: 2040, date: '2040-01-03' });
    assert.equal(unknown.problem.reasons[0]?.code, 'calendar.year_unknown');
    assert.equal((await seen()).corrections.length, 0);
    assert.equal((await put({})).status, 200);
    const { corrections, days } = await seen();
    assert.deepEqual([corrections[0]?.before, corrections[0]?.after], ['ordinary', 'holiday']);
    assert.ok(days.some(({ date }) => date === '2027-01-11'));
  });

  it('refuses what is no list, at the file', async () => {
    const empty = await check(list('日期,类型,名称'));
    assert.equal(empty.problem.reasons[0]?.code, 'calendar.list_empty');
    const broken = await check(new File(['{"days": 3}'], 'list.json'));
    assert.deepEqual(
      [broken.problem.reasons[0]?.code, broken.problem.reasons[0]?.field],
      ['calendar.list_not_json', 'file'],
    );
    assert.equal((await check(list('2027-01-01,放假'), '柳支书')).status, 403);
  });
});
