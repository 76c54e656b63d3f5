/** Many may keep bytes at a time; sweeping is done alone, so that it cannot take what an open act has just kept. */
import { sql } from 'kysely';
import type { Ctx } from '../ctx.ts';

/** Any number that only this program uses. */
const key = 7_214_603_302;

/** Held until the end of the transaction. */
export async function lockBlobs(ctx: Ctx, why: 'to keep' | 'to sweep'): Promise<void> {
  if (why === 'to keep') await sql`select pg_advisory_xact_lock_shared(${key}::bigint)`.execute(ctx.tx);
  else await sql`select pg_advisory_xact_lock(${key}::bigint)`.execute(ctx.tx);
}
