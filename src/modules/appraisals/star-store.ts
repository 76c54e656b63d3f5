/** SQL on the stars. */
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import type { Dimension, RecordWord } from './choices.ts';
import type { RoundRow } from './store.ts';

type Day = Temporal.PlainDate;
/** `met`: speaks for the star or against it; null where it is shown and not counted. `ownPath`: where its member opens it. */
export type StarRecord = {
  label: string;
  path: string;
  ownPath: string;
  on: string;
  word: RecordWord;
  met: boolean | null;
};
export type RatingRow = {
  draftedOn: Day;
  decisionId: string | null;
  confirmedOn: Day | null;
  objectionsUntil: Day | null;
};
export type MarkRow = {
  id: string;
  memberId: string;
  personId: string;
  dimension: Dimension;
  earned: boolean | null;
  have: number | null;
  base: number | null;
  records: StarRecord[];
  reason: string | null;
};

export async function findRating(ctx: Ctx, appraisalId: string): Promise<RatingRow | undefined> {
  const { rows } = await sql<RatingRow>`
    select drafted_on as "draftedOn", decision_id as "decisionId", confirmed_on as "confirmedOn",
      objections_until as "objectionsUntil"
    from star_ratings where appraisal_id = ${appraisalId}
  `.execute(ctx.tx);
  return rows[0];
}

export async function listMarks(ctx: Ctx, appraisalId: string): Promise<MarkRow[]> {
  const { rows } = await sql<MarkRow>`
    select id, member_id as "memberId", person_id as "personId", dimension, earned, have, base, records, reason
    from star_marks where appraisal_id = ${appraisalId}
  `.execute(ctx.tx);
  return rows;
}

/** Drawn anew until confirmed; what the branch said stays, and decides only where there are no records. */
export async function draft(
  ctx: Ctx,
  round: RoundRow,
  marks: readonly Omit<MarkRow, 'id' | 'reason'>[],
): Promise<void> {
  await sql`
    insert into star_ratings (appraisal_id, org_path, drafted_on) values (${round.id}, ${round.orgPath}::ltree, ${ctx.today})
    on conflict (appraisal_id) do update set drafted_on = excluded.drafted_on
  `.execute(ctx.tx);
  await sql`
    insert into star_marks (appraisal_id, member_id, person_id, org_path, dimension, earned, have, base, records)
    select ${round.id}, m."memberId", m."personId", ${round.orgPath}::ltree, m.dimension, m.earned, m.have, m.base, m.records
    from jsonb_to_recordset(${JSON.stringify(marks)}::jsonb)
      as m ("memberId" uuid, "personId" uuid, dimension text, earned boolean, have integer, base integer, records jsonb)
    on conflict (member_id, dimension) do update set have = excluded.have, base = excluded.base, records = excluded.records,
      earned = case
        when excluded.base is not null then excluded.earned
        when star_marks.base is null then star_marks.earned
      end
  `.execute(ctx.tx);
}

export async function sayDimension(
  ctx: Ctx,
  appraisalId: string,
  said: { dimension: Dimension; earnedBy: readonly string[]; reason: string },
): Promise<void> {
  await sql`
    update star_marks set earned = member_id = any(${[...said.earnedBy]}::uuid[]), reason = ${said.reason}
    where appraisal_id = ${appraisalId} and dimension = ${said.dimension} and base is null
  `.execute(ctx.tx);
}

/** The branch's view beside a star from records; undefined where there is no such star. */
export async function setView(
  ctx: Ctx,
  appraisalId: string,
  given: { memberId: string; dimension: Dimension; text: string },
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    update star_marks set reason = ${given.text}
    where appraisal_id = ${appraisalId} and member_id = ${given.memberId} and dimension = ${given.dimension}
      and base is not null
    returning id
  `.execute(ctx.tx);
  return rows[0]?.id;
}

export async function confirm(
  ctx: Ctx,
  appraisalId: string,
  given: { decisionId: string; until: Day },
): Promise<void> {
  await sql`
    update star_ratings set decision_id = ${given.decisionId}, confirmed_on = ${ctx.today}, objections_until = ${given.until}
    where appraisal_id = ${appraisalId} and confirmed_on is null
  `.execute(ctx.tx);
}

export type StarObjection = {
  id: string;
  markId: string;
  text: string;
  madeOn: Day;
  /** Handed in on paper: who entered it, and when. */
  onPaper: boolean;
  recorder: string | null;
  recordedOn: Day | null;
  before: boolean;
  answer: string | null;
  answeredOn: Day | null;
  after: boolean | null;
};

export async function listStarObjections(ctx: Ctx, appraisalId: string): Promise<StarObjection[]> {
  const { rows } = await sql<StarObjection>`
    select id, mark_id as "markId", text, made_on as "madeOn", on_paper as "onPaper", recorder,
      recorded_on as "recordedOn", before, answer, answered_on as "answeredOn", after
    from star_objections where appraisal_id = ${appraisalId} order by made_on, id
  `.execute(ctx.tx);
  return rows;
}

/** Undefined while an earlier one of the same mark waits. */
export async function objectToMark(
  ctx: Ctx,
  round: RoundRow,
  given: { mark: MarkRow; text: string; madeOn: Day; onPaper: boolean },
): Promise<string | undefined> {
  const { mark, text, madeOn, onPaper } = given;
  const { rows } = await sql<{ id: string }>`
    insert into star_objections (mark_id, appraisal_id, person_id, org_path, text, made_on, on_paper, recorder, recorded_on,
      before)
    values (${mark.id}, ${round.id}, ${mark.personId}, ${round.orgPath}::ltree, ${text}, ${madeOn}, ${onPaper},
      ${ctx.actor.name}, ${ctx.today}, ${mark.earned})
    on conflict (mark_id) where answer is null do nothing returning id
  `.execute(ctx.tx);
  return rows[0]?.id;
}

/** False when it was answered already. */
export async function answerStar(
  ctx: Ctx,
  one: { id: string; markId: string },
  given: { answer: string; earned: boolean },
): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    update star_objections set answer = ${given.answer}, answered_on = ${ctx.today}, after = ${given.earned}
    where id = ${one.id} and answer is null returning id
  `.execute(ctx.tx);
  if (rows.length === 0) return false;
  await sql`
    update star_marks set earned = ${given.earned}, reason = ${given.answer} where id = ${one.markId}
  `.execute(ctx.tx);
  return true;
}
