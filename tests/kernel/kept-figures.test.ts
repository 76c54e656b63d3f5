import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import type { FigureFamily } from '../../src/kernel/figure.ts';
import { forgetOldChanges, keptFamily } from '../../src/kernel/kept-figures.ts';
import { institutions } from '../../src/modules/institutions.ts';
import { branchesWithFullMembers } from '../../src/modules/members/facade.ts';
import { enterMembers } from '../meetings/world.ts';
import { openTown, type Person, type Town } from '../support/town.ts';

const question = (town: Town) => ({
  paths: [town.orgs.柳树村.path],
  asOf: Temporal.PlainDate.from('2026-11-23'),
});

describe('kept figures', () => {
  let town: Town;
  let asked = 0;
  /** Counts the organizations that the reader sees, and how often it was asked. */
  const counted: FigureFamily = {
    async values(ctx) {
      asked += 1;
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from organizations`.execute(ctx.tx);
      return new Map([['test.organizations', rows[0]?.n ?? 0]]);
    },
  };
  const family = keptFamily('test', ['organizations'], counted);
  const read = async (who: Person = '周书记'): Promise<number> =>
    town.act(who, 'organizations.read', async (ctx) => {
      const values = await family.values(ctx, question(town));
      return values.get('test.organizations') ?? -1;
    });
  const insert = sql`
    insert into organizations (id, code, kind, path, founded_on)
    select gen_random_uuid(), 'T' || gen_random_uuid(), 'office', path || replace(gen_random_uuid()::text, '-', ''), '2020-01-01'
    from organizations where kind = 'township_party_committee'`;

  before(async () => {
    town = await openTown();
  });
  after(() => town.close());

  it('are reckoned once while nothing that they count changes', async () => {
    asked = 0;
    const first = await read();
    assert.equal(await read(), first);
    await town.owner
      .updateTable('accounts')
      .set({ username: 'other' })
      .where('username', '=', 'nobody')
      .execute();
    assert.equal(await read(), first);
    assert.equal(asked, 1);
  });

  it('follow a change as soon as it is committed, and none that is not', async () => {
    const before = await read();
    await town.owner.transaction().execute(async (tx) => {
      await insert.execute(tx);
      assert.equal(await read(), before, 'not yet');
    });
    assert.equal(await read(), before + 1);
    await assert.rejects(
      town.owner.transaction().execute(async (tx) => {
        await insert.execute(tx);
        throw new Error('taken back');
      }),
    );
    assert.equal(await read(), before + 1);
  });

  it('follow a transaction that began before another and ended after it', async () => {
    const before = await read();
    await town.owner.transaction().execute(async (slow) => {
      await insert.execute(slow);
      await town.owner.transaction().execute(async (quick) => insert.execute(quick));
      assert.equal(await read(), before + 1);
    });
    assert.equal(await read(), before + 2);
  });

  it('are of the reader’s own scope', async () => {
    await insert.execute(town.owner);
    asked = 0;
    await read('周书记');
    await read('柳支书');
    assert.equal(asked, 2, 'another scope is another question');
    await read('周书记');
    await read('柳支书');
    assert.equal(asked, 2);
  });

  it('stay right when old changes are forgotten', async () => {
    const before = await read();
    await town.act('system', 'system', forgetOldChanges);
    const { rows } = await sql<{ n: number }>`
      select max(n)::int as n from (select count(*) as n from table_changes group by table_name) c
    `.execute(town.owner);
    assert.equal(rows[0]?.n, 1);
    assert.equal(await read(), before);
    await insert.execute(town.owner);
    assert.equal(await read(), before + 1);
  });
});

describe('a past day of the roll', () => {
  it('is asked anew when something is entered late', async () => {
    const town = await openTown();
    const ids = [town.orgs.柳树村支部.id];
    const asOf = Temporal.PlainDate.from('2026-10-01');
    const couldElect = () =>
      town.act('林委员', 'members.count', (ctx) =>
        branchesWithFullMembers(ctx, ids, { least: 2, asOf }).then((found) => found.size),
      );
    assert.equal(await couldElect(), 0);
    await enterMembers(town, ['晚登甲']);
    assert.equal(await couldElect(), 0);
    await enterMembers(town, ['晚登乙']);
    assert.equal(await couldElect(), 1);
    await town.close();
  });
});

describe('what kept figures count', () => {
  it('is noted table by table, and names every table that their functions read', async () => {
    const town = await openTown();
    const { rows: noting } = await sql<{ name: string }>`
      select c.relname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
      join pg_proc p on p.oid = t.tgfoid where p.proname = 'note_table_change'
    `.execute(town.owner);
    const noted = new Set(noting.map((row) => row.name));
    const { rows: tables } = await sql<{ name: string }>`
      select relname as name from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace
    `.execute(town.owner);
    const familyOf = (key: string) => {
      const found = institutions
        .flatMap(({ figures }) => figures)
        .find((figure) => figure.key === key)?.family;
      assert.ok(found?.tables, `${key} is kept`);
      return found.tables;
    };
    for (const [key, functions] of [
      ['members.count', ['members_standing', 'organizations_below']],
      ['dues.due', ['dues_totals', 'dues_months']],
    ] as const) {
      const named = familyOf(key);
      for (const table of named) assert.ok(noted.has(table), `${table} is noted`);
      const { rows: sources } = await sql<{ source: string }>`
        select prosrc as source from pg_proc where proname = any(${[...functions]})
      `.execute(town.owner);
      assert.equal(sources.length, functions.length);
      const text = sources.map(({ source }) => source).join('\n');
      const readTables = tables.filter(({ name }) => new RegExp(`\\b(from|join) ${name}\\b`, 'u').test(text));
      assert.ok(readTables.length > 2);
      for (const { name } of readTables) assert.ok(named.includes(name), `${key} reads ${name}`);
    }
    await town.close();
  });
});
