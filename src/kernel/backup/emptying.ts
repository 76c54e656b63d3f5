/** Emptying a town's database, for a restore over it and for the demo. */
import type pg from 'pg';
import { Refusal } from '../refusal.ts';

/**
 * Refuses `backup.in_use` while the server or another command is connected: their connections carry the program's name,
 * and one hold on an embedded server is our own.
 */
export async function requireAlone(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ others: string }>(`
    select count(*) filter (where application_name <> 'jishi:hold' and datname = current_database())
         + greatest(count(*) filter (where application_name = 'jishi:hold') - 1, 0) as others
      from pg_stat_activity
     where application_name like 'jishi:%' and pid <> pg_backend_pid()`);
  if (Number(rows[0]?.others) > 0) throw new Refusal('backup.in_use', { status: 409 });
}

/** Drops everything in the town's schema; what waits in the queue is dropped with it, for it speaks of rows that are gone. */
export async function emptySchema(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ schema: string }>('select quote_ident(current_schema()) as schema');
  const schema = rows[0]?.schema;
  await client.query(
    `drop schema if exists ${queueSchema} cascade; drop schema ${schema} cascade; create schema ${schema}`,
  );
}

/** As the queue (pg-boss) names it; the next start makes it anew. */
export const queueSchema = 'jishi_jobs';
