/** Tests generated from a procedure's table: each move from each state, with and without its permission, each condition broken. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkProcedure } from '../../src/kernel/procedure/check.ts';
import {
  explain,
  moveMessageKey,
  type Procedure,
  requireMove,
  stateMessageKey,
  targetOf,
} from '../../src/kernel/procedure/procedure.ts';
import type { Catalogue } from '../../src/kernel/i18n/catalogue.ts';
import { type Reason, Refusal } from '../../src/kernel/refusal.ts';

/**
 * `ready`: facts with which every condition of the move is met.
 * `spoilt`: for each condition, by `move.condition` or by `condition`, the same facts with that one thing missing.
 */
export type Rehearsal<Facts> = {
  ready: (move: string) => Facts;
  spoilt: Readonly<Record<string, (facts: Facts) => Facts>>;
  /** Where given, every name and every reason that comes up must have its text. */
  texts?: Catalogue;
};

const everything = (): boolean => true;

/** Registers the tests; call it once for each procedure of the system. */
export function testEveryMove<Facts, State extends string>(
  procedure: Procedure<Facts, State>,
  { ready, spoilt, texts }: Rehearsal<Facts>,
): void {
  const states = Object.keys(procedure.states).filter((state): state is State => state in procedure.states);

  test(`${procedure.key}: the table is sound`, () => {
    assert.deepEqual(checkProcedure(procedure), []);
    assert.ok(procedure.moves.length > 0);
  });

  if (texts) {
    test(`${procedure.key}: every state, move and permission has its text`, () => {
      for (const state of states) requireText(texts, stateMessageKey(procedure.key, state));
      for (const move of procedure.moves) {
        requireText(texts, moveMessageKey(procedure.key, move.key));
        requireText(texts, `permission.${move.permission}`);
        requireText(texts, `who.${move.permission}`);
      }
    });
  }

  for (const move of procedure.moves) {
    const facts = ready(move.key);
    for (const state of states) {
      const allowed = move.from.includes(state);
      test(`${procedure.key}: ${move.key} from ${state} is ${allowed ? 'possible' : 'refused'}`, () => {
        const view = explain(procedure, state, facts, everything).moves.find((one) => one.move === move.key);
        assert.deepEqual(
          view?.because.map((reason) => reason.code),
          allowed ? [] : ['procedure.not_from_here'],
        );
        const make = () =>
          requireMove(procedure, move.key, state, facts, { holds: everything, why: '补充方案' });
        if (allowed) assert.equal(make().to, targetOf(move, state));
        else assert.throws(make, (error) => error instanceof Refusal && error.status === 409);
      });

      test(`${procedure.key}: ${move.key} from ${state} is refused without ${move.permission}`, () => {
        const holds = (permission: string): boolean => permission !== move.permission;
        assert.throws(
          () => requireMove(procedure, move.key, state, facts, { holds, why: '补充方案' }),
          (error) =>
            error instanceof Refusal &&
            error.status === 403 &&
            error.reasons.some((reason) => reason.who === move.permission),
        );
      });
    }

    if (move.asksReason) {
      test(`${procedure.key}: ${move.key} is refused without a reason`, () => {
        const [from] = move.from;
        assert.ok(from);
        assert.throws(
          () => requireMove(procedure, move.key, from, facts, { holds: everything, why: '  ' }),
          (error) => error instanceof Refusal && error.code === 'procedure.reason_required',
        );
      });
    }

    for (const condition of move.conditions) {
      test(`${procedure.key}: ${move.key} is refused when ${condition.key} is not met`, () => {
        const spoil = spoilt[`${move.key}.${condition.key}`] ?? spoilt[condition.key];
        assert.ok(spoil, `no test facts break ${move.key}.${condition.key}`);
        const spoiltFacts = spoil(ready(move.key));
        const reasons = [condition.check(spoiltFacts) ?? []].flat();
        assert.ok(reasons.length > 0, 'the condition does not see what is missing');
        if (texts) for (const reason of reasons) requireTexts(texts, reason);
        for (const from of move.from) {
          assert.throws(
            () => requireMove(procedure, move.key, from, spoiltFacts, { holds: everything, why: '补充方案' }),
            (error) =>
              error instanceof Refusal &&
              error.status === 422 &&
              reasons.every((reason) => error.reasons.some((one) => one.code === reason.code)),
          );
        }
      });
    }
  }
}

/** The reason's sentence, what to do, who can, every name in it; and no blank of the sentence left without a value. */
export function requireTexts(texts: Catalogue, reason: Reason): void {
  const params = reason.params ?? {};
  const given = new Set(Object.keys(params).map((name) => name.replace(/Key$/u, '')));
  const keys = [`refusal.${reason.code}`];
  if (reason.remedy) keys.push(`remedy.${reason.remedy}`);
  for (const key of keys) {
    for (const text of requireText(texts, key)) {
      for (const [, blank = ''] of text.matchAll(/\{\{(\w+)\}\}/gu))
        assert.ok(given.has(blank), `${key} lacks ${blank}`);
    }
  }
  if (reason.who) requireText(texts, `who.${reason.who}`);
  for (const [name, value] of Object.entries(params))
    if (name.endsWith('Key')) requireText(texts, String(value));
}

function requireText(texts: Catalogue, key: string): string[] {
  const both = [texts['zh-CN'][key], texts.en[key]].filter((text) => text !== undefined && text !== '');
  assert.equal(both.length, 2, `no text for ${key}`);
  return both.map(String);
}
