/** The shapes in which the server says no; shared with the web client. */
import { z } from 'zod';

/** One reason, already in the reader's language. */
export const reasonView = z.object({
  code: z.string(),
  message: z.string(),
  cites: z.string().optional(),
  remedy: z.string().optional(),
  possibleFrom: z.iso.date().optional(),
  field: z.string().optional(),
  who: z.string().optional(),
});

/** Body of every answer that is not 2xx. `problemId` finds a 500 in the log. `both` shows the two sides of a stale version. */
export const problemView = z.object({
  code: z.string(),
  message: z.string(),
  reasons: z.array(reasonView),
  problemId: z.string().optional(),
  both: z.object({ yours: z.unknown(), theirs: z.unknown() }).optional(),
});

export type ReasonView = z.infer<typeof reasonView>;

/** A move of a procedure as its screen shows it: whether it can be made now, and by the reader; else what stands against it. */
export function moveViewOf<const Keys extends readonly [string, ...string[]]>(keys: Keys) {
  return z.object({
    move: z.enum(keys),
    direction: z.enum(['forward', 'back', 'out']),
    available: z.boolean(),
    /** The reader may make it here once its conditions are met. */
    mine: z.boolean(),
    because: z.array(reasonView),
  });
}
export type ProblemView = z.infer<typeof problemView>;
