/** Moving a case: the procedure decides, one update writes, and what the move implies is done in the same act. */
import { record } from '../../kernel/audit/record.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { requireMove } from '../../kernel/procedure/procedure.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { enterEventOf } from '../members/facade.ts';
import { factsOf, holdsAt, lockCase, readFile, type CaseFile } from './case-file.ts';
import type { MoveKey } from './choices.ts';
import type { DispositionFacts } from './facts.ts';
import { dispositionProcedure } from './procedure.ts';
import * as store from './store.ts';
import { tellNext, tellPerson } from './telling.ts';

export type MoveInput = { id: string; version: number; on: string; why?: string | undefined };

/** A move that needs no more than its day. Refuses with every reason of the procedure; 409 when somebody was faster. */
export async function moveDisposition(ctx: Ctx, key: MoveKey, input: MoveInput): Promise<void> {
  const file = await readFile(ctx, await lockCase(ctx, input.id));
  await makeMove(ctx, file, key, { ...input, brought: { on: Temporal.PlainDate.from(input.on) } });
}

export type Making = {
  version: number;
  brought: DispositionFacts['brought'];
  why?: string | undefined;
  /** Number of the document that approves, or that answers an appeal. */
  reference?: string;
};

/** The same for an act that has read the case already; its lock is held. */
export async function makeMove(ctx: Ctx, file: CaseFile, key: MoveKey, made: Making): Promise<void> {
  const { row } = file;
  const { brought, why } = made;
  const move = requireMove(dispositionProcedure, key, row.state, factsOf(file, ctx.today, brought), {
    holds: holdsAt(ctx, row.orgPath),
    ...(why !== undefined && { why }),
  });
  if (row.version !== made.version) throw new Refusal('stale', { status: 409 });
  const on = brought.vote?.heldOn ?? brought.on ?? ctx.today;
  const change = { ...valuesOf(row, key, made), state: move.to, state_since: on };
  if (!(await store.change(ctx, row, change))) throw new Refusal('stale', { status: 409 });
  await store.addStep(ctx, row, {
    move: key,
    toState: move.to,
    way: change.way === undefined ? row.way : change.way,
    on,
    why: why?.trim() || null,
  });
  await changeRoll(ctx, file, key, { on, reference: made.reference });
  await record(ctx, {
    event: 'dispositions.moved',
    org: { id: row.orgId, path: row.orgPath },
    subject: { type: 'member_disposition', id: row.id },
    before: { state: row.state },
    after: { move: key, state: move.to, on: on.toString() },
  });
  await tellPerson(ctx, row);
  if (key === 'resolve' || key === 'confirm_correction') await tellNext(ctx, row, ['organization_officer']);
  if (key === 'approve' || key === 'return_to_branch') await tellNext(ctx, row, ['village_secretary']);
}

/** What a decision sets, and what a way back to the branch takes away again. */
function valuesOf(
  row: store.CaseRow,
  key: MoveKey,
  { brought, reference }: Making,
): Omit<store.CaseChange, 'state' | 'state_since'> {
  switch (key) {
    case 'resolve':
      return {
        way: brought.terms?.way ?? null,
        deadline_on: brought.terms?.deadlineOn ?? null,
        branch_decided_on: brought.vote?.heldOn ?? null,
      };
    case 'approve':
      return { approved_on: brought.vote?.heldOn ?? null, approval_reference: reference ?? null };
    case 'return_to_branch':
    case 'not_corrected':
    case 'refuses_to_withdraw':
      return {
        round: row.round + 1,
        way: null,
        deadline_on: null,
        branch_decided_on: null,
        approved_on: null,
        approval_reference: null,
      };
    default:
      return {};
  }
}

/**
 * The standing changes only with these moves: delisted from the day of the approval, or of the own withdrawal after advice;
 * restored, with the dates of joining and conversion as they were, when an appeal against it is upheld.
 */
async function changeRoll(
  ctx: Ctx,
  { row, standing }: CaseFile,
  key: MoveKey,
  { on, reference }: { on: Temporal.PlainDate; reference: string | undefined },
): Promise<void> {
  if (key === 'delist' || key === 'take_withdrawal') {
    const from = key === 'delist' ? (row.approvedOn ?? on) : on;
    await enterEventOf(ctx, row.personId, {
      event: 'delisted',
      on: from.toString(),
      reference: row.approvalReference ?? undefined,
    });
  }
  const hasLeft = row.state === 'effective' || (row.state === 'archived' && row.way !== 'rectify');
  if (key === 'revoke' && hasLeft && standing?.status === 'delisted')
    await enterEventOf(ctx, row.personId, { event: 'restored', on: on.toString(), reference });
}
