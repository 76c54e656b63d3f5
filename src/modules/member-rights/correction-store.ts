/** SQL on corrections of records. */
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import type { CorrectableField, CorrectionState } from './choices.ts';

type Day = Temporal.PlainDate;

export type CorrectionRow = {
  id: string;
  personId: string;
  personName: string;
  orgId: string;
  orgPath: string;
  field: CorrectableField;
  stood: string | null;
  proposed: string;
  why: string;
  submittedOn: Day;
  dueOn: Day;
  state: CorrectionState;
  decidedOn: Day | null;
  decider: string | null;
  decidedBecause: string | null;
};

export const columns = sql`c.id, c.person_id as "personId", c.person_name as "personName", c.org_id as "orgId",
  c.org_path as "orgPath", c.field, c.stood, c.proposed, c.why, c.submitted_on as "submittedOn", c.due_on as "dueOn", c.state,
  c.decided_on as "decidedOn", c.decider, c.decided_because as "decidedBecause"`;

/** `lock` holds it until the act ends. */
export async function find(ctx: Ctx, id: string, lock = false): Promise<CorrectionRow | undefined> {
  const { rows } = await sql<CorrectionRow>`
    select ${columns} from record_corrections c where c.id = ${id} ${lock ? sql`for update` : sql``}
  `.execute(ctx.tx);
  return rows[0];
}

export type NewCorrection = Pick<
  CorrectionRow,
  'personId' | 'personName' | 'orgId' | 'orgPath' | 'field' | 'stood' | 'proposed' | 'why' | 'dueOn'
>;

/** Undefined when one of the field is open already. */
export async function insert(ctx: Ctx, row: NewCorrection): Promise<string | undefined> {
  const inserted = await ctx.tx
    .insertInto('record_corrections')
    .values({
      person_id: row.personId,
      person_name: row.personName,
      org_id: row.orgId,
      org_path: row.orgPath,
      field: row.field,
      stood: row.stood,
      proposed: row.proposed,
      why: row.why,
      submitted_on: ctx.today,
      due_on: row.dueOn,
      recorded_at: ctx.now,
    })
    // Literally as the index says it: with parameters PostgreSQL would not know the index again.
    .onConflict((on) =>
      on
        .columns(['person_id', 'field'])
        .where(sql<boolean>`state = 'open'`)
        .doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  return inserted?.id;
}

export async function end(
  ctx: Ctx,
  id: string,
  { state, because }: { state: Exclude<CorrectionState, 'open'>; because?: string },
): Promise<void> {
  await ctx.tx
    .updateTable('record_corrections')
    .set({ state, decided_on: ctx.today, decider: ctx.actor.name, decided_because: because ?? null })
    .where('id', '=', id)
    .execute();
}
