/** Reads of personal files: recorded like writes, and shown to the person whose file it is. */
import type { Ctx } from '../ctx.ts';
import { record } from './record.ts';

/** Events that count as opening a file; a module names its own as `<module>.opened`, `.unmasked`, `.exported`. */
const readings = ['opened', 'unmasked', 'exported'] as const;

/** Records that the actor opened a personal file; `how` tells how far. Message key `audit.<module>.<how>`. */
export async function recordRead(
  ctx: Ctx,
  subject: { module: string; type: string; id: string; org: { id: string; path: string } },
  options: { how?: (typeof readings)[number]; reason?: string } = {},
): Promise<void> {
  await record(ctx, {
    event: `${subject.module}.${options.how ?? 'opened'}`,
    org: subject.org,
    subject: { type: subject.type, id: subject.id },
    ...(options.reason && { reason: options.reason }),
  });
}

export type Reading = { at: Temporal.Instant; by: string; event: string; reason: string | null };

/** Who opened a personal file, newest first; the caller has made sure that it is the reader's own or in scope. */
export async function whoOpened(
  ctx: Ctx,
  subject: { module: string; type: string; id: string },
  limit = 200,
): Promise<Reading[]> {
  return ctx.tx
    .selectFrom('audit_events')
    .select(['at', 'actor_name as by', 'event', 'reason'])
    .where('subject_type', '=', subject.type)
    .where('subject_id', '=', subject.id)
    .where(
      'event',
      'in',
      readings.map((how) => `${subject.module}.${how}`),
    )
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}
