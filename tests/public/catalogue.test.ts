import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CatalogueRow } from '../../src/kernel/institution.ts';
import { catalogueStandings, type CatalogueDay } from '../../src/modules/openness/rules.ts';

const day = (text: string) => Temporal.PlainDate.from(text);
const quarterly: CatalogueRow = {
  key: 'village.finance',
  catalogue: 'village',
  every: 'quarter',
  owedBy: ['village'],
  dueDays: 15,
  cites: '村组2018 art. 30',
  profile: 'names_masked',
};
const village = { id: 'v', kind: 'village', name: '柳树村', path: 'a.v', foundedOn: day('2001-07-01') };
const out = (on: string): CatalogueDay => ({
  orgId: 'v',
  catalogueKey: quarterly.key,
  dueOn: null,
  publishedOn: day(on),
  code: 'ABCD2345',
});

const standing = (days: CatalogueDay[], today: string, since = '2026-01-01') =>
  catalogueStandings({ rows: [quarterly], orgs: [village], days, since: day(since), today: day(today) }).map(
    (one) => `${one.period} ${one.state}`,
  );

describe('the catalogue of openness', () => {
  it('is on time on the last day and late on the next', () => {
    assert.deepEqual(standing([], '2026-04-15'), ['2026-Q2 running', '2026-Q1 due']);
    assert.deepEqual(standing([], '2026-04-16'), ['2026-Q2 running', '2026-Q1 late']);
    assert.deepEqual(standing([out('2026-04-15')], '2026-04-16'), ['2026-Q2 running', '2026-Q1 on_time']);
    assert.deepEqual(standing([out('2026-04-16')], '2026-04-16'), [
      '2026-Q2 running',
      '2026-Q1 published_late',
    ]);
  });

  it('settles the oldest open quarter first, and one publication settles one quarter', () => {
    assert.deepEqual(standing([out('2026-08-01')], '2026-08-02'), [
      '2026-Q3 running',
      '2026-Q2 late',
      '2026-Q1 published_late',
    ]);
  });

  it('owes nothing for quarters before the installation or the founding', () => {
    assert.deepEqual(standing([], '2026-08-02', '2026-07-10'), ['2026-Q3 running']);
  });

  it('does not count what another kind of body published', () => {
    const branch = { ...village, kind: 'branch' };
    const all = catalogueStandings({
      rows: [quarterly],
      orgs: [branch],
      days: [out('2026-04-01')],
      since: day('2026-01-01'),
      today: day('2026-04-20'),
    });
    assert.deepEqual(all, []);
  });

  it('judges what comes about by its own due day', () => {
    const row: CatalogueRow = { ...quarterly, key: 'village.relief', every: 'each_time' };
    const states = (dueOn: string, publishedOn: string | null) =>
      catalogueStandings({
        rows: [row],
        orgs: [village],
        days: [
          {
            orgId: 'v',
            catalogueKey: row.key,
            dueOn: day(dueOn),
            publishedOn: publishedOn === null ? null : day(publishedOn),
            code: null,
          },
        ],
        since: day('2026-01-01'),
        today: day('2026-04-20'),
      })[0]?.state;
    assert.equal(states('2026-04-20', null), 'due');
    assert.equal(states('2026-04-19', null), 'late');
    assert.equal(states('2026-04-19', '2026-04-19'), 'on_time');
    assert.equal(states('2026-04-19', '2026-04-20'), 'published_late');
  });
});
