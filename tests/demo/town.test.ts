import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { createApp, type App } from '../../src/app.ts';
import { verifyPassword } from '../../src/kernel/auth/passwords.ts';
import { everywhere, runAct } from '../../src/kernel/ctx.ts';
import { openDb, openPool, type Db } from '../../src/kernel/db/pool.ts';
import { fillDemoTown, type DemoTown } from '../../src/demo/town.ts';
import { institutions } from '../../src/modules/institutions.ts';
import { getBoard } from '../../src/modules/policy/board.ts';
import { runningInstitutions } from '../../src/modules/policy/institution-names.ts';
import { listCases } from '../../src/modules/village-decisions/queries.ts';
import { createTestDatabase } from '../support/cluster.ts';

describe('the demo town', () => {
  let db: Db;
  let app: App;
  let demo: DemoTown;
  const closing: (() => Promise<unknown>)[] = [];
  before(async () => {
    const database = await createTestDatabase();
    const pool = openPool(database.connection, 'jishi_app', { max: 2 });
    closing.push(
      () => pool.end(),
      () => database.drop(),
    );
    db = openDb(pool);
    app = createApp({ db, masterKey: randomBytes(32) });
    demo = await fillDemoTown(db, app.services, Temporal.Instant.from('2026-11-23T04:00:00Z'));
  });
  after(async () => {
    for (const close of closing) await close();
  });

  it('has six villages with their four bodies, and about 160 members', () => {
    assert.equal([...demo.orgs.keys()].filter((name) => name.endsWith('村支部')).length, 6);
    assert.equal([...demo.orgs.keys()].filter((name) => name.endsWith('监委会')).length, 6);
    const people = [...demo.members.values()].flat();
    assert.ok(people.length >= 150 && people.length <= 180, String(people.length));
  });

  it('six people of six roles get a password of their own that must be changed', async () => {
    assert.equal(new Set(demo.signIns.map((one) => one.role)).size, 6);
    assert.equal(new Set(demo.signIns.map((one) => one.password)).size, 6);
    const rows = await db
      .selectFrom('accounts')
      .select(['username', 'password_hash', 'password_must_change'])
      .execute();
    for (const { username, password } of demo.signIns) {
      const row = rows.find((one) => one.username === username);
      assert.ok(row?.password_must_change);
      assert.ok((await verifyPassword(row.password_hash, password)).matches);
    }
    assert.ok(rows.filter((row) => row.password_hash === null).length > 0);
  });

  it('runs on a confirmed document of twenty articles, with people who answer for its institutions', async () => {
    const documents = await db
      .selectFrom('policy_documents')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    // Row-level security: without a scope nothing is visible.
    assert.equal(documents.n, 0);
    const act = {
      now: Temporal.Instant.from('2026-11-23T04:00:00Z'),
      actor: { kind: 'system', name: 'test' } as const,
      permission: 'system',
      scope: everywhere,
      locale: 'zh-CN' as const,
      services: app.services,
    };
    const board = await runAct(db, act, (ctx) => getBoard(ctx, {}, runningInstitutions(institutions)));
    assert.equal(board.articles.length, 20);
    const shown = board.articles.flatMap((article) => article.institutions);
    const fund = shown.find(({ id }) => id === 'warmth_fund');
    assert.ok(fund?.responsible.some(({ name, byOffice }) => name === '林静' && !byOffice));
  });

  it('has matters of the villages at five stages, one of them sent back', async () => {
    const act = {
      now: Temporal.Instant.from('2026-11-23T04:00:00Z'),
      actor: { kind: 'system', name: 'test' } as const,
      permission: 'system',
      scope: everywhere,
      locale: 'zh-CN' as const,
      services: app.services,
    };
    const { rows } = await runAct(db, act, (ctx) => listCases(ctx, {}));
    assert.deepEqual(
      new Set(rows.map((row) => row.state)),
      new Set(['archived', 'published', 'deliberated', 'motion', 'reviewed']),
    );
    assert.deepEqual(
      rows.filter((row) => row.returned).map((row) => row.state),
      ['deliberated'],
    );
  });
});
