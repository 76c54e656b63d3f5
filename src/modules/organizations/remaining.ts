/** What the modules above still hang on an organization, as they tell it to whoever would dissolve it. */
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import type { Reason } from '../../kernel/refusal.ts';

/** A reason with the number of open rows; `code` names its text and its remedy. Nothing where no row is open. */
export async function remainderOf(
  ctx: Ctx,
  code: string,
  rows: ReturnType<typeof sql>,
): Promise<Reason | undefined> {
  const { rows: found } = await sql<{ n: number }>`select count(*)::int as n from (${rows}) f`.execute(
    ctx.tx,
  );
  const count = found[0]?.n ?? 0;
  return count === 0 ? undefined : { code, params: { count }, remedy: code };
}
