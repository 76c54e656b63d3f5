/** One case with all that its moves look at, and who may see and move it. */
import { isInScope, requireInScope, scopeUnder, type Ctx } from '../../kernel/ctx.ts';
import { localValues } from '../../kernel/parameters.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { decisionsWithoutEffect } from '../meetings/facade.ts';
import { standingOfPerson } from '../members/facade.ts';
import { listAppeals, type AppealRow } from './appeal-store.ts';
import { listDecisions, type DecisionRow } from './decision-store.ts';
import type { DispositionFacts } from './facts.ts';
import { dispositionParameters } from './rulebook.ts';
import type { LocalRules, Standing } from './rules.ts';
import * as store from './store.ts';

export type CaseFile = {
  row: store.CaseRow;
  records: store.RecordRow[];
  tasks: store.TaskRow[];
  decisions: DecisionRow[];
  appeals: AppealRow[];
  local: LocalRules;
  standing: Standing | undefined;
  isCorrectedBefore: boolean;
  voided: boolean;
};

/**
 * The case within the act's scope. Nobody keeps, checks or answers the own case: whose it is sees it on the own page.
 */
export function requireCase(ctx: Ctx, row: store.CaseRow | undefined): store.CaseRow {
  if (!row) throw new Refusal('not_found', { status: 404 });
  requireInScope(ctx, row.orgPath);
  if (isOwn(ctx, row.personId))
    throw new Refusal('dispositions.own_case', { status: 403, remedy: 'dispositions.own_page' });
  return row;
}

export function isOwn(ctx: Ctx, personId: string): boolean {
  return ctx.actor.kind === 'person' && ctx.actor.personId === personId;
}

export async function lockCase(ctx: Ctx, id: string): Promise<store.CaseRow> {
  return requireCase(ctx, await store.lock(ctx, id));
}

export async function readFile(ctx: Ctx, row: store.CaseRow): Promise<CaseFile> {
  const decisions = await listDecisions(ctx, row.id);
  const carrying = decisions.filter(({ round }) => round === row.round);
  const void_ = await decisionsWithoutEffect(
    ctx,
    carrying.map(({ decisionId }) => decisionId),
  );
  return {
    row,
    decisions,
    records: await store.listRecords(ctx, row.id),
    tasks: await store.listTasks(ctx, row.id),
    appeals: await listAppeals(ctx, row.id),
    local: await localValues(ctx, dispositionParameters, row.orgPath),
    standing: await standingOfPerson(ctx, row.personId),
    isCorrectedBefore: await store.hasCorrected(ctx, [row.id, ...(row.earlierId ? [row.earlierId] : [])]),
    voided: void_.size > 0,
  };
}

export function factsOf(
  file: CaseFile,
  today: Temporal.PlainDate,
  brought: DispositionFacts['brought'] = {},
): DispositionFacts {
  const { row, standing } = file;
  const ofRound = <Row extends { round: number }>(rows: readonly Row[]): Row[] =>
    rows.filter(({ round }) => round === row.round);
  return {
    today,
    local: file.local,
    stateSince: row.stateSince,
    branchId: row.orgId,
    ...(standing && { standing }),
    records: ofRound(file.records).map(({ kind, happenedOn }) => ({ kind, on: happenedOn })),
    tasks: ofRound(file.tasks).map(({ outcome }) => ({ isNoted: outcome !== null })),
    ...(row.way && { way: row.way }),
    ...(row.deadlineOn && { deadlineOn: row.deadlineOn }),
    isCorrectedBefore: file.isCorrectedBefore,
    hasOpenAppeal: file.appeals.some(({ outcome }) => outcome === null),
    voided: file.voided,
    brought,
  };
}

/** Who may make a move of this case: where the actor holds its permission. */
export function holdsAt(ctx: Ctx, path: string): (permission: string) => boolean {
  return (permission) => isInScope(scopeUnder(ctx, permission), path);
}
