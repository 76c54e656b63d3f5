/** Admissions under way in a branch: they keep it from being dissolved, and go on in the branch with which it is merged. */
import { sql } from 'kysely';
import { record } from '../../kernel/audit/record.ts';
import { remainderOf, type Attachment } from '../organizations/facade.ts';
import { closedStates } from './choices.ts';

export const admissionsAttached: Attachment = {
  remaining: (ctx, { path }) =>
    remainderOf(
      ctx,
      'admission.remain',
      sql`select from admission_cases
        where state <> all(${[...closedStates]}::text[]) and org_path <@ ${path}::ltree`,
    ),
  async follow(ctx, { from, to, on, reference }) {
    const { rows } = await sql<{ n: number }>`select admissions_follow(${from.id}, ${to.id}) as n`.execute(
      ctx.tx,
    );
    const count = rows[0]?.n ?? 0;
    if (count === 0) return;
    await record(ctx, {
      event: 'admission.followed',
      org: to,
      subject: { type: 'organization', id: from.id },
      after: { count, on: on.toString(), reference },
    });
  },
};
