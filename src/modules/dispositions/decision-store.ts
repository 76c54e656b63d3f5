/** SQL on the votes that carry a case. */
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import type { VotedMove, Way } from './choices.ts';
import type { CaseRow } from './store.ts';

type Day = Temporal.PlainDate;

export type DecisionRow = {
  decisionId: string;
  round: number;
  move: VotedMove;
  heldOn: Day;
  question: string;
  way: Way | null;
  deadlineOn: Day | null;
  eligible: number;
  present: number;
  yes: number;
  no: number;
  abstain: number;
};

/** False when the vote carries a case already: each is put to the vote by itself. */
export async function addDecision(
  ctx: Ctx,
  row: CaseRow,
  decision: Omit<DecisionRow, 'round'>,
): Promise<boolean> {
  const inserted = await ctx.tx
    .insertInto('disposition_decisions')
    .values({
      decision_id: decision.decisionId,
      disposition_id: row.id,
      person_id: row.personId,
      org_path: row.orgPath,
      round: row.round,
      move: decision.move,
      held_on: decision.heldOn,
      question: decision.question,
      way: decision.way,
      deadline_on: decision.deadlineOn,
      eligible: decision.eligible,
      present: decision.present,
      yes: decision.yes,
      no: decision.no,
      abstain: decision.abstain,
      recorder: ctx.actor.name,
      recorded_at: ctx.now,
    })
    .onConflict((on) => on.column('decision_id').doNothing())
    .returning('decision_id')
    .executeTakeFirst();
  return inserted !== undefined;
}

export async function listDecisions(ctx: Ctx, id: string): Promise<DecisionRow[]> {
  const { rows } = await sql<DecisionRow>`
    select decision_id as "decisionId", round, move, held_on as "heldOn", question, way, deadline_on as "deadlineOn", eligible,
      present, yes, no, abstain
    from disposition_decisions where disposition_id = ${id} order by held_on, recorded_at
  `.execute(ctx.tx);
  return rows;
}

/** Those of the votes that carry a case already. */
export async function taken(ctx: Ctx, decisionIds: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select decision_id as id from disposition_decisions where decision_id = any(${[...decisionIds]}::uuid[])
  `.execute(ctx.tx);
  return new Set(rows.map((row) => row.id));
}
