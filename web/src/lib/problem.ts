/** The no of the server, or of the network, as the screens show it. */
import type { ProblemView, ReasonView } from '../../../src/kernel/http/answers.ts';

/** Thrown by `call`: status 0 when there was no answer at all (code `network`). */
export class Problem extends Error {
  readonly code: string;
  readonly status: number;
  readonly reasons: ReasonView[];
  readonly problemId: string | undefined;
  readonly both: ProblemView['both'];

  constructor(status: number, view: ProblemView) {
    super(view.message);
    this.name = 'Problem';
    this.status = status;
    this.code = view.code;
    this.reasons = view.reasons;
    this.problemId = view.problemId;
    this.both = view.both;
  }

  /** True when the same request may succeed later without any change: no connection, or a fault of the server. */
  get mayPass(): boolean {
    return this.status === 0 || this.status >= 500;
  }
}

/** What was thrown, as a Problem; anything else is a bug of the screen and is thrown on. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  throw error;
}
