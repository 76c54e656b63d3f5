/** Every number equals its rows: on a filled town, for every subtree of it, on several days. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { createApp } from '../../src/app.ts';
import { fillDemoTown } from '../../src/demo/town.ts';
import { everywhere, runAct, type Ctx } from '../../src/kernel/ctx.ts';
import { openDb, openPool, type Db } from '../../src/kernel/db/pool.ts';
import type { Figure, FigureRow } from '../../src/kernel/figure.ts';
import { institutions } from '../../src/modules/institutions.ts';
import { createTestDatabase } from '../support/cluster.ts';

const now = Temporal.Instant.from('2026-11-23T04:00:00Z');
const days = ['2026-11-23', '2026-09-30', '2026-03-31', '2024-12-31', '2016-01-01'].map((day) =>
  Temporal.PlainDate.from(day),
);
const figures = institutions.flatMap((one) => one.figures);

/** Rows that two organizations share count for each of them and once for both. */
const isShared = (key: string): boolean =>
  ['transfers.', 'joint_building.', 'liaison.plans', 'liaison.support_'].some((start) =>
    key.startsWith(start),
  );

describe('figures of the demo town', () => {
  let db: Db;
  let act: <T>(work: (ctx: Ctx) => Promise<T>) => Promise<T>;
  const orgs: { path: string; name: string }[] = [];
  const closing: (() => Promise<unknown>)[] = [];
  before(async () => {
    const database = await createTestDatabase();
    const pool = openPool(database.connection, 'jishi_app', { max: 2 });
    closing.push(
      () => pool.end(),
      () => database.drop(),
    );
    db = openDb(pool);
    const { services } = createApp({ db, masterKey: randomBytes(32) });
    const demo = await fillDemoTown(db, services, now);
    const actor = { kind: 'system', name: '试用' } as const;
    act = (work) =>
      runAct(db, { now, actor, permission: 'system', scope: everywhere, locale: 'zh-CN', services }, work);
    const names = new Map([...demo.orgs].map(([name, id]) => [id, name]));
    const rows = await act((ctx) => ctx.tx.selectFrom('organizations').select(['id', 'path']).execute());
    // The demo has no Party groups; two records of another kind stand for those of a group.
    await act((ctx) =>
      sql`
        update meetings set kind = 'party_group_meeting'
        where id in (select id from meetings where kind = 'party_class' order by id limit 2)
      `.execute(ctx.tx),
    );
    for (const { id, path } of rows) orgs.push({ path, name: names.get(id) ?? id });
  });
  after(async () => {
    for (const close of closing) await close();
  });

  for (const figure of figures)
    it(`${figure.key} is the number of its rows, in every subtree and on every day`, async () => {
      let largest = 0;
      await act(async (ctx) => {
        for (const asOf of days)
          for (const { path, name } of orgs) {
            const question = { paths: [path], asOf };
            const value = await figure.value(ctx, question);
            const rows = await allRows(ctx, figure, question);
            assert.equal(sumOf(rows), value, `${name} ${asOf.toString()}`);
            assert.equal(new Set(rows.map((row) => row.id)).size, rows.length, `${name}: no row twice`);
            assert.ok(rows.every((row) => row.label !== '' && row.path.startsWith('/')));
            largest = Math.max(largest, value);
          }
      });
      assert.ok(largest > 0, 'there were rows to count');
    });

  it('a whole is the sum of its parts', async () => {
    const town = orgs.find(({ name }) => name === '清河镇');
    assert.ok(town);
    const parts = orgs.filter(
      ({ path }) => path.startsWith(`${town.path}.`) && !path.slice(town.path.length + 1).includes('.'),
    );
    assert.ok(parts.length >= 7);
    await act(async (ctx) => {
      for (const figure of figures) {
        const asOf = days[0] ?? ctx.today;
        const found: FigureRow[] = [];
        for (const { path } of parts) found.push(...(await allRows(ctx, figure, { paths: [path], asOf })));
        const once = [...new Map(found.map((row) => [row.id, row])).values()];
        const whole = await figure.value(ctx, { paths: parts.map(({ path }) => path), asOf });
        assert.equal(sumOf(once), whole, figure.key);
        if (!isShared(figure.key))
          assert.equal(found.length, once.length, `${figure.key}: no row in two parts`);
      }
    });
  });
});

/** What the rows come to, to the hundredth. */
function sumOf(rows: readonly FigureRow[]): number {
  return rows.reduce((sum, { amount = 1 }) => sum + Math.round(amount * 100), 0) / 100;
}

/** Page by page, as the screen reads them. */
async function allRows(
  ctx: Ctx,
  figure: Figure,
  question: { paths: string[]; asOf: Temporal.PlainDate },
): Promise<FigureRow[]> {
  const rows: FigureRow[] = [];
  for (let offset = 0; ; offset += 50) {
    const page = await figure.rows(ctx, question, { offset, limit: 50 });
    rows.push(...page);
    if (page.length < 50) return rows;
  }
}
