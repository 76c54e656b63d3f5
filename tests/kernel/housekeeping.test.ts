import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { record } from '../../src/kernel/audit/record.ts';
import { verifyAudit } from '../../src/kernel/audit/seal.ts';
import { startSession } from '../../src/kernel/auth/sessions.ts';
import { clearExpired, sealAudit } from '../../src/kernel/housekeeping.ts';
import { perform } from '../../src/kernel/jobs/perform.ts';
import { openTown, type Town } from '../support/town.ts';

describe('by the clock', () => {
  let town: Town;
  before(async () => {
    town = await openTown();
  });
  after(() => town.close());

  const run = (job: typeof sealAudit, at: string): Promise<void> =>
    perform(
      { db: town.db, ownerDb: town.owner, services: town.app.services, now: () => Temporal.Instant.from(at) },
      job,
      {},
      {
        signal: new AbortController().signal,
        lastAttempt: true,
      },
    );

  it('what happened is sealed, once', async () => {
    await town.act('柳支书', 'members.read', (ctx) => record(ctx, { event: 'test.happened' }));
    await run(sealAudit, '2026-11-23T04:10:00Z');
    await run(sealAudit, '2026-11-23T04:20:00Z');
    const seals = await town.db.selectFrom('audit_seals').select('seal_no').execute();
    assert.equal(seals.length, 1);
    assert.equal((await verifyAudit(town.db)).broken, null);
  });

  it('ended sessions are cleared away, open ones stay', async () => {
    const start = (at: string): Promise<string> => {
      town.setNow(at);
      return town.act('system', 'system', (ctx) =>
        startSession(ctx, town.accounts.小唐, 'signed_in', { address: 'test', device: 'test' }),
      );
    };
    await start('2026-11-20T04:00:00Z');
    await start('2026-11-22T18:00:00Z');
    await run(clearExpired, '2026-11-22T19:20:00Z');
    const left = await town.db.selectFrom('sessions').select('started_at').execute();
    assert.deepEqual(
      left.map((row) => row.started_at.toString()),
      ['2026-11-22T18:00:00Z'],
    );
  });
});
