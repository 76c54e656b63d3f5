/** Read models of the cases: the list and one case. */
import { sql } from 'kysely';
import type { z } from 'zod';
import { dayOf, scopeUnder, type Ctx } from '../../kernel/ctx.ts';
import { reasonViewOf } from '../../kernel/http/problems.ts';
import { explain } from '../../kernel/procedure/procedure.ts';
import { listMembersById } from '../members/facade.ts';
import { nameOf, type Attachment } from '../organizations/facade.ts';
import type { changeView, organizationChangesApi } from './api.ts';
import { factsOf, holdsAt, readFile, requireCase, type ChangeFile } from './case-file.ts';
import type { MoveKey } from './choices.ts';
import { noticeOf } from './disclosures.ts';
import { procedureOf } from './procedure.ts';
import * as store from './store.ts';
import { warningsOfFile } from './warnings.ts';

export type ChangeView = z.output<typeof changeView>;
export type ListRequest = z.output<(typeof organizationChangesApi)['listChanges']['request']>;

const pageSize = 20;

export async function listChanges(ctx: Ctx, input: ListRequest) {
  const { rows } = await sql<store.ChangeRow & { total: number }>`
    select ${store.columns}, count(*) over () as total
    from organization_changes c
    where c.org_path <@ any(${ctx.scope}::ltree[])
      ${input.q ? sql`and position(${input.q} in c.subject_name) > 0` : sql``}
      ${input.type ? sql`and c.type = ${input.type}` : sql``}
      ${stateFilter(input.state, ctx.today)}
    order by c.state in ('filed', 'withdrawn'), c.due_on nulls last, c.state_since desc, c.id desc
    offset ${((input.page ?? 1) - 1) * pageSize} limit ${pageSize}
  `.execute(ctx.tx);
  const names = await nameOf(
    ctx,
    rows.map((row) => row.orgId),
    ctx.today,
  );
  return {
    rows: rows.map((row) => summaryOf(row, names.get(row.orgId)?.shortName ?? '', ctx.today)),
    total: rows[0]?.total ?? 0,
    may: { apply: scopeUnder(ctx, 'organization_changes.apply').length > 0 },
  };
}

function stateFilter(state: ListRequest['state'], today: Temporal.PlainDate) {
  if (!state) return sql``;
  if (state === 'under_way') return sql`and c.state not in ('filed', 'withdrawn')`;
  if (state === 'late') return sql`and c.due_on < ${today}`;
  return sql`and c.state = ${state}`;
}

function summaryOf(row: store.ChangeRow, at: string, today: Temporal.PlainDate) {
  return {
    id: row.id,
    type: row.type,
    name: row.subjectName,
    kind: row.newKind,
    at: { id: row.orgId, name: at },
    state: row.state,
    stateSince: row.stateSince.toString(),
    dueOn: row.dueOn?.toString() ?? null,
    late: row.dueOn !== null && Temporal.PlainDate.compare(row.dueOn, today) < 0,
  };
}

export const getChange =
  (attachments: readonly Attachment[]) =>
  async (ctx: Ctx, { id }: { id: string }): Promise<ChangeView> => {
    const row = requireCase(ctx, await store.find(ctx, id));
    return viewOf(ctx, await readFile(ctx, row, attachments));
  };

async function viewOf(ctx: Ctx, file: ChangeFile): Promise<ChangeView> {
  const { row, founders, partIds, ending } = file;
  const names = await nameOf(
    ctx,
    [row.orgId, ...partIds, ...founders.map((one) => one.orgId), ...(row.resultId ? [row.resultId] : [])],
    ctx.today,
  );
  const named = (orgId: string) => ({ id: orgId, name: names.get(orgId)?.shortName ?? '' });
  const [secretary] = row.secretaryId ? await listMembersById(ctx, [row.secretaryId]) : [];
  const steps = await store.listSteps(ctx, row.id);
  const t = ctx.services.translate[ctx.locale];
  const notice = await noticeOf(ctx, row.id);
  return {
    ...summaryOf(row, named(row.orgId).name, ctx.today),
    newName: row.newName,
    need: row.need,
    appliedOn: row.appliedOn.toString(),
    endsOn: row.endsOn?.toString() ?? null,
    result: row.resultId ? named(row.resultId) : null,
    parts: partIds.map(named),
    founders: founders.map((one) => ({
      id: one.id,
      name: one.name,
      branch: named(one.orgId).name,
      isFull: one.kind === 'full',
      isActive: one.status === 'active',
    })),
    secretary: secretary ? { id: secretary.id, name: secretary.name } : null,
    approval: approvalOf(row),
    effectiveOn: row.effectiveOn?.toString() ?? null,
    notice: notice ? { id: notice.id, code: notice.code, state: notice.state } : null,
    mayPutForward:
      !notice &&
      row.approvalReference !== null &&
      row.state !== 'withdrawn' &&
      holdsAt(ctx, row.orgPath)('organization_changes.decide'),
    filing: row.filedOn && row.filingNo ? { on: row.filedOn.toString(), no: row.filingNo } : null,
    ending: ending.map((one) => ({
      ...named(one.id),
      moving: row.type === 'merge' ? one.moving : 0,
      remains: one.remains.map((reason) => reasonViewOf(reason, t)),
    })),
    warnings: (await warningsOfFile(ctx, file, secretary)).map((reason) => reasonViewOf(reason, t)),
    steps: steps.map((step) => ({
      move: step.move as 'apply' | MoveKey, // written by the procedure's own keys
      on: step.happenedOn.toString(),
      recordedOn: dayOf(step.recordedAt).toString(),
      lateDays: Math.max(0, step.happenedOn.until(dayOf(step.recordedAt)).days),
      by: step.recorder,
      why: step.why,
    })),
    moves: movesOf(ctx, file),
    version: row.version,
    today: ctx.today.toString(),
  };
}

function approvalOf(row: store.ChangeRow): ChangeView['approval'] {
  const { approvalReference: reference, decidedOn, decisionQuestion: question } = row;
  return reference && decidedOn && question ? { reference, question, heldOn: decidedOn.toString() } : null;
}

/** Every move from where the case stands; `mine` when only conditions, not rights, are in the way. */
function movesOf(ctx: Ctx, file: ChangeFile): ChangeView['moves'] {
  const { row } = file;
  const procedure = procedureOf(row.newKind);
  const t = ctx.services.translate[ctx.locale];
  const { moves } = explain(procedure, row.state, factsOf(file, ctx.today), holdsAt(ctx, row.orgPath));
  return moves
    .filter((move) => procedure.moves.some((one) => one.key === move.move && one.from.includes(row.state)))
    .map((move) => ({
      move: move.move as MoveKey, // the table's own keys
      direction: move.direction,
      available: move.available,
      mine: !move.because.some((reason) => reason.code === 'procedure.not_permitted'),
      because: move.because.map((reason) => reasonViewOf(reason, t)),
    }));
}
