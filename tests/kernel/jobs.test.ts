import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { pino } from 'pino';
import { createApp } from '../../src/app.ts';
import { everywhere, runAct, type Ctx } from '../../src/kernel/ctx.ts';
import { openDb, openPool, type Db } from '../../src/kernel/db/pool.ts';
import { openBossQueue, type BossQueue } from '../../src/kernel/jobs/boss-queue.ts';
import { enqueue, type Job, type Queue } from '../../src/kernel/jobs/job.ts';
import { createTestDatabase, type TestDatabase } from '../support/cluster.ts';

const log = pino({ level: 'silent' });

async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await what())) {
    if (Date.now() > deadline) throw new Error('waited in vain');
    await sleep(50);
  }
}

describe('the queue in the database', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let db: Db;
  const queues: BossQueue[] = [];
  before(async () => {
    database = await createTestDatabase();
    pool = openPool(database.connection, 'jishi_app', { max: 4 });
    db = openDb(pool);
  });
  after(async () => {
    await Promise.all(queues.map((queue) => queue.stop()));
    await pool.end();
    await database.drop();
  });

  async function openQueue(): Promise<BossQueue> {
    const queue = await openBossQueue({ connection: database.connection, log, pollSeconds: 0.5 });
    queues.push(queue);
    return queue;
  }

  const servicesWith = (queue: Queue) => createApp({ db, masterKey: randomBytes(32), queue }).services;
  const act = <T>(queue: Queue, work: (ctx: Ctx) => Promise<T>): Promise<T> =>
    runAct(
      db,
      {
        now: Temporal.Now.instant(),
        actor: { kind: 'system', name: 'test' },
        permission: 'system',
        scope: everywhere,
        locale: 'zh-CN',
        services: servicesWith(queue),
      },
      work,
    );

  it('does work that was committed, and never what was undone', async () => {
    const done: string[] = [];
    const note: Job<{ what: string }> = {
      name: 'test.note',
      retries: 0,
      handle: async (_run, { what }) => void done.push(what),
    };
    const queue = await openQueue();
    assert.equal(queue.trouble(), 'jobs.not_started');
    await queue.work({ db, ownerDb: db, services: servicesWith(queue), now: () => Temporal.Now.instant() }, [
      note,
    ]);
    assert.equal(queue.trouble(), undefined);
    await act(queue, (ctx) => enqueue(ctx, note, { what: 'committed' }));
    const undone = act(queue, async (ctx) => {
      await enqueue(ctx, note, { what: 'undone' });
      throw new Error('broken off');
    });
    await assert.rejects(undone, /broken off/);
    await until(() => done.length > 0);
    await sleep(1000);
    assert.deepEqual(done, ['committed']);
  });

  it('keeps one waiting job for each key, and any number without', async () => {
    const wait: Job = { name: 'test.wait', retries: 0, handle: async () => undefined };
    const queue = await openQueue();
    await queue.work({ db, ownerDb: db, services: servicesWith(queue), now: () => Temporal.Now.instant() }, [
      wait,
    ]);
    const startAfter = Temporal.Now.instant().add({ hours: 1 });
    await act(queue, async (ctx) => {
      await enqueue(ctx, wait, {}, { key: 'a', startAfter });
      await enqueue(ctx, wait, {}, { key: 'a', startAfter });
      await enqueue(ctx, wait, {}, { startAfter });
      await enqueue(ctx, wait, {}, { startAfter });
    });
    const owner = new pg.Pool({ ...database.connection, max: 1 });
    const { rows } = await owner.query(
      "select count(*)::int as n from jishi_jobs.job where name = 'test.wait'",
    );
    await owner.end();
    assert.deepEqual(rows, [{ n: 3 }]);
  });

  it('lets the everyday role add work, but neither change nor delete any', async () => {
    for (const statement of ['delete from jishi_jobs.job', "update jishi_jobs.job set state = 'completed'"]) {
      await assert.rejects(pool.query(statement), { code: '42501' });
    }
  });

  it('runs scheduled work once though two processes share the database', async () => {
    const tick: Job = { name: 'test.tick', retries: 1, cron: '0 4 * * *', handle: async () => undefined };
    const [first, second] = [await openQueue(), await openQueue()];
    for (const queue of [first, second]) {
      await queue.work(
        { db, ownerDb: db, services: servicesWith(queue), now: () => Temporal.Now.instant() },
        [tick],
      );
    }
    const owner = new pg.Pool({ ...database.connection, max: 1 });
    const { rows } = await owner.query('select name, cron, timezone from jishi_jobs.schedule');
    await owner.end();
    assert.deepEqual(rows, [{ name: 'test.tick', cron: '0 4 * * *', timezone: 'Asia/Shanghai' }]);
  });
});
