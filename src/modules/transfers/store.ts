/** SQL on the tables of transfers. */
import { sql } from 'kysely';
import { accountOf, type Ctx } from '../../kernel/ctx.ts';
import type { Direction, TransferState } from './choices.ts';

type Day = Temporal.PlainDate;

export type TransferRow = {
  id: string;
  direction: Direction;
  personId: string | null;
  personName: string;
  kind: 'full' | 'probationary';
  orgId: string;
  orgPath: string;
  toOrgId: string | null;
  toOrgPath: string | null;
  elsewhere: string | null;
  sameCity: boolean;
  reason: string;
  appliedOn: Day;
  state: TransferState;
  stateSince: Day;
  version: number;
};

export type LetterRow = {
  letterNo: string;
  issuedOn: Day;
  validUntil: Day;
  duesPaidTo: Day;
  duesFromRecords: boolean;
  issuer: string;
  voidedOn: Day | null;
};

export type StepRow = {
  move: string;
  fromState: string;
  toState: string;
  happenedOn: Day;
  why: string | null;
  recorder: string;
  recordedAt: Temporal.Instant;
};

const columns = sql`t.id, t.direction, t.person_id as "personId", t.person_name as "personName", t.kind, t.org_id as "orgId",
  t.org_path as "orgPath", t.to_org_id as "toOrgId", t.to_org_path as "toOrgPath", t.elsewhere, t.same_city as "sameCity",
  t.reason, t.applied_on as "appliedOn", t.state, t.state_since as "stateSince", t.version`;

export async function find(ctx: Ctx, id: string): Promise<TransferRow | undefined> {
  const { rows } = await sql<TransferRow>`
    select ${columns} from membership_transfers t where t.id = ${id}
  `.execute(ctx.tx);
  return rows[0];
}

/** Held until the act ends, so that two people cannot both move it. */
export async function lock(ctx: Ctx, id: string): Promise<TransferRow | undefined> {
  const { rows } = await sql<TransferRow>`
    select ${columns} from membership_transfers t where t.id = ${id} for update
  `.execute(ctx.tx);
  return rows[0];
}

export type NewTransfer = Omit<TransferRow, 'id' | 'version' | 'stateSince'>;

/** Undefined when one of the person is under way already. */
export async function insert(ctx: Ctx, row: NewTransfer): Promise<string | undefined> {
  const inserted = await ctx.tx
    .insertInto('membership_transfers')
    .values({
      direction: row.direction,
      person_id: row.personId,
      person_name: row.personName,
      kind: row.kind,
      org_id: row.orgId,
      org_path: row.orgPath,
      to_org_id: row.toOrgId,
      to_org_path: row.toOrgPath,
      elsewhere: row.elsewhere,
      same_city: row.sameCity,
      reason: row.reason,
      applied_on: row.appliedOn,
      state: row.state,
      state_since: row.appliedOn,
      recorded_by: accountOf(ctx),
      recorded_at: ctx.now,
    })
    // Literally as the index says it: with parameters PostgreSQL would not know the index again.
    .onConflict((on) =>
      on
        .column('person_id')
        .where(sql<boolean>`state in ('applied', 'issued')`)
        .doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  return inserted?.id;
}

/** False when somebody was faster. */
export async function move(
  ctx: Ctx,
  row: TransferRow,
  to: { state: string; on: Day; personId?: string },
): Promise<boolean> {
  const { numUpdatedRows } = await ctx.tx
    .updateTable('membership_transfers')
    .set({
      state: to.state,
      state_since: to.on,
      version: row.version + 1,
      ...(to.personId && { person_id: to.personId }),
    })
    .where('id', '=', row.id)
    .where('version', '=', row.version)
    .where('state', '=', row.state)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function addStep(
  ctx: Ctx,
  row: TransferRow,
  step: { move: string; toState: string; on: Day; why: string | null },
): Promise<void> {
  await sql`
    insert into transfer_steps (transfer_id, order_no, org_path, to_org_path, move, from_state, to_state, happened_on, why,
      recorder, recorded_at)
    select ${row.id}, coalesce(max(order_no), 0) + 1, ${row.orgPath}::ltree, ${row.toOrgPath}::ltree, ${step.move},
      ${row.state}, ${step.toState}, ${step.on}::date, ${step.why}, ${ctx.actor.name}, ${ctx.now}::timestamptz
    from transfer_steps where transfer_id = ${row.id}
  `.execute(ctx.tx);
}

/** The next number of the town's letters in a year: 2026-001. */
export async function nextLetterNo(
  ctx: Ctx,
  town: { id: string; path: string },
  year: number,
): Promise<string> {
  const { rows } = await sql<{ last: number }>`
    insert into transfer_letter_numbers (org_id, org_path, year, last) values (${town.id}, ${town.path}::ltree, ${year}, 1)
    on conflict (org_id, year) do update set last = transfer_letter_numbers.last + 1
    returning last
  `.execute(ctx.tx);
  return `${year}-${String(rows[0]?.last).padStart(3, '0')}`;
}

export async function addLetter(
  ctx: Ctx,
  row: Pick<TransferRow, 'id' | 'orgPath' | 'toOrgPath'>,
  letter: Omit<LetterRow, 'voidedOn'>,
): Promise<void> {
  await ctx.tx
    .insertInto('transfer_letters')
    .values({
      transfer_id: row.id,
      org_path: row.orgPath,
      to_org_path: row.toOrgPath,
      letter_no: letter.letterNo,
      issued_on: letter.issuedOn,
      valid_until: letter.validUntil,
      dues_paid_to: letter.duesPaidTo,
      dues_from_records: letter.duesFromRecords,
      issuer: letter.issuer,
      issued_at: ctx.now,
    })
    .execute();
}

export async function voidLetter(ctx: Ctx, transferId: string): Promise<void> {
  await ctx.tx
    .updateTable('transfer_letters')
    .set({ voided_on: ctx.today })
    .where('transfer_id', '=', transferId)
    .where('voided_on', 'is', null)
    .execute();
}

/** All letters, the one that holds last. */
export async function listLetters(ctx: Ctx, transferId: string): Promise<LetterRow[]> {
  const { rows } = await sql<LetterRow>`
    select letter_no as "letterNo", issued_on as "issuedOn", valid_until as "validUntil", dues_paid_to as "duesPaidTo",
      dues_from_records as "duesFromRecords", issuer, voided_on as "voidedOn"
    from transfer_letters where transfer_id = ${transferId} order by voided_on nulls last, id
  `.execute(ctx.tx);
  return rows;
}

export async function listSteps(ctx: Ctx, transferId: string): Promise<StepRow[]> {
  const { rows } = await sql<StepRow>`
    select move, from_state as "fromState", to_state as "toState", happened_on as "happenedOn", why, recorder,
      recorded_at as "recordedAt"
    from transfer_steps where transfer_id = ${transferId} order by order_no
  `.execute(ctx.tx);
  return rows;
}
