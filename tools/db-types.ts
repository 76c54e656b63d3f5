/** Writes src/kernel/db/schema.ts from the migrated database (`npm run db:types`); with `--check` only says whether it is true. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Kysely, PostgresDialect } from 'kysely';
import { generate, getDialect } from 'kysely-codegen';
import { Pool } from 'pg';
import { createTestDatabase } from '../tests/support/cluster.ts';

const file = fileURLToPath(new URL('../src/kernel/db/schema.ts', import.meta.url));

/** How a column of each type arrives; see the parsers in src/kernel/db/pool.ts. */
const typeMapping = {
  int8: 'number',
  timestamptz: 'Temporal.Instant',
  date: 'Temporal.PlainDate',
  daterange: 'string',
  ltree: 'string',
  _ltree: 'string[]',
  bytea: 'Buffer',
  xid8: 'string',
};

const database = await createTestDatabase();
const pool = new Pool(database.connection);
// The database is dropped while the last connection is still on its way out.
pool.on('error', () => undefined);
const db = new Kysely({ dialect: new PostgresDialect({ pool }) });
const text = await generate({
  db,
  dialect: getDialect('postgres'),
  typeMapping,
  excludePattern: 'schema_migrations',
  defaultSchemas: ['public'],
  outFile: null,
});
await db.destroy();
await database.drop();

const tables = text.match(/^export interface /gmu)?.length ?? 0;
if (process.argv.includes('--check')) {
  const isTrue = text.trim() === readFileSync(file, 'utf8').trim();
  console.log(
    isTrue
      ? `schema.ts says what the migrations say: ${tables} tables`
      : 'schema.ts is out of date: npm run db:types',
  );
  process.exitCode = isTrue ? 0 : 1;
} else {
  writeFileSync(file, `${text.trim()}\n`);
  console.log(`wrote ${tables} tables`);
}
