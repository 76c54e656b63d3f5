/** A mistake is taken back in the open: the entry stays on record as undone, with the reason. */
import type { Ctx } from '../../kernel/ctx.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { readFile } from './case-file.ts';
import { type Done, lockCase, writeEntry } from './acts.ts';
import { movesWithEffect } from './effects.ts';
import { ruleSetOn } from './rulebooks.ts';
import { entriesNotTakenBack, replay, takeBack } from './progress.ts';

/** Undoes the last standing entry. Refuses the application itself and what has its consequence in the roll. */
export async function takeBackEntry(
  ctx: Ctx,
  input: { id: string; version: number; why: string },
): Promise<Done> {
  const row = await lockCase(ctx, input.id);
  if (row.version !== input.version) throw new Refusal('stale', { status: 409 });
  const file = await readFile(ctx, row);
  const standing = entriesNotTakenBack(file.entries);
  const last = standing.at(-1);
  const stays: readonly string[] = movesWithEffect;
  if (!last || standing.length === 1 || stays.includes(last.move))
    throw new Refusal('admission.entry_stays', { status: 409 });
  return writeEntry(ctx, file, {
    no: (file.entries.at(-1)?.no ?? 0) + 1,
    move: takeBack,
    step: null,
    from: row.state,
    to: replay(standing.slice(0, -1)).state,
    on: ctx.today,
    details: { undoes: last.no },
    decisionId: null,
    ruleSet: ruleSetOn(ctx.today).value,
    verdict: null,
    warnings: [],
    why: input.why,
  });
}
