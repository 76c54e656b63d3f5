/** Writes what happened into the audit log, in the transaction of the act. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '../canonical-json.ts';
import type { Ctx } from '../ctx.ts';
import { accountOf } from '../ctx.ts';

export type AuditEvent = {
  /** Dotted name, e.g. 'members.unmasked'; message key `audit.<event>`. */
  event: string;
  org?: { id: string; path: string };
  subject?: { type: string; id: string };
  /** Values before and after; never passwords, codes or whole ID numbers. */
  before?: unknown;
  after?: unknown;
  reason?: string;
  onBehalfOf?: string;
};

/** Appends one event; its hash covers the whole content, so a later change shows at `verify`. */
export async function record(ctx: Ctx, event: AuditEvent): Promise<void> {
  const row = {
    // The database rounds below the microsecond; what is hashed must be what is kept.
    at: ctx.now.round({ smallestUnit: 'microsecond', roundingMode: 'trunc' }),
    actor_kind: ctx.actor.kind,
    actor_id: accountOf(ctx),
    actor_name: ctx.actor.name,
    on_behalf_of: event.onBehalfOf ?? null,
    permission: ctx.permission,
    event: event.event,
    org_id: event.org?.id ?? null,
    org_path: event.org?.path ?? null,
    subject_type: event.subject?.type ?? null,
    subject_id: event.subject?.id ?? null,
    reason: event.reason ?? null,
  };
  const before = event.before == null ? null : canonicalJson(event.before);
  const after = event.after == null ? null : canonicalJson(event.after);
  await ctx.tx
    .insertInto('audit_events')
    .values({ ...row, before, after, row_hash: hashOf({ ...row, at: instantText(row.at), before, after }) })
    .execute();
}

/** The hash of one row; `before` and `after` as canonical JSON text, `at` in microseconds as PostgreSQL keeps it. */
export function hashOf(content: Record<string, string | null>): Buffer {
  return createHash('sha256').update(canonicalJson(content)).digest();
}

/** One moment as text, to the microsecond that the database keeps. */
export function instantText(at: Temporal.Instant): string {
  return at.toString({ fractionalSecondDigits: 6 });
}
