/** One request with what its moves look at; read in an act that has judged who asks. */
import { withinPaths, type Ctx } from '../../kernel/ctx.ts';
import { localValues } from '../../kernel/parameters.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Desk } from './choices.ts';
import { concernedBy, holdersFor, isHandler } from './desks.ts';
import { own, type RequestFacts } from './procedure.ts';
import { rightsParameters } from './rulebook.ts';
import { appealUntil, deskAbove, freeDesks, type LocalRules } from './rules.ts';
import * as store from './store.ts';

export type RequestFile = { row: store.RequestRow; local: LocalRules; free: Desk[]; above: Desk | undefined };

export function isOwn(ctx: Ctx, row: Pick<store.RequestRow, 'personId'>): boolean {
  return ctx.actor.kind === 'person' && ctx.actor.personId === row.personId;
}

type Side = 'own' | 'desk';

/**
 * Runs the work on a request of the own (`own`) or of the own desk (`desk`); any other is not found, as if there were none.
 * Steps and files are kept at the town, beyond the branch's reach: the act is widened to it once it has been judged.
 */
export async function atRequest<T>(
  ctx: Ctx,
  { id, side, lock = false }: { id: string; side: Side; lock?: boolean },
  work: (ctx: Ctx, row: store.RequestRow) => Promise<T>,
): Promise<T> {
  const row = await store.find(ctx, id, lock);
  if (!row || !(side === 'own' ? isOwn(ctx, row) : isHandler(ctx, row)))
    throw new Refusal('not_found', { status: 404 });
  return withinPaths(ctx, [row.townPath], (wide) => work(wide, row));
}

export async function readFile(ctx: Ctx, row: store.RequestRow): Promise<RequestFile> {
  const holders = await holdersFor(ctx, { branchPath: row.orgPath, townPath: row.townPath });
  const concerned = await concernedBy(ctx, row);
  return {
    row,
    local: await localValues(ctx, rightsParameters, row.orgPath),
    free: freeDesks(row.kind, holders, concerned),
    above: row.state === 'answered' ? deskAbove(row.desk, holders, concerned) : undefined,
  };
}

export function factsOf(
  { row, local, free, above }: RequestFile,
  today: Temporal.PlainDate,
  target?: Desk,
): RequestFacts {
  const until = row.answeredOn && appealUntil(row.answeredOn, local);
  return {
    today,
    desk: row.desk,
    free,
    ...(target && { target }),
    appealed: row.appealedOn !== null,
    ...(until && { appeal: { until: until.day, source: until.source, ...(above && { to: above }) } }),
  };
}

export function holdsFor(ctx: Ctx, row: store.RequestRow): (permission: string) => boolean {
  return (permission) => (permission === own ? isOwn(ctx, row) : isHandler(ctx, row));
}
