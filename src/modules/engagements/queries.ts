/** Read models of engagements: the list, one of them, the own ones. */
import { sql } from 'kysely';
import type { z } from 'zod';
import { dayOf, isInScope, personOf, scopeUnder, withinPaths, type Ctx } from '../../kernel/ctx.ts';
import { consentOf, hasConsent, isLive, isShown, noticesShowing } from '../../kernel/disclosure/naming.ts';
import { reasonViewOf } from '../../kernel/http/problems.ts';
import { explain } from '../../kernel/procedure/procedure.ts';
import { findMember } from '../members/facade.ts';
import { listBranches, nameOf } from '../organizations/facade.ts';
import { ownEngagements } from './access.ts';
import { factsOf, mayAnswer } from './actions.ts';
import type { engagementsApi, engagementView } from './api.ts';
import type { MoveKey } from './choices.ts';
import { listOpenPosts } from './posts.ts';
import { engagementProcedure } from './procedure.ts';
import * as store from './store.ts';

export type EngagementView = z.output<typeof engagementView>;
export type ListRequest = z.output<(typeof engagementsApi)['listEngagements']['request']>;

type Day = Temporal.PlainDate;
const pageSize = 20;

/** Posts `e` that ran for at least a month of the day's half-year, end of the half-year excepted, without a review in it. */
export function isUnreviewed(today: Day) {
  const first = today.with({ month: today.month <= 6 ? 1 : 7, day: 1 });
  return sql<boolean>`e.kind = 'post' and e.state = 'fixed' and e.from_on <= ${today}::date - interval '1 month'
    and not exists (
      select from engagement_entries r
      where r.engagement_id = e.id and r.kind = 'review' and r.happened_on >= ${first})`;
}

export async function listEngagements(ctx: Ctx, input: ListRequest) {
  const found = await summaries(
    ctx,
    sql`e.org_path <@ any(${ctx.scope}::ltree[])
      ${input.q ? sql`and (position(${input.q} in e.person_name) > 0 or position(${input.q} in e.title) > 0)` : sql``}
      ${input.kind ? sql`and e.kind = ${input.kind}` : sql``}
      ${input.org ? sql`and e.org_id = ${input.org}` : sql``}
      ${stateFilter(input.state, ctx.today)}`,
    { skip: (input.page - 1) * pageSize, take: pageSize },
  );
  const may = (permission: string) => scopeUnder(ctx, permission).length > 0;
  return {
    ...found,
    branches: await branchesWaiting(ctx),
    may: { record: may('engagements.record'), putForward: may('disclosure.propose') },
  };
}

function stateFilter(state: ListRequest['state'], today: Day) {
  switch (state) {
    case undefined:
      return sql`and e.state in ('offered', 'applied', 'fixed')`;
    case 'unshown':
      return sql`and ${store.mayBeShown}`;
    case 'unreviewed':
      return sql`and ${isUnreviewed(today)}`;
    default:
      return sql`and e.state = ${state}`;
  }
}

/** Every branch in scope with how many posts and households may be put on the board and are not. */
async function branchesWaiting(ctx: Ctx) {
  const branches = await listBranches(ctx, ctx.scope);
  const { rows } = await sql<{ orgId: string; posts: number; households: number }>`
    select e.org_id as "orgId", count(*) filter (where e.kind = 'post') as posts,
      count(*) filter (where e.kind = 'household') as households
    from engagements e where e.org_path <@ any(${ctx.scope}::ltree[]) and ${store.mayBeShown}
    group by e.org_id
  `.execute(ctx.tx);
  const waiting = new Map(rows.map((row) => [row.orgId, row]));
  return branches.map(({ id, shortName }) => ({
    id,
    name: shortName,
    posts: waiting.get(id)?.posts ?? 0,
    households: waiting.get(id)?.households ?? 0,
  }));
}

export async function listOwnEngagements(ctx: Ctx) {
  const personId = personOf(ctx);
  const person = personId ? await findMember(ctx, personId) : undefined;
  if (!person) return { rows: [], posts: [], mayApply: false };
  const earlier = await ctx.tx
    .selectFrom('engagements')
    .select('org_path as orgPath')
    .where('person_id', '=', person.id)
    .execute();
  const paths = [...new Set([person.orgPath, ...earlier.map((row) => row.orgPath)])];
  return withinPaths(ctx, paths, async (inner) => {
    const { rows } = await summaries(inner, sql`e.person_id = ${person.id}`, { skip: 0, take: pageSize });
    const posts = await listOpenPosts(inner, [person.orgPath]);
    return {
      rows,
      posts: posts
        .filter((post) => post.orgId === person.orgId)
        .map(({ id, name, duties, holders }) => ({ id, name, duties, holders })),
      mayApply: person.status === 'active',
    };
  });
}

type SummaryRow = store.EngagementRow & {
  lastRecordOn: Day | null;
  consent: boolean;
  shown: boolean;
  total: number;
};

async function summaries(ctx: Ctx, condition: ReturnType<typeof sql>, page: { skip: number; take: number }) {
  const { rows } = await sql<SummaryRow>`
    select ${store.engagementColumns}, ${hasConsent('e.id')} as consent, ${isShown('e.id')} as shown,
      (select max(r.happened_on) from engagement_entries r
        where r.engagement_id = e.id and r.kind = 'record') as "lastRecordOn",
      count(*) over () as total
    from engagements e where ${condition}
    order by e.org_path, e.kind desc, e.title, e.person_name, e.id
    offset ${page.skip} limit ${page.take}
  `.execute(ctx.tx);
  const names = await nameOf(
    ctx,
    rows.map((row) => row.orgId),
    ctx.today,
  );
  return {
    rows: rows.map((row) => ({
      ...identityOf(row, names),
      lastRecordOn: row.lastRecordOn?.toString() ?? null,
      consent: row.consent,
      shown: row.shown,
    })),
    total: rows[0]?.total ?? 0,
  };
}

function identityOf(row: store.EngagementRow, names: Map<string, { shortName: string }>) {
  return {
    id: row.id,
    kind: row.kind,
    person: { id: row.personId, name: row.personName },
    branch: { id: row.orgId, name: names.get(row.orgId)?.shortName ?? '' },
    title: row.title,
    households: row.households,
    state: row.state,
    fromOn: row.fromOn?.toString() ?? null,
    untilOn: row.untilOn?.toString() ?? null,
  };
}

/** One engagement as the reader may see and move it; the caller has opened it. */
export async function viewEngagement(ctx: Ctx, id: string): Promise<EngagementView> {
  const row = await store.find(ctx, id);
  if (!row) throw new Error('an engagement that was just open');
  const names = await nameOf(ctx, [row.orgId], ctx.today);
  const entries = await store.listEntries(ctx, id);
  const consent = await consentOf(ctx, id);
  const notices = await noticesShowing(ctx, id);
  return {
    ...identityOf(row, names),
    lastRecordOn: entries.findLast(({ kind }) => kind === 'record')?.on.toString() ?? null,
    consent: consent?.granted ?? false,
    consentOn: consent?.on.toString() ?? null,
    shown: notices.some(isLive),
    duties: row.duties,
    partner: row.partner,
    direction: row.direction,
    outcome: row.outcome,
    proposedOn: row.proposedOn.toString(),
    endedOn: row.endedOn?.toString() ?? null,
    ownRequest: row.ownRequest,
    onPaper: row.onPaper,
    own: row.personId === personOf(ctx),
    version: row.version,
    moves: await movesOf(ctx, row),
    entries: entries.map((entry) => ({
      kind: entry.kind,
      on: entry.on.toString(),
      outcome: entry.outcome,
      text: entry.text,
      by: entry.recorder,
      lateDays: Math.max(0, entry.on.until(dayOf(entry.recordedAt)).days),
    })),
    steps: (await store.listSteps(ctx, id)).map((step) => ({
      move: step.move as MoveKey | 'offer' | 'apply', // written by the procedure's own keys
      on: step.on.toString(),
      by: step.recorder,
      why: step.why,
    })),
    notices,
    may: mayAt(ctx, row, entries),
    today: ctx.today.toString(),
  };
}

function mayAt(ctx: Ctx, row: store.EngagementRow, entries: store.EntryRow[]): EngagementView['may'] {
  const holds = ownEngagements.holdsAt(ctx, row);
  const isRunning = row.state === 'fixed';
  return {
    record: isRunning && ownEngagements.mayRecord(ctx, row),
    review: isRunning && holds('engagements.decide') && row.personId !== personOf(ctx),
    answer: ownEngagements.speaksForMember(ctx, row) && mayAnswer(entries),
    giveConsent: row.kind !== 'pair' && ownEngagements.speaksForMember(ctx, row),
    withdrawConsent: row.kind !== 'pair' && ownEngagements.mayRecord(ctx, row),
    read: isInScope(scopeUnder(ctx, 'engagements.read'), row.orgPath),
  };
}

async function movesOf(ctx: Ctx, row: store.EngagementRow): Promise<EngagementView['moves']> {
  const t = ctx.services.translate[ctx.locale];
  const { moves } = explain(
    engagementProcedure,
    row.state,
    await factsOf(ctx, row),
    ownEngagements.holdsAt(ctx, row),
  );
  return moves
    .filter(({ because }) => !because.some(({ code }) => code === 'procedure.not_from_here'))
    .map((move) => ({
      move: move.move as MoveKey, // the table's own keys
      direction: move.direction,
      available: move.available,
      mine: !move.because.some((reason) => reason.code === 'procedure.not_permitted'),
      because: move.because.map((reason) => reasonViewOf(reason, t)),
    }));
}
