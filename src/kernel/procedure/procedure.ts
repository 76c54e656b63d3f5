/**
 * Procedures as data: states, moves and the conditions of each move. Facts are gathered by the module and passed in;
 * nothing here reads a clock or a database. `explain` is what a screen shows, `requireMove` is what an action asks.
 */
import { type Reason, Refusal, refuseAll } from '../refusal.ts';

export type StateRow = { initial?: true; final?: true };

/** One thing that must be true before a move; the reasons say what is missing, by which rule, who can meet it, from when. */
export type Condition<Facts> = {
  key: string;
  check: (facts: Facts) => Reason | readonly Reason[] | undefined;
};

/** In place of a target: the move is a step done within its state, such as one of several that may come in any order. */
export const stays = 'stays';

/**
 * `direction`: `forward` along the main path, `back` to an earlier state, `out` of the procedure.
 * `asksReason`: whoever makes the move must say why.
 * `warnings`: what the rules ask but nobody can mend any more (a talk held late); they are shown and kept, never refused.
 */
export type Move<Facts, State extends string = string> = {
  key: string;
  from: readonly State[];
  to: State | typeof stays;
  permission: string;
  direction: 'forward' | 'back' | 'out';
  asksReason?: true;
  conditions: readonly Condition<Facts>[];
  warnings?: readonly Condition<Facts>[];
  cites?: string;
};

export type Procedure<Facts, State extends string = string> = {
  key: string;
  states: Readonly<Record<State, StateRow>>;
  moves: readonly Move<Facts, State>[];
};

/** A procedure and the days (ISO, inclusive) on which its steps follow it. */
export type ProcedureVersion<P> = { from: string; to?: string; procedure: P };

/** What a screen shows of one move; `because` is empty exactly when it is available. */
export type MoveView<State extends string = string> = {
  move: string;
  from: State;
  to: State;
  direction: Move<never>['direction'];
  permission: string;
  asksReason: boolean;
  available: boolean;
  because: Reason[];
};

/** `next` is the first forward move from this state that is available, else the first one; none in a final state. */
export type Explanation<State extends string = string> = { moves: MoveView<State>[]; next?: MoveView<State> };

/** A move that may be made, with the state in which it ends. */
export type MadeMove<Facts, State extends string> = Move<Facts, State> & { to: State };

/** Answers for every move whether it is possible now and, if not, all reasons why. */
export function explain<Facts, State extends string>(
  procedure: Procedure<Facts, State>,
  state: State,
  facts: Facts,
  holds: (permission: string) => boolean,
): Explanation<State> {
  const moves = procedure.moves.map((move) => {
    const because = reasonsAgainst(procedure, move, state, facts, holds);
    return {
      move: move.key,
      from: state,
      to: targetOf(move, state),
      direction: move.direction,
      permission: move.permission,
      asksReason: move.asksReason === true,
      available: because.length === 0,
      because,
    };
  });
  const forward = moves.filter(
    (view, index) => view.direction === 'forward' && procedure.moves[index]?.from.includes(state),
  );
  const next = forward.find((view) => view.available) ?? forward[0];
  return next ? { moves, next } : { moves };
}

/**
 * The move, or a Refusal with all reasons: 403 without the permission, 409 when the case is not in a state that allows
 * the move (someone may have been faster), 422 otherwise. `why` is required where the move asks a reason.
 */
export function requireMove<Facts, State extends string>(
  procedure: Procedure<Facts, State>,
  moveKey: string,
  state: State,
  facts: Facts,
  options: { holds: (permission: string) => boolean; why?: string },
): MadeMove<Facts, State> {
  const move = procedure.moves.find((candidate) => candidate.key === moveKey);
  if (!move)
    throw new Refusal('procedure.no_such_move', {
      status: 404,
      params: { move: moveKey },
    });
  const because = reasonsAgainst(procedure, move, state, facts, options.holds);
  if (because.length === 0 && move.asksReason && !options.why?.trim()) {
    because.push({ code: 'procedure.reason_required', field: 'why' });
  }
  if (because.length === 0) return { ...move, to: targetOf(move, state) };
  const isBecauseOf = (code: string): boolean => because.some((reason) => reason.code === code);
  if (isBecauseOf('procedure.not_permitted')) refuseAll(because, 403);
  refuseAll(because, isBecauseOf('procedure.not_from_here') ? 409 : 422);
}

/** The state in which a case stands after the move. */
export function targetOf<State extends string>(move: Pick<Move<never, State>, 'to'>, state: State): State {
  return move.to === stays ? state : move.to;
}

/** What is to be said of a move that is made all the same. */
export function warningsOf<Facts, State extends string>(move: Move<Facts, State>, facts: Facts): Reason[] {
  return (move.warnings ?? []).flatMap((warning) =>
    [unmetBy(warning, facts) ?? []].flat().map((reason) => citing(reason, move.cites)),
  );
}

/** The procedure that a step on `day` follows. Refuses `procedure.none_in_force` when no version covers the day. */
export function procedureFor<P>(versions: readonly ProcedureVersion<P>[], day: Temporal.PlainDate): P {
  const iso = day.toString();
  const version = versions.find((row) => row.from <= iso && (row.to === undefined || iso <= row.to));
  if (!version) throw new Refusal('procedure.none_in_force', { params: { day: iso } });
  return version.procedure;
}

function reasonsAgainst<Facts, State extends string>(
  procedure: Procedure<Facts, State>,
  move: Move<Facts, State>,
  state: State,
  facts: Facts,
  holds: (permission: string) => boolean,
): Reason[] {
  const because: Reason[] = [];
  if (!holds(move.permission)) {
    because.push({
      code: 'procedure.not_permitted',
      params: { permissionKey: `permission.${move.permission}` },
      who: move.permission,
    });
  }
  if (!move.from.includes(state)) {
    // The conditions speak of a case that has come this far; from elsewhere their reasons would mislead.
    because.unshift({
      code: 'procedure.not_from_here',
      params: {
        moveKey: moveMessageKey(procedure.key, move.key),
        stateKey: stateMessageKey(procedure.key, state),
        fromKey: stateMessageKey(procedure.key, move.from[0] ?? ''),
      },
    });
    return because;
  }
  for (const condition of move.conditions) {
    const unmet = unmetBy(condition, facts);
    for (const reason of unmet === undefined ? [] : [unmet].flat()) because.push(citing(reason, move.cites));
  }
  return because;
}

/** What a check itself refuses (a year without a calendar) is one more reason, so that the other moves can still be shown. */
function unmetBy<Facts>(condition: Condition<Facts>, facts: Facts): ReturnType<Condition<Facts>['check']> {
  try {
    return condition.check(facts);
  } catch (error) {
    if (error instanceof Refusal) return error.reasons;
    throw error;
  }
}

/** Message key of a state's name. */
export function stateMessageKey(procedure: string, state: string): string {
  return `procedure.${procedure}.state.${state}`;
}

/** Message key of a move's name. */
export function moveMessageKey(procedure: string, move: string): string {
  return `procedure.${procedure}.move.${move}`;
}

function citing(reason: Reason, cites: string | undefined): Reason {
  return reason.cites === undefined && cites !== undefined ? { ...reason, cites } : reason;
}
