/** SQL on posts, engagements and what was said about them. */
import { sql } from 'kysely';
import { accountOf, type Ctx } from '../../kernel/ctx.ts';
import { hasConsent, isShown, type NamedRecord } from '../../kernel/disclosure/naming.ts';
import type {
  Direction,
  EngagementState,
  EntryKind,
  Kind,
  MoveKey,
  PairOutcome,
  ReviewOutcome,
} from './choices.ts';

type Day = Temporal.PlainDate;

export type EngagementRow = {
  id: string;
  kind: Kind;
  personId: string;
  personName: string;
  orgId: string;
  orgPath: string;
  postId: string | null;
  title: string;
  duties: string;
  households: number | null;
  partner: string | null;
  direction: Direction | null;
  ownRequest: boolean;
  onPaper: boolean;
  proposedOn: Day;
  fromOn: Day | null;
  untilOn: Day | null;
  endedOn: Day | null;
  outcome: PairOutcome | null;
  state: EngagementState;
  stateSince: Day;
  version: number;
};

/** Columns of an engagement `e`. */
export const engagementColumns = sql`e.id, e.kind, e.person_id as "personId", e.person_name as "personName",
  e.org_id as "orgId", e.org_path as "orgPath", e.post_id as "postId", e.title, e.duties, e.households, e.partner,
  e.direction, e.own_request as "ownRequest", e.on_paper as "onPaper", e.proposed_on as "proposedOn", e.from_on as "fromOn",
  e.until_on as "untilOn", e.ended_on as "endedOn", e.outcome, e.state, e.state_since as "stateSince", e.version`;

/** The engagement as a record that names its member. */
export function namedBy(row: Pick<EngagementRow, 'id' | 'orgPath'>): NamedRecord {
  return { type: 'engagement', id: row.id, orgPath: row.orgPath };
}

/** Fixed, the member consents to be shown, and no notice shows it; pairs name a third person and are never shown. */
export const mayBeShown = sql<boolean>`e.state = 'fixed' and e.kind <> 'pair' and ${hasConsent('e.id')}
  and not ${isShown('e.id')}`;

export async function find(ctx: Ctx, id: string): Promise<EngagementRow | undefined> {
  const { rows } = await sql<EngagementRow>`
    select ${engagementColumns} from engagements e where e.id = ${id}
  `.execute(ctx.tx);
  return rows[0];
}

/** Held until the act ends. */
export async function lock(ctx: Ctx, id: string): Promise<EngagementRow | undefined> {
  const { rows } = await sql<EngagementRow>`
    select ${engagementColumns} from engagements e where e.id = ${id} for update of e
  `.execute(ctx.tx);
  return rows[0];
}

export type NewEngagement = Omit<
  EngagementRow,
  'id' | 'fromOn' | 'untilOn' | 'endedOn' | 'outcome' | 'stateSince' | 'version'
>;

/** Undefined when the member has this post, or a household, already. */
export async function insert(ctx: Ctx, given: NewEngagement): Promise<string | undefined> {
  const row = await ctx.tx
    .insertInto('engagements')
    .values({
      kind: given.kind,
      person_id: given.personId,
      person_name: given.personName,
      org_id: given.orgId,
      org_path: given.orgPath,
      post_id: given.postId,
      title: given.title,
      duties: given.duties,
      households: given.households,
      partner: given.partner,
      direction: given.direction,
      own_request: given.ownRequest,
      on_paper: given.onPaper,
      proposed_on: given.proposedOn,
      state: given.state,
      state_since: given.proposedOn,
      recorded_by: accountOf(ctx),
      recorded_at: ctx.now,
    })
    .onConflict((on) => on.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}

export type Change = {
  state: EngagementState;
  term?: { from: Day; until: Day | undefined };
  endedOn?: Day;
  outcome?: PairOutcome | undefined;
};

/** False when somebody was faster. */
export async function change(ctx: Ctx, row: EngagementRow, to: Change): Promise<boolean> {
  const { numUpdatedRows } = await ctx.tx
    .updateTable('engagements')
    .set({
      state: to.state,
      state_since: ctx.today,
      version: row.version + 1,
      ...(to.term && { from_on: to.term.from, until_on: to.term.until ?? null }),
      ...(to.endedOn && { ended_on: to.endedOn }),
      ...(to.outcome && { outcome: to.outcome }),
    })
    .where('id', '=', row.id)
    .where('version', '=', row.version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Whatever is said about an engagement makes what others look at old. */
export async function touch(ctx: Ctx, row: EngagementRow): Promise<void> {
  await ctx.tx
    .updateTable('engagements')
    .set({ version: row.version + 1 })
    .where('id', '=', row.id)
    .execute();
}

export async function addStep(
  ctx: Ctx,
  row: Pick<EngagementRow, 'id' | 'orgPath'>,
  step: { move: MoveKey | 'offer' | 'apply'; on: Day; why: string | null },
): Promise<void> {
  await ctx.tx
    .insertInto('engagement_steps')
    .values({
      engagement_id: row.id,
      org_path: row.orgPath,
      move: step.move,
      happened_on: step.on,
      why: step.why,
      recorder: ctx.actor.name,
      recorded_at: ctx.now,
    })
    .execute();
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
    select move, happened_on as "on", why, recorder, recorded_at as "recordedAt" from engagement_steps
    where engagement_id = ${id} order by id
  `.execute(ctx.tx);
  return rows;
}

export type EntryRow = {
  kind: EntryKind;
  on: Day;
  outcome: ReviewOutcome | null;
  text: string;
  recorder: string;
  recordedAt: Temporal.Instant;
};

export async function addEntry(
  ctx: Ctx,
  row: EngagementRow,
  entry: Pick<EntryRow, 'kind' | 'on' | 'outcome' | 'text'>,
): Promise<void> {
  await ctx.tx
    .insertInto('engagement_entries')
    .values({
      engagement_id: row.id,
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

/** Oldest first. */
export async function listEntries(ctx: Ctx, id: string): Promise<EntryRow[]> {
  const { rows } = await sql<EntryRow>`
    select kind, happened_on as "on", outcome, text, recorder, recorded_at as "recordedAt"
    from engagement_entries where engagement_id = ${id} order by id
  `.execute(ctx.tx);
  return rows;
}
