/** The audit log as the audit administrator reads it: everything that happened, nothing of what business rows contain. */
import { sql, type SqlBool } from 'kysely';
import type { z } from 'zod';
import { record } from '../../kernel/audit/record.ts';
import { latestSeal } from '../../kernel/audit/seal.ts';
import { timeZone, type Ctx } from '../../kernel/ctx.ts';
import { Download } from '../../kernel/http/bind.ts';
import type { ReplyOf, RequestOf } from '../../kernel/http/contract.ts';
import { writeSheet } from '../../kernel/paper/sheet-writing.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { administrationMessages } from './messages.ts';
import { pageSize, type administrationApi, type auditRow } from './api.ts';

type Filter = RequestOf<(typeof administrationApi)['exportAuditEvents']>;
type Row = z.infer<typeof auditRow>;
type Page = ReplyOf<(typeof administrationApi)['listAuditEvents']>;

/** Only of these the values are shown: they hold no business data. */
const openValues = ['auth.', 'accounts.', 'rights.', 'audit.'];
const mostExported = 200_000;

/** One page, newest first; turning pages costs the same however deep, since each begins where the last one ended. */
export async function listAuditEvents(
  ctx: Ctx,
  input: Filter & { after?: string | undefined },
): Promise<Page> {
  const found = await eventsOf(ctx, input, { after: cursorOf(input.after), limit: pageSize + 1 });
  const rows = found.slice(0, pageSize);
  const last = rows.at(-1);
  return {
    rows: rows.map(viewOf),
    next: found.length > pageSize && last ? `${last.at.toString()}_${last.id}` : null,
  };
}

/** All events of the filter as a sheet; too many are refused, never cut. */
export async function exportAuditEvents(ctx: Ctx, input: Filter): Promise<Download> {
  const rows = await eventsOf(ctx, input, { after: undefined, limit: mostExported + 1 });
  if (rows.length > mostExported)
    throw new Refusal('audit.export_too_large', {
      params: { most: mostExported },
      remedy: 'audit.narrow_period',
    });
  const home =
    ctx.actor.kind === 'person' ? ctx.actor.grants.find((one) => ctx.scope.includes(one.orgPath)) : undefined;
  await record(ctx, {
    event: 'audit.exported',
    ...(home && { org: { id: home.orgId, path: home.orgPath } }),
    after: { ...input, events: rows.length },
  });
  const texts = administrationMessages[ctx.locale];
  const body = await writeSheet({
    name: texts['administration.sheet_name'],
    columns: texts['administration.sheet_columns'].split('|').map((header) => ({ header })),
    rows: rows
      .map(viewOf)
      .map((row) => [
        Temporal.Instant.from(row.at)
          .toZonedDateTimeISO(timeZone)
          .toPlainDateTime()
          .toString({ smallestUnit: 'second' }),
        row.actorName,
        row.event,
        row.orgName ?? '',
        row.permission,
        row.subjectType ?? '',
        row.subjectId ?? '',
        row.fields.join('、'),
        row.reason ?? '',
        row.sealNo === null ? '' : String(row.sealNo),
      ]),
  });
  return new Download({
    name: `${texts['administration.sheet_name']}-${ctx.today.toString()}.xlsx`,
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    body: Buffer.from(body),
  });
}

export async function getSeal(ctx: Ctx): Promise<ReplyOf<(typeof administrationApi)['getSeal']>> {
  const seal = await latestSeal(ctx.tx);
  const { unsealed } = await ctx.tx
    .selectFrom('audit_events')
    .select((eb) => eb.fn.countAll<number>().as('unsealed'))
    .where('seal_no', 'is', null)
    .executeTakeFirstOrThrow();
  return {
    seal: seal
      ? { no: seal.seal_no, at: seal.sealed_at.toString(), root: seal.log_root.toString('base64') }
      : null,
    unsealed,
  };
}

type Cursor = { at: string; id: string };

function cursorOf(text: string | undefined): Cursor | undefined {
  if (!text) return undefined;
  const [, at, id] = /^([0-9T:.Z-]{10,40})_([0-9a-f-]{36})$/u.exec(text) ?? [];
  if (!at || !id) throw new Refusal('input.invalid', { status: 400, field: 'after' });
  return { at, id };
}

async function eventsOf(ctx: Ctx, filter: Filter, page: { after: Cursor | undefined; limit: number }) {
  let query = ctx.tx
    .selectFrom('audit_events as e')
    .leftJoin('organization_names as n', (join) =>
      join.onRef('n.org_id', '=', 'e.org_id').on(sql<SqlBool>`upper_inf(n.valid)`),
    )
    .select([
      'e.id',
      'e.at',
      'e.actor_name',
      'e.actor_kind',
      'e.event',
      'e.permission',
      'n.short_name as org_name',
      'e.subject_type',
      'e.subject_id',
      'e.before',
      'e.after',
      'e.reason',
      'e.seal_no',
    ])
    .where(sql<SqlBool>`(e.org_path is null or e.org_path <@ any(${ctx.scope}::ltree[]))`)
    .orderBy('e.at', 'desc')
    .orderBy('e.id', 'desc')
    .limit(page.limit);
  if (page.after)
    query = query.where(sql<SqlBool>`(e.at, e.id) < (${page.after.at}::timestamptz, ${page.after.id}::uuid)`);
  if (filter.from) query = query.where('e.at', '>=', startOf(filter.from));
  if (filter.to) query = query.where('e.at', '<', startOf(filter.to, 1));
  if (filter.actorId) query = query.where('e.actor_id', '=', filter.actorId);
  if (filter.event) query = query.where('e.event', '=', filter.event);
  if (filter.orgId) query = query.where('e.org_id', '=', filter.orgId);
  if (filter.subjectType) query = query.where('e.subject_type', '=', filter.subjectType);
  if (filter.subjectId) query = query.where('e.subject_id', '=', filter.subjectId);
  return query.execute();
}

/** Midnight in China before a day, or before the one `later` days after it. */
function startOf(day: string, later = 0): Temporal.Instant {
  return Temporal.PlainDate.from(day).add({ days: later }).toZonedDateTime(timeZone).toInstant();
}

function viewOf(row: Awaited<ReturnType<typeof eventsOf>>[number]): Row {
  const isOpen = openValues.some((prefix) => row.event.startsWith(prefix));
  return {
    id: row.id,
    at: row.at.toString(),
    actorName: row.actor_name,
    actorKind: row.actor_kind,
    event: row.event,
    permission: row.permission,
    orgName: row.org_name,
    subjectType: row.subject_type,
    subjectId: row.subject_id,
    fields: [...new Set([...keysOf(row.before), ...keysOf(row.after)])],
    values: isOpen ? { before: row.before, after: row.after } : null,
    // A reason is free text of a business act and may name people.
    reason: isOpen ? row.reason : null,
    sealNo: row.seal_no,
  };
}

function keysOf(value: unknown): string[] {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? Object.keys(value) : [];
}
