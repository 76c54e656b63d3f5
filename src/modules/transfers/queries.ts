/** Read models of transfers: the list, one case, the own ones, and what the forms choose from. */
import { sql } from 'kysely';
import type { z } from 'zod';
import { dayOf, scopeUnder, type Ctx } from '../../kernel/ctx.ts';
import { reasonViewOf } from '../../kernel/http/problems.ts';
import { explain } from '../../kernel/procedure/procedure.ts';
import { paidUpTo } from '../dues/facade.ts';
import { listGone } from '../members/facade.ts';
import { listBranches, nameOf, superiorTownOf } from '../organizations/facade.ts';
import type { transferView, transfersApi } from './api.ts';
import { factsOf, holdsFor, readFile, requireSide, type TransferFile } from './case-file.ts';
import type { MoveKey } from './choices.ts';
import { transferProcedures } from './procedure.ts';
import { longestEnd, standingOf, usualEnd, type LocalRules } from './rules.ts';
import * as store from './store.ts';

type Day = Temporal.PlainDate;
export type TransferView = z.output<typeof transferView>;
export type ListRequest = z.output<(typeof transfersApi)['listTransfers']['request']>;

const pageSize = 20;

export async function listTransfers(ctx: Ctx, input: ListRequest) {
  const found = await summaries(
    ctx,
    sql`(t.org_path <@ any(${ctx.scope}::ltree[]) or t.to_org_path <@ any(${ctx.scope}::ltree[]))
      ${input.q ? sql`and position(${input.q} in t.person_name) > 0` : sql``}
      ${input.direction ? sql`and t.direction = ${input.direction}` : sql``}
      ${stateFilter(input.state, ctx.today)}`,
    { skip: ((input.page ?? 1) - 1) * pageSize, take: pageSize },
  );
  const may = (permission: string) => scopeUnder(ctx, permission).length > 0;
  return { ...found, may: { apply: may('transfers.apply'), announce: may('transfers.receive') } };
}

function stateFilter(state: ListRequest['state'], today: Day) {
  if (!state) return sql``;
  if (state === 'under_way') return sql`and t.state in ('applied', 'issued')`;
  if (state === 'expired') return sql`and t.state = 'issued' and l.valid_until < ${today}`;
  return sql`and t.state = ${state}`;
}

export async function listOwnTransfers(ctx: Ctx) {
  const personId = ctx.actor.kind === 'person' ? ctx.actor.personId : null;
  if (!personId) return { rows: [] };
  return summaries(ctx, sql`t.person_id = ${personId}`, { skip: 0, take: 20 });
}

type SummaryRow = store.TransferRow & { validUntil: Day | null; total: number };

async function summaries(ctx: Ctx, condition: ReturnType<typeof sql>, page: { skip: number; take: number }) {
  const { rows } = await sql<SummaryRow>`
    select t.id, t.direction, t.person_id as "personId", t.person_name as "personName", t.kind, t.org_id as "orgId",
      t.to_org_id as "toOrgId", t.elsewhere, t.state, t.state_since as "stateSince", l.valid_until as "validUntil",
      count(*) over () as total
    from membership_transfers t
    left join transfer_letters l on l.transfer_id = t.id and l.voided_on is null
    where ${condition}
    order by t.state in ('applied', 'issued') desc, t.state_since desc, t.id desc
    offset ${page.skip} limit ${page.take}
  `.execute(ctx.tx);
  const names = await namesOf(ctx, rows);
  return {
    rows: rows.map((row) => summaryOf(row, names, ctx.today, {})),
    total: rows[0]?.total ?? 0,
  };
}

type Names = Map<string, { name: string; shortName: string }>;

function namesOf(ctx: Ctx, rows: Pick<store.TransferRow, 'orgId' | 'toOrgId'>[]): Promise<Names> {
  return nameOf(
    ctx,
    rows.flatMap((row) => [row.orgId, ...(row.toOrgId ? [row.toOrgId] : [])]),
    ctx.today,
  );
}

type Summarized = Pick<
  store.TransferRow,
  | 'id'
  | 'direction'
  | 'personId'
  | 'personName'
  | 'kind'
  | 'orgId'
  | 'toOrgId'
  | 'elsewhere'
  | 'state'
  | 'stateSince'
> & { validUntil: Day | null };

function summaryOf(row: Summarized, names: Names, today: Day, local: LocalRules) {
  const own = { id: row.orgId, name: names.get(row.orgId)?.shortName ?? '' };
  const other = row.toOrgId
    ? { id: row.toOrgId, name: names.get(row.toOrgId)?.shortName ?? '' }
    : { id: null, name: row.elsewhere ?? '' };
  return {
    id: row.id,
    direction: row.direction,
    person: { id: row.personId, name: row.personName },
    kind: row.kind,
    from: row.direction === 'in' ? other : own,
    to: row.direction === 'in' ? own : other,
    state: row.state,
    stateSince: row.stateSince.toString(),
    validUntil: row.validUntil?.toString() ?? null,
    standing: row.state === 'issued' && row.validUntil ? standingOf(row.validUntil, today, local) : null,
  };
}

export async function getTransfer(ctx: Ctx, { id }: { id: string }): Promise<TransferView> {
  const row = requireSide(ctx, await store.find(ctx, id));
  return viewOf(ctx, await readFile(ctx, row));
}

async function viewOf(ctx: Ctx, file: TransferFile): Promise<TransferView> {
  const { row, local } = file;
  const names = await namesOf(ctx, [row]);
  const steps = await store.listSteps(ctx, row.id);
  return {
    ...summaryOf({ ...row, validUntil: file.letter?.validUntil ?? null }, names, ctx.today, local),
    sameCity: row.sameCity,
    reason: row.reason,
    appliedOn: row.appliedOn.toString(),
    version: row.version,
    letters: file.letters.map((letter) => ({
      letterNo: letter.letterNo,
      issuedOn: letter.issuedOn.toString(),
      validUntil: letter.validUntil.toString(),
      duesPaidTo: letter.duesPaidTo.toPlainYearMonth().toString(),
      duesFromRecords: letter.duesFromRecords,
      issuer: letter.issuer,
      voidedOn: letter.voidedOn?.toString() ?? null,
    })),
    steps: steps.map((step) => ({
      move: step.move as MoveKey, // written by the procedure's own keys
      on: step.happenedOn.toString(),
      recordedOn: dayOf(step.recordedAt).toString(),
      lateDays: Math.max(0, step.happenedOn.until(dayOf(step.recordedAt)).days),
      by: step.recorder,
      why: step.why,
    })),
    moves: movesOf(ctx, file),
    usualLetter: {
      issuedOn: ctx.today.toString(),
      validUntil: usualEnd(ctx.today, row.sameCity, local).toString(),
      longestUntil: longestEnd(ctx.today, local).day.toString(),
      dues: await duesForLetter(ctx, row),
    },
    today: ctx.today.toString(),
  };
}

/** What the books of dues say for the letter, to whoever may issue it. */
async function duesForLetter(ctx: Ctx, row: store.TransferRow): Promise<TransferView['usualLetter']['dues']> {
  if (row.state !== 'applied' || !row.personId || !holdsFor(ctx, row)('transfers.issue')) return null;
  const paid = await paidUpTo(ctx, row.personId, row.orgPath);
  if (!paid) return null;
  return {
    paidTo: paid.month,
    paid: paid.paid.map(({ month, on }) => ({ month, on: on.toString() })),
    open: paid.open.map(({ month }) => month),
  };
}

/** Every move from where the case stands; `mine` when only conditions, not rights, are in the way. */
function movesOf(ctx: Ctx, file: TransferFile): TransferView['moves'] {
  const { row } = file;
  const procedure = transferProcedures[row.direction];
  const t = ctx.services.translate[ctx.locale];
  const { moves } = explain(procedure, row.state, factsOf(file, ctx.today), holdsFor(ctx, row));
  return moves
    .filter((move) => procedure.moves.some((one) => one.key === move.move && one.from.includes(row.state)))
    .map((move) => ({
      move: move.move as MoveKey, // the table's own keys
      direction: move.direction,
      asksReason: move.asksReason,
      available: move.available,
      mine: !move.because.some((reason) => reason.code === 'procedure.not_permitted'),
      because: move.because.map((reason) => reasonViewOf(reason, t)),
    }));
}

export async function listChoices(ctx: Ctx, input: { q?: string | undefined }) {
  const own = await listBranches(ctx, ctx.scope);
  const [first] = own;
  const town = first ? await superiorTownOf(ctx, first.id) : undefined;
  const branches = town ? await listBranches(ctx, [town.path]) : [];
  const named = (rows: typeof own) => rows.map(({ id, shortName }) => ({ id, name: shortName }));
  return {
    branches: named(branches),
    own: named(own),
    gone: await listGone(ctx, ctx.scope, input.q ?? ''),
  };
}
