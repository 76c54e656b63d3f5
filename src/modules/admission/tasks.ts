/** The 25 steps of a case as a list: done, next, waiting for somebody, or not yet and why. */
import type { z } from 'zod';
import { explain, type MoveView } from '../../kernel/procedure/procedure.ts';
import type { Reason } from '../../kernel/refusal.ts';
import { type CaseFile, factsOf } from './case-file.ts';
import { type CaseState, type StepId, stepIds } from './choices.ts';
import { deadlineOf } from './deadlines.ts';
import { actFields, type ActKey, actOfStep } from './acts-api.ts';
import type { AdmissionFacts } from './facts.ts';
import { admissionProcedure } from './procedure.ts';
import { entriesOf, entryOf } from './progress.ts';
import type { taskView } from './case-api.ts';

type Day = Temporal.PlainDate;
export type Task = z.output<typeof taskView>;
type Holds = (permission: string) => boolean;

/** Of several moves that may end a step, the one whose conditions speak for it before anything is brought. */
const leadMove: Partial<Record<StepId, readonly string[]>> = {
  branch_meeting_conversion: ['resolve_conversion'],
  tc_conversion_approval: ['approve_conversion', 'approve_extension', 'approve_revocation'],
};

/** Steps that come again and again. */
const repeated: ReadonlySet<StepId> = new Set(['cultivation', 'probation_observation']);

export function tasksOf(file: CaseFile, today: Day, holds: Holds): Task[] {
  const facts = factsOf(file, today);
  const { moves } = explain(admissionProcedure, file.row.state, facts, holds);
  return stepIds.map((step) => taskOf(file, facts, step, viewFor(step, file.row.state, moves)));
}

function taskOf(
  file: CaseFile,
  facts: AdmissionFacts,
  step: StepId,
  view: MoveView<CaseState> | undefined,
): Task {
  const entry = entryOf(file.progress, step);
  const times = entriesOf(file.progress, step).length;
  const ofStep: Readonly<Record<string, ActKey>> = actOfStep;
  const isHere =
    view !== undefined && !view.because.some((reason) => reason.code === 'procedure.not_from_here');
  const isDone = entry !== undefined && !(repeated.has(step) && isHere);
  const because = isHere ? view.because : [];
  const own = because.filter((reason) => reason.code !== 'procedure.not_permitted');
  const startable = isHere && own.every((reason) => asksInForm(ofStep[step], reason));
  return {
    step,
    state: isDone ? 'done' : stateOf(isHere, startable, because),
    act: isHere ? (ofStep[step] ?? null) : null,
    startable: startable && because.length === own.length,
    permission: view?.permission ?? '',
    doneOn: entry?.on.toString() ?? null,
    dueOn: isDone || !isHere ? null : (deadlineOf(facts, step)?.dueOn.toString() ?? null),
    times,
    because: own.filter((reason) => !asksInForm(ofStep[step], reason)),
  };
}

function stateOf(isHere: boolean, startable: boolean, because: readonly Reason[]): Task['state'] {
  if (!isHere || !startable) return 'blocked';
  return because.some((reason) => reason.code === 'procedure.not_permitted') ? 'waiting' : 'next';
}

/** A reason at a field of the act's own form is answered there. */
function asksInForm(act: ActKey | undefined, reason: Reason): boolean {
  return act !== undefined && reason.field !== undefined && reason.field in actFields[act];
}

function viewFor(
  step: StepId,
  state: CaseState,
  moves: MoveView<CaseState>[],
): MoveView<CaseState> | undefined {
  const keys =
    leadMove[step] ?? admissionProcedure.moves.filter((move) => move.step === step).map((move) => move.key);
  const isFrom = (key: string) =>
    admissionProcedure.moves.some((move) => move.key === key && move.from.includes(state));
  const key = keys.find(isFrom) ?? keys[0];
  return moves.find((view) => view.move === key);
}

/** Acts that lead back or out and need nothing but a reason; votes that were lost come by the meeting's own form. */
export function wayBackOf(file: CaseFile, today: Day, holds: Holds): { act: ActKey; permission: string }[] {
  const { moves } = explain(admissionProcedure, file.row.state, factsOf(file, today), holds);
  return moves.flatMap((view) => {
    if (view.direction === 'forward' || !view.available || !isAct(view.move)) return [];
    return [{ act: view.move, permission: view.permission }];
  });
}

const isAct = (move: string): move is ActKey => move in actFields;

/** What is to be done first: a step that can start, the reader's own before others'; then an observation; then what stands before a reason. */
export function nextOf(tasks: readonly Task[], holdsPermission: Holds): Task | undefined {
  const open = tasks.filter((task) => task.state !== 'done' && task.act !== null);
  const canStart = open.filter((task) => task.state !== 'blocked');
  // Another observation may be entered at any time, so it comes after what brings the case on.
  const onwards = canStart.filter((task) => !repeated.has(task.step));
  return onwards.find((task) => holdsPermission(task.permission)) ?? onwards[0] ?? canStart[0] ?? open[0];
}
