/** SQL on objections to grades, and on the own places in rounds. */
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import type { Grade } from './choices.ts';
import type { RoundRow } from './store.ts';

type Day = Temporal.PlainDate;

export type ObjectionRow = {
  id: string;
  appraisalId: string;
  memberId: string;
  personId: string;
  name: string;
  text: string;
  madeOn: Day;
  onPaper: boolean;
  before: Grade;
  answeredOn: Day | null;
  answer: string | null;
  after: Grade | null;
};

const columns = sql`b.id, b.appraisal_id as "appraisalId", b.member_id as "memberId", b.person_id as "personId",
  m.person_name as name, b.text, b.made_on as "madeOn", b.on_paper as "onPaper", b.before,
  b.answered_on as "answeredOn", b.answer, b.after`;

/** In the order in which they were made. */
export async function listObjections(ctx: Ctx, appraisalIds: readonly string[]): Promise<ObjectionRow[]> {
  const { rows } = await sql<ObjectionRow>`
    select ${columns} from appraisal_objections b join appraisal_members m on m.id = b.member_id
    where b.appraisal_id = any(${[...appraisalIds]}::uuid[]) order by b.recorded_at, b.id
  `.execute(ctx.tx);
  return rows;
}

/** Undefined while an earlier one of the same member waits for its answer. */
export async function insertObjection(
  ctx: Ctx,
  round: Pick<RoundRow, 'id' | 'orgPath'>,
  given: { memberId: string; personId: string; text: string; madeOn: Day; onPaper: boolean; before: Grade },
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    insert into appraisal_objections (appraisal_id, member_id, org_path, person_id, text, made_on, on_paper, recorder,
      recorded_at, before)
    values (${round.id}, ${given.memberId}, ${round.orgPath}::ltree, ${given.personId}, ${given.text}, ${given.madeOn},
      ${given.onPaper}, ${ctx.actor.name}, ${ctx.now}::timestamptz, ${given.before})
    on conflict (member_id) where answer is null do nothing
    returning id
  `.execute(ctx.tx);
  return rows[0]?.id;
}

/** False when it has its answer already. */
export async function answerObjection(
  ctx: Ctx,
  id: string,
  given: { answer: string; after: Grade },
): Promise<boolean> {
  const { numUpdatedRows } = await ctx.tx
    .updateTable('appraisal_objections')
    .set({
      answer: given.answer,
      after: given.after,
      answered_on: ctx.today,
      answerer: ctx.actor.name,
      answered_at: ctx.now,
    })
    .where('id', '=', id)
    .where('answer', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** The reader's own places in rounds, wherever they were held. */
export async function ownPlaces(
  ctx: Ctx,
): Promise<{ appraisalId: string; memberId: string; personId: string; orgPath: string }[]> {
  const personId = ctx.actor.kind === 'person' ? ctx.actor.personId : null;
  if (!personId) return [];
  return ctx.tx
    .selectFrom('appraisal_members')
    .select(['appraisal_id as appraisalId', 'id as memberId', 'person_id as personId', 'org_path as orgPath'])
    .where('person_id', '=', personId)
    .execute();
}
