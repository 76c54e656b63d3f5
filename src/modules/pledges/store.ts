/** SQL on pledges, their items, and what was said about them. */
import { sql } from 'kysely';
import { accountOf, type Ctx } from '../../kernel/ctx.ts';
import { hasConsent, isShown, type NamedRecord } from '../../kernel/disclosure/naming.ts';
import type { EntryKind, Outcome, PledgeState } from './choices.ts';
import type { NewItem } from './rules.ts';

type Day = Temporal.PlainDate;

export type PledgeRow = {
  id: string;
  personId: string;
  personName: string;
  orgId: string;
  orgPath: string;
  year: number;
  proposedOn: Day;
  onPaper: boolean;
  state: PledgeState;
  stateSince: Day;
  version: number;
};

/** Columns of a pledge `p`. */
export const pledgeColumns = sql`p.id, p.person_id as "personId", p.person_name as "personName", p.org_id as "orgId",
  p.org_path as "orgPath", p.year, p.proposed_on as "proposedOn", p.on_paper as "onPaper", p.state,
  p.state_since as "stateSince", p.version`;

/** The pledge as a record that names its member. */
export function namedBy(row: Pick<PledgeRow, 'id' | 'orgPath'>): NamedRecord {
  return { type: 'pledge', id: row.id, orgPath: row.orgPath };
}

/** Agreed by the branch and by the member's consent to be shown, and no notice shows it. */
export const mayBeShown = sql<boolean>`p.state = 'agreed' and ${hasConsent('p.id')} and not ${isShown('p.id')}`;

export async function find(ctx: Ctx, id: string): Promise<PledgeRow | undefined> {
  const { rows } = await sql<PledgeRow>`select ${pledgeColumns} from pledges p where p.id = ${id}`.execute(
    ctx.tx,
  );
  return rows[0];
}

/** Held until the act ends. */
export async function lock(ctx: Ctx, id: string): Promise<PledgeRow | undefined> {
  const { rows } = await sql<PledgeRow>`
    select ${pledgeColumns} from pledges p where p.id = ${id} for update of p
  `.execute(ctx.tx);
  return rows[0];
}

export type NewPledge = Omit<PledgeRow, 'id' | 'version' | 'state' | 'stateSince'>;

/** Undefined when the member has one for the year already. */
export async function insert(ctx: Ctx, pledge: NewPledge): Promise<string | undefined> {
  const row = await ctx.tx
    .insertInto('pledges')
    .values({
      person_id: pledge.personId,
      person_name: pledge.personName,
      org_id: pledge.orgId,
      org_path: pledge.orgPath,
      year: pledge.year,
      proposed_on: pledge.proposedOn,
      on_paper: pledge.onPaper,
      state: 'proposed',
      state_since: pledge.proposedOn,
      recorded_by: accountOf(ctx),
      recorded_at: ctx.now,
    })
    // Literally as the index says it: with parameters PostgreSQL would not know the index again.
    .onConflict((on) =>
      on
        .columns(['person_id', 'year'])
        .where(sql<boolean>`state not in ('withdrawn', 'dropped')`)
        .doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}

/** The items as they now read; only before the branch has agreed. */
export async function replaceItems(
  ctx: Ctx,
  pledge: { id: string; orgPath: string },
  items: readonly NewItem[],
): Promise<void> {
  await ctx.tx.deleteFrom('pledge_items').where('pledge_id', '=', pledge.id).execute();
  await ctx.tx
    .insertInto('pledge_items')
    .values(
      items.map((item, i) => ({
        pledge_id: pledge.id,
        no: i + 1,
        org_path: pledge.orgPath,
        text: item.text,
        beneficiaries: item.beneficiaries ?? null,
        due_on: Temporal.PlainDate.from(item.dueOn),
      })),
    )
    .execute();
}

/** False when somebody was faster. */
export async function move(ctx: Ctx, row: PledgeRow, to: PledgeState): Promise<boolean> {
  const { numUpdatedRows } = await ctx.tx
    .updateTable('pledges')
    .set({ state: to, state_since: ctx.today, version: row.version + 1 })
    .where('id', '=', row.id)
    .where('version', '=', row.version)
    .where('state', '=', row.state)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Whatever is said about a pledge makes what others look at old. */
export async function touch(ctx: Ctx, row: PledgeRow): Promise<PledgeRow> {
  await ctx.tx
    .updateTable('pledges')
    .set({ version: row.version + 1 })
    .where('id', '=', row.id)
    .execute();
  return { ...row, version: row.version + 1 };
}

export async function addStep(
  ctx: Ctx,
  row: Pick<PledgeRow, 'id' | 'orgPath'>,
  step: { move: string; to: PledgeState; on: Day; why: string | null },
): Promise<void> {
  await ctx.tx
    .insertInto('pledge_steps')
    .values({
      pledge_id: row.id,
      org_path: row.orgPath,
      move: step.move,
      to_state: step.to,
      happened_on: step.on,
      why: step.why,
      recorder: ctx.actor.name,
      recorded_at: ctx.now,
    })
    .execute();
}

export async function addEntry(
  ctx: Ctx,
  row: PledgeRow,
  entry: { itemNo: number; kind: EntryKind; on: Day; outcome: Outcome | null; text: string },
): Promise<void> {
  await ctx.tx
    .insertInto('pledge_entries')
    .values({
      pledge_id: row.id,
      item_no: entry.itemNo,
      org_path: row.orgPath,
      kind: entry.kind,
      happened_on: entry.on,
      outcome: entry.outcome,
      text: entry.text,
      recorder: ctx.actor.name,
      recorded_at: ctx.now,
    })
    .execute();
}

export type ItemRow = {
  pledgeId: string;
  no: number;
  text: string;
  beneficiaries: string | null;
  dueOn: Day;
  entries: EntryRow[];
};

export type EntryRow = {
  kind: EntryKind;
  on: Day;
  outcome: Outcome | null;
  text: string;
  recorder: string;
};

/** Items of several pledges with what was said about each, oldest first. */
export async function listItems(ctx: Ctx, pledgeIds: readonly string[]): Promise<ItemRow[]> {
  const { rows: items } = await sql<Omit<ItemRow, 'entries'>>`
    select pledge_id as "pledgeId", no, text, beneficiaries, due_on as "dueOn" from pledge_items
    where pledge_id = any(${[...pledgeIds]}::uuid[]) order by pledge_id, no
  `.execute(ctx.tx);
  const { rows: entries } = await sql<EntryRow & { pledgeId: string; itemNo: number }>`
    select pledge_id as "pledgeId", item_no as "itemNo", kind, happened_on as "on", outcome, text, recorder
    from pledge_entries where pledge_id = any(${[...pledgeIds]}::uuid[]) order by id
  `.execute(ctx.tx);
  return items.map((item) => ({
    ...item,
    entries: entries.filter((one) => one.pledgeId === item.pledgeId && one.itemNo === item.no),
  }));
}

export type StepRow = {
  move: string;
  on: Day;
  why: string | null;
  recorder: string;
  recordedAt: Temporal.Instant;
};

export async function listSteps(ctx: Ctx, id: string): Promise<StepRow[]> {
  const { rows } = await sql<StepRow>`
    select move, happened_on as "on", why, recorder, recorded_at as "recordedAt" from pledge_steps
    where pledge_id = ${id} order by id
  `.execute(ctx.tx);
  return rows;
}
