import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, test } from 'node:test';
import * as fc from 'fast-check';
import { sql } from 'kysely';
import { recordRead, whoOpened } from '../../src/kernel/audit/reads.ts';
import { record } from '../../src/kernel/audit/record.ts';
import { latestSeal, sealPending, verifyAudit } from '../../src/kernel/audit/seal.ts';
import { useOwnCluster } from '../support/cluster.ts';
import { openTown, type Town } from '../support/town.ts';

let town: Town;
before(async () => {
  useOwnCluster('audit'); // transactions of other test files on a shared one would hold the seals back
  town = await openTown();
});
after(() => town.close());

async function happen(count: number): Promise<void> {
  await town.act('周书记', 'disclosure.read', async (ctx) => {
    for (let number = 0; number < count; number += 1)
      await record(ctx, { event: 'test.happened', org: town.orgs['柳树村'], after: { number } });
  });
}

test('what happened is sealed in batches, and the whole log verifies', async () => {
  await happen(5);
  const [first, ...more] = await sealPending(town.owner);
  assert.equal(first?.no, 1);
  assert.deepEqual(more, []);
  assert.deepEqual(await sealPending(town.owner), []);
  await happen(3);
  const [second] = await sealPending(town.owner);
  const verified = await verifyAudit(town.owner);
  assert.equal(verified.broken, null);
  assert.equal(verified.seals, 2);
  assert.equal(verified.events, (first?.events ?? 0) + (second?.events ?? 0));
  assert.deepEqual(verified.root, second?.root);
});

test('whatever the values and the moment, an untouched row verifies', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.jsonValue({ noUnicodeString: false, maxDepth: 2 }),
      fc.bigInt(1_700_000_000_000_000_000n, 1_900_000_000_000_000_000n),
      async (value, nanoseconds) => {
        // PostgreSQL keeps no NUL in jsonb; the border refuses it.
        fc.pre(!JSON.stringify(value).includes('\\u0000') && !JSON.stringify(value).includes('\\ud'));
        await town.act('system', 'system', (ctx) =>
          record(
            { ...ctx, now: Temporal.Instant.fromEpochNanoseconds(nanoseconds) },
            { event: 'test.value', before: value, after: { value } },
          ),
        );
      },
    ),
    { numRuns: 60 },
  );
  await sealPending(town.owner);
  assert.equal((await verifyAudit(town.owner)).broken, null);
});

test('a row of a transaction still running waits for its own seal', async () => {
  let finish = (): void => undefined;
  let started = (): void => undefined;
  const isStarted = new Promise<void>((resolve) => (started = resolve));
  const mayFinish = new Promise<void>((resolve) => (finish = resolve));
  const slow = town.act('周书记', 'disclosure.read', async (ctx) => {
    await record(ctx, { event: 'test.slow' });
    started();
    await mayFinish;
  });
  await isStarted;
  await happen(1); // later, but committed first
  await sealPending(town.owner);
  finish();
  await slow;
  // Transactions of other test files on the same server hold the seal back as well; they end soon.
  for (let tries = 0; tries < 100; tries += 1) {
    await sealPending(town.owner);
    if ((await verifyAudit(town.owner)).unsealed === 0) break;
    await sleep(50);
  }
  const { broken, unsealed } = await verifyAudit(town.owner);
  assert.deepEqual({ broken, unsealed }, { broken: null, unsealed: 0 });
});

test('the everyday role can neither change, delete nor seal what happened', async () => {
  const attempts = [
    sql`update audit_events set actor_name = 'x'`,
    sql`delete from audit_events`,
    sql`update audit_events set seal_no = null`,
    sql`insert into audit_seals values (99, now(), 0, '', '')`,
  ];
  for (const attempt of attempts) await assert.rejects(attempt.execute(town.db), /permission denied/u);
});

test('a changed row is named', async () => {
  await happen(2);
  await sealPending(town.owner);
  const victim = await town.owner
    .selectFrom('audit_events')
    .select('id')
    .where('event', '=', 'test.happened')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  const original = await tamper(victim.id, sql`jsonb_build_object('number', 77)`);
  const { broken } = await verifyAudit(town.owner);
  assert.deepEqual([broken?.problem, broken?.event], ['changed', victim.id]);
  await tamper(victim.id, sql`${JSON.stringify(original)}::jsonb`);
  assert.equal((await verifyAudit(town.owner)).broken, null);
});

test('a removed row breaks its batch; a log cut off and sealed anew breaks the printed root', async () => {
  await happen(2);
  await sealPending(town.owner);
  const printed = await latestSeal(town.owner);
  assert.ok(printed);
  const checkpoint = { no: printed.seal_no, root: printed.log_root };
  assert.equal((await verifyAudit(town.owner, checkpoint)).broken, null);

  await sql`delete from audit_events where id = (select max(id::text)::uuid from audit_events where seal_no = ${printed.seal_no})`.execute(
    town.owner,
  );
  assert.equal((await verifyAudit(town.owner)).broken?.problem, 'batch_differs');

  await sql`delete from audit_seals where seal_no = ${printed.seal_no}`.execute(town.owner);
  await sql`update audit_events set seal_no = null where seal_no = ${printed.seal_no}`.execute(town.owner);
  assert.equal((await verifyAudit(town.owner)).broken, null, 'without a checkpoint the cut is invisible');
  assert.equal((await verifyAudit(town.owner, checkpoint)).broken?.problem, 'unknown_seal');
  await sealPending(town.owner);
  assert.equal((await verifyAudit(town.owner, checkpoint)).broken?.problem, 'checkpoint_differs');
});

test('a person sees who opened their own file, and nobody else of another scope does', async () => {
  const person = '0197a000-0000-7000-8000-000000000001';
  const subject = { module: 'members', type: 'member', id: person, org: town.orgs['石桥村'] };
  await town.act('林委员', 'disclosure.read', (ctx) => recordRead(ctx, subject, { reason: '核对年龄' }));
  const seen = await town.act('石支书', 'disclosure.read', (ctx) => whoOpened(ctx, subject));
  assert.deepEqual(
    seen.map(({ by, event, reason }) => [by, event, reason]),
    [['林委员', 'members.opened', '核对年龄']],
  );
  const elsewhere = await town.act('柳支书', 'disclosure.read', (ctx) => whoOpened(ctx, subject));
  assert.deepEqual(elsewhere, []);
  const own = await town.act('柳党员', 'signed_in', async (ctx) => {
    await sql`set local app.person = '0197a000-0000-7000-8000-000000000001'`.execute(ctx.tx);
    return whoOpened(ctx, subject);
  });
  assert.equal(own.length, 1);
});

async function tamper(id: string, value: ReturnType<typeof sql>): Promise<unknown> {
  const { after: was } = await town.owner
    .selectFrom('audit_events')
    .select('after')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  await sql`update audit_events set after = ${value} where id = ${id}`.execute(town.owner);
  return was;
}
