/** Soundness of a procedure's table, and its diagram for the documentation. */
import { stays, targetOf, type Procedure } from './procedure.ts';

export type ProcedureFault = {
  fault:
    | 'not_one_initial_state'
    | 'no_final_state'
    | 'unknown_state'
    | 'unreachable_state'
    | 'dead_end'
    | 'move_from_final_state'
    | 'move_without_origin'
    | 'duplicate_move'
    | 'duplicate_condition';
  subject: string;
};

/** Every fault of the table: states that cannot be reached or left, moves from or to nowhere, keys used twice. */
export function checkProcedure<Facts, State extends string>(
  procedure: Procedure<Facts, State>,
): ProcedureFault[] {
  const states = new Map(Object.entries<{ initial?: true; final?: true }>(procedure.states));
  const initial = [...states].filter(([, row]) => row.initial).map(([state]) => state);
  const final = [...states].filter(([, row]) => row.final).map(([state]) => state);
  const edges = procedure.moves.flatMap((move) =>
    move.from.map((from) => ({ from: from as string, to: targetOf(move, from) as string })),
  );
  const faults: ProcedureFault[] = [];
  if (initial.length !== 1) faults.push({ fault: 'not_one_initial_state', subject: initial.join(' ') });
  if (final.length === 0) faults.push({ fault: 'no_final_state', subject: procedure.key });

  const seen = new Set<string>();
  for (const move of procedure.moves) {
    if (seen.has(move.key)) faults.push({ fault: 'duplicate_move', subject: move.key });
    seen.add(move.key);
    if (move.from.length === 0) faults.push({ fault: 'move_without_origin', subject: move.key });
    for (const state of move.to === stays ? move.from : [...move.from, move.to]) {
      if (!states.has(state)) faults.push({ fault: 'unknown_state', subject: `${move.key}: ${state}` });
    }
    for (const from of move.from.filter((state) => states.get(state)?.final)) {
      faults.push({ fault: 'move_from_final_state', subject: `${move.key}: ${from}` });
    }
    const conditions = move.conditions.map((condition) => condition.key);
    for (const key of conditions.filter((one, index) => conditions.indexOf(one) !== index)) {
      faults.push({ fault: 'duplicate_condition', subject: `${move.key}: ${key}` });
    }
  }

  const reachable = spread(initial, edges);
  const leadsOut = spread(
    final,
    edges.map(({ from, to }) => ({ from: to, to: from })),
  );
  for (const state of states.keys()) {
    if (!reachable.has(state)) faults.push({ fault: 'unreachable_state', subject: state });
    if (!leadsOut.has(state)) faults.push({ fault: 'dead_end', subject: state });
  }
  return faults;
}

/** The procedure as a Mermaid state diagram; one arrow for each origin of each move. */
export function toDiagram<Facts, State extends string>(procedure: Procedure<Facts, State>): string {
  const lines = ['stateDiagram-v2'];
  for (const [state, row] of Object.entries<{ initial?: true; final?: true }>(procedure.states)) {
    if (row.initial) lines.push(`  [*] --> ${state}`);
    for (const move of procedure.moves.filter((one) => one.from.some((from) => from === state))) {
      lines.push(`  ${state} --> ${move.to === stays ? state : move.to}: ${move.key}`);
    }
    if (row.final) lines.push(`  ${state} --> [*]`);
  }
  return `${lines.join('\n')}\n`;
}

function spread(start: readonly string[], edges: readonly { from: string; to: string }[]): Set<string> {
  const reached = new Set(start);
  for (const state of reached) {
    // A set visits what is added while it is walked, so this reaches everything.
    for (const edge of edges) if (edge.from === state) reached.add(edge.to);
  }
  return reached;
}
