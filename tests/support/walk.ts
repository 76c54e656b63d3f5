/** Seeded walks: the same seed takes the same steps; what must hold of any procedure is held at each of them. */
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import type { TestContext } from 'node:test';
import { explain, type MadeMove, type Procedure, requireMove } from '../../src/kernel/procedure/procedure.ts';
import { Refusal } from '../../src/kernel/refusal.ts';
import { messages } from '../../src/modules/messages.ts';
import { requireTexts } from '../procedures/every-move.ts';

/** A whole number from 0 to one less than `below`. */
export type Pick = (below: number) => number;

/** Of `JISHI_SEED`, else of a new seed; printed with the test, so that a walk that fails can be taken again. */
export function seededFor(t: TestContext): Pick {
  const seed = Number(process.env['JISHI_SEED'] ?? randomInt(2 ** 31));
  t.diagnostic(`seed ${seed} (JISHI_SEED repeats the walk)`);
  return seeded(seed);
}

/** Small and reproducible: mulberry32. */
export function seeded(seed: number): Pick {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

export function oneOf<T>(pick: Pick, among: readonly T[]): T {
  const chosen = among[pick(among.length)];
  assert.ok(chosen !== undefined, 'nothing to choose from');
  return chosen;
}

/**
 * Tries one move as an action does, and holds what every procedure promises whatever its rules: a refusal says why in
 * both languages, what the screen shows is what the act answers, nobody without the permission moves anything, and
 * nothing moves out of a final state. Undefined where it is refused.
 */
export function attempt<Facts, State extends string>(
  procedure: Procedure<Facts, State>,
  key: string,
  state: State,
  facts: Facts,
): MadeMove<Facts, State> | undefined {
  const view = explain(procedure, state, facts, () => true).moves.find((one) => one.move === key);
  assert.ok(view, `${key} is not shown`);
  const forbidden = refusalOf(() => requireMove(procedure, key, state, facts, { holds: () => false, why }));
  assert.equal(forbidden?.status, 403, `${key} is possible without its permission`);

  let made: MadeMove<Facts, State> | undefined;
  const refusal = refusalOf(() => {
    made = requireMove(procedure, key, state, facts, { holds: () => true, why });
  });
  assert.equal(view.available, refusal === undefined, `${key}: the screen and the act differ`);
  if (refusal) {
    assert.ok(refusal.reasons.length > 0, `${key} is refused without a reason`);
    for (const reason of refusal.reasons) requireTexts(messages, reason);
    assert.deepEqual(
      refusal.reasons.map((one) => one.code),
      view.because.map((one) => one.code),
    );
  }
  assert.ok(!(made && procedure.states[state].final), `${key} moves a case out of the final state ${state}`);
  return made;
}

const why = '支部研究的意见';

function refusalOf(act: () => unknown): Refusal | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}
