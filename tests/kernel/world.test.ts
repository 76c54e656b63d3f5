import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { openTown, type Town } from '../support/town.ts';

describe('an act', () => {
  let town: Town;
  before(async () => {
    town = await openTown();
  });
  after(() => town.close());

  it('runs as a role that row-level security binds', async () => {
    const { rows } = await town.act('system', 'system', (ctx) =>
      sql<{
        role: string;
        bypass: boolean;
      }>`select current_user as role, rolbypassrls or rolsuper as bypass from pg_roles where rolname = current_user`.execute(
        ctx.tx,
      ),
    );
    assert.deepEqual(rows, [{ role: 'jishi_app', bypass: false }]);
  });

  it('sees the subtrees on which its permission is held, and nothing without it', async () => {
    const scope = await town.act('系统员', 'accounts.manage', async (ctx) => ctx.scope);
    assert.deepEqual(scope, [town.orgs.清河镇.path]);
    const none = await town.act('周书记', 'accounts.manage', async (ctx) => ctx.scope);
    assert.deepEqual(none, []);
  });

  it('is undone whole when it throws', async () => {
    const attempt = town.act('system', 'system', async (ctx) => {
      await ctx.tx.insertInto('calendar_years').values({ year: 1999, source: 'test' }).execute();
      throw new Error('broken off');
    });
    await assert.rejects(attempt, /broken off/);
    const row = await town.db
      .selectFrom('calendar_years')
      .select('year')
      .where('year', '=', 1999)
      .executeTakeFirst();
    assert.equal(row, undefined);
  });
});
