/** SQL on appeals. */
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import type { AppealLevel, AppealOutcome } from './choices.ts';
import type { CaseRow } from './store.ts';

type Day = Temporal.PlainDate;

export type AppealRow = {
  id: string;
  level: AppealLevel;
  lodgedOn: Day;
  content: string;
  isOwn: boolean;
  dueOn: Day;
  outcome: AppealOutcome | null;
  answeredOn: Day | null;
  answer: string | null;
  reference: string | null;
};

/** False when one is open already. */
export async function addAppeal(
  ctx: Ctx,
  row: CaseRow,
  appeal: Pick<AppealRow, 'level' | 'lodgedOn' | 'content' | 'isOwn' | 'dueOn'>,
): Promise<boolean> {
  const inserted = await ctx.tx
    .insertInto('disposition_appeals')
    .values({
      disposition_id: row.id,
      person_id: row.personId,
      org_path: row.orgPath,
      level: appeal.level,
      lodged_on: appeal.lodgedOn,
      content: appeal.content,
      is_own: appeal.isOwn,
      due_on: appeal.dueOn,
      recorder: ctx.actor.name,
      recorded_at: ctx.now,
    })
    .onConflict((on) =>
      on
        .column('disposition_id')
        .where(sql<boolean>`outcome is null`)
        .doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

export async function listAppeals(ctx: Ctx, dispositionId: string): Promise<AppealRow[]> {
  const { rows } = await sql<AppealRow>`
    select id, level, lodged_on as "lodgedOn", content, is_own as "isOwn", due_on as "dueOn", outcome,
      answered_on as "answeredOn", answer, reference
    from disposition_appeals where disposition_id = ${dispositionId} order by lodged_on, id
  `.execute(ctx.tx);
  return rows;
}

/** False when it is answered already. */
export async function answerAppeal(
  ctx: Ctx,
  id: string,
  given: { outcome: AppealOutcome; on: Day; answer: string; reference: string },
): Promise<boolean> {
  const { numUpdatedRows } = await ctx.tx
    .updateTable('disposition_appeals')
    .set({
      outcome: given.outcome,
      answered_on: given.on,
      answer: given.answer,
      reference: given.reference,
    })
    .where('id', '=', id)
    .where('outcome', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
