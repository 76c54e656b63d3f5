/** One transfer with all that its moves look at. */
import { isInScope, requireInScope, scopeUnder, type Ctx } from '../../kernel/ctx.ts';
import { localValues } from '../../kernel/parameters.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { standingOfPerson } from '../members/facade.ts';
import type { TransferFacts } from './facts.ts';
import { transferParameters } from './rulebook.ts';
import type { LocalRules } from './rules.ts';
import * as store from './store.ts';

export type TransferFile = {
  row: store.TransferRow;
  letter: store.LetterRow | undefined;
  letters: store.LetterRow[];
  local: LocalRules;
  standing: { status: string; orgId: string } | undefined;
};

/** Of both sides of a transfer: the one at which the reader's permission holds, or a refusal as if there were none. */
export function requireSide(ctx: Ctx, row: store.TransferRow | undefined): store.TransferRow {
  if (!row) throw new Refusal('not_found', { status: 404 });
  if (row.toOrgPath && isInScope(ctx.scope, row.toOrgPath)) return row;
  requireInScope(ctx, row.orgPath);
  return row;
}

export async function readFile(ctx: Ctx, row: store.TransferRow): Promise<TransferFile> {
  const letters = await store.listLetters(ctx, row.id);
  return {
    row,
    letters,
    letter: letters.find((one) => one.voidedOn === null),
    local: await localValues(ctx, transferParameters, row.orgPath),
    standing: row.personId ? await standingOfPerson(ctx, row.personId) : undefined,
  };
}

export function factsOf(
  file: TransferFile,
  today: Temporal.PlainDate,
  brought: TransferFacts['brought'] = {},
): TransferFacts {
  const { row, letter, local, standing } = file;
  return {
    today,
    local,
    stateSince: row.stateSince,
    branchId: row.orgId,
    ...(standing && { standing }),
    ...(letter && { letter: { issuedOn: letter.issuedOn, validUntil: letter.validUntil } }),
    brought,
  };
}

/** Where a move is made: receiving inside the town at the receiving branch, everything else at the branch that answers. */
export function holdsFor(ctx: Ctx, row: store.TransferRow): (permission: string) => boolean {
  const receivingPath = row.direction === 'within' && row.toOrgPath ? row.toOrgPath : row.orgPath;
  return (permission) =>
    isInScope(scopeUnder(ctx, permission), permission === 'transfers.receive' ? receivingPath : row.orgPath);
}
