/** Writes what happened into the audit log, in the transaction of the act. */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
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
  await recordAll(ctx, [event]);
}

/** Appends the events of an act on many records, in their order, in one statement. */
export async function recordAll(ctx: Ctx, events: readonly AuditEvent[]): Promise<void> {
  if (events.length === 0) return;
  const act = {
    // The database rounds below the microsecond; what is hashed must be what is kept.
    at: ctx.now.round({ smallestUnit: 'microsecond', roundingMode: 'trunc' }),
    actor_kind: ctx.actor.kind,
    actor_id: accountOf(ctx),
    actor_name: ctx.actor.name,
    permission: ctx.permission,
  };
  const rows = events.map((event) => {
    const own = columnsOf(event);
    return { ...own, row_hash: hashOf({ ...act, ...own, at: instantText(act.at) }) };
  });
  const each = <K extends keyof (typeof rows)[number]>(key: K) => rows.map((row) => row[key]);
  await sql`
    insert into audit_events (at, actor_kind, actor_id, actor_name, permission, on_behalf_of, event, org_id, org_path,
      subject_type, subject_id, before, after, reason, row_hash)
    select ${act.at}::timestamptz, ${act.actor_kind}::text, ${act.actor_id}::uuid, ${act.actor_name}::text,
      ${act.permission}::text, on_behalf_of, event, org_id, org_path::ltree, subject_type, subject_id, before::jsonb,
      after::jsonb, reason, row_hash
    from unnest(
      ${each('on_behalf_of')}::uuid[], ${each('event')}::text[], ${each('org_id')}::uuid[],
      ${each('org_path')}::text[], ${each('subject_type')}::text[], ${each('subject_id')}::uuid[],
      ${each('before')}::text[], ${each('after')}::text[], ${each('reason')}::text[], ${each('row_hash')}::bytea[]
    ) as t (on_behalf_of, event, org_id, org_path, subject_type, subject_id, before, after, reason, row_hash)
  `.execute(ctx.tx);
}

function columnsOf(event: AuditEvent) {
  return {
    on_behalf_of: event.onBehalfOf ?? null,
    event: event.event,
    org_id: event.org?.id ?? null,
    org_path: event.org?.path ?? null,
    subject_type: event.subject?.type ?? null,
    subject_id: event.subject?.id ?? null,
    reason: event.reason ?? null,
    before: event.before == null ? null : canonicalJson(event.before),
    after: event.after == null ? null : canonicalJson(event.after),
  };
}

/** The hash of one row; `before` and `after` as canonical JSON text, `at` in microseconds as PostgreSQL keeps it. */
export function hashOf(content: Record<string, string | null>): Buffer {
  return createHash('sha256').update(canonicalJson(content)).digest();
}

/** One moment as text, to the microsecond that the database keeps. */
export function instantText(at: Temporal.Instant): string {
  return at.toString({ fractionalSecondDigits: 6 });
}
