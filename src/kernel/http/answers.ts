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
export type ProblemView = z.infer<typeof problemView>;
