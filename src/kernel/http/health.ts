/** Whether this process can do its work: database there, at this version, jobs running. */
import { sql } from 'kysely';
import type { Db } from '../db/pool.ts';
import { listMigrations } from '../db/migrate.ts';

/** `reasons` are codes; empty when all is well. */
export type Health = { ok: boolean; reasons: string[]; migration: string | null };

export async function checkHealth(db: Db, jobsTrouble: () => string | undefined): Promise<Health> {
  const reasons: string[] = [];
  const newest = (await listMigrations()).at(-1)?.name ?? null;
  let migration: string | null = null;
  try {
    const { rows } = await sql<{ name: string }>`select max(name) as name from schema_migrations`.execute(db);
    migration = rows[0]?.name ?? null;
    if (migration !== newest) reasons.push('database.other_version');
  } catch {
    // Why it is not reachable stands in the log of the database; a caller without rights learns no more than that.
    reasons.push('database.unreachable');
  }
  const trouble = jobsTrouble();
  if (trouble) reasons.push(trouble);
  return { ok: reasons.length === 0, reasons, migration };
}
