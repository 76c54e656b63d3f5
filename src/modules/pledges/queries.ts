/** Read models of pledges: the list of a year, one pledge, the own ones, what a form may say. */
import { sql } from 'kysely';
import type { z } from 'zod';
import { dayOf, isInScope, personOf, scopeUnder, withinPaths, type Ctx } from '../../kernel/ctx.ts';
import { consentOf, hasConsent, isLive, isShown, noticesShowing } from '../../kernel/disclosure/naming.ts';
import { reasonViewOf } from '../../kernel/http/problems.ts';
import { localValues } from '../../kernel/parameters.ts';
import { explain } from '../../kernel/procedure/procedure.ts';
import { parameterAt } from '../../kernel/rulebook.ts';
import { findMember } from '../members/facade.ts';
import { listBranches, nameOf } from '../organizations/facade.ts';
import { ownPledges } from './access.ts';
import type { pledgesApi, pledgeView } from './api.ts';
import type { MoveKey } from './choices.ts';
import { factsOf } from './moves.ts';
import { pledgeProcedure } from './procedure.ts';
import { pledgeParameters, pledgeRules } from './rulebook.ts';
import {
  type LocalRules,
  outcomeOf,
  reasonNotToAnswer,
  reasonNotToEvaluate,
  reasonNotToReport,
  standingOfItem,
} from './rules.ts';
import * as store from './store.ts';

export type PledgeView = z.output<typeof pledgeView>;
export type ListRequest = z.output<(typeof pledgesApi)['listPledges']['request']>;

const pageSize = 20;

/** Items of pledges `p` that the branch can evaluate: answered, reported or past their day. */
export const hasItemToEvaluate = (today: Temporal.PlainDate) => sql<boolean>`exists (
  select from pledge_items i
  left join lateral (
    select e.kind from pledge_entries e where e.pledge_id = i.pledge_id and e.item_no = i.no order by e.id desc limit 1
  ) last on true
  where i.pledge_id = p.id
    and (last.kind in ('report', 'answer') or (last.kind is null and i.due_on < ${today}::date)))`;

export async function listPledges(ctx: Ctx, input: ListRequest) {
  const year = input.year ?? ctx.today.year;
  const found = await summaries(
    ctx,
    sql`p.org_path <@ any(${ctx.scope}::ltree[]) and p.year = ${year}
      ${input.q ? sql`and position(${input.q} in p.person_name) > 0` : sql``}
      ${input.org ? sql`and p.org_id = ${input.org}` : sql``}
      ${stateFilter(input.state, ctx.today)}`,
    { skip: (input.page - 1) * pageSize, take: pageSize },
  );
  const may = (permission: string) => scopeUnder(ctx, permission).length > 0;
  return {
    ...found,
    year,
    branches: await branchesWaiting(ctx, year),
    may: { record: may('pledges.record'), putForward: may('disclosure.propose') },
  };
}

function stateFilter(state: ListRequest['state'], today: Temporal.PlainDate) {
  if (!state) return sql`and p.state not in ('withdrawn', 'dropped')`;
  if (state === 'unshown') return sql`and ${store.mayBeShown}`;
  if (state === 'to_evaluate')
    return sql`and p.state in ('agreed', 'evaluated') and ${hasItemToEvaluate(today)}`;
  return sql`and p.state = ${state}`;
}

/** Every branch in scope with how many pledges may be put on the board and are not. */
async function branchesWaiting(ctx: Ctx, year: number) {
  const branches = await listBranches(ctx, ctx.scope);
  const { rows } = await sql<{ orgId: string; waiting: number }>`
    select p.org_id as "orgId", count(*) as waiting from pledges p
    where p.org_path <@ any(${ctx.scope}::ltree[]) and p.year = ${year} and ${store.mayBeShown}
    group by p.org_id
  `.execute(ctx.tx);
  const waiting = new Map(rows.map((row) => [row.orgId, row.waiting]));
  return branches.map(({ id, shortName }) => ({ id, name: shortName, waiting: waiting.get(id) ?? 0 }));
}

export async function listOwnPledges(ctx: Ctx) {
  const personId = personOf(ctx);
  if (!personId) return { rows: [], isMember: false };
  const own = await ctx.tx
    .selectFrom('pledges')
    .select('org_path as orgPath')
    .where('person_id', '=', personId)
    .execute();
  const paths = [...new Set(own.map((row) => row.orgPath))];
  const { rows } = await withinPaths(ctx, paths, (inner) =>
    summaries(inner, sql`p.person_id = ${personId}`, { skip: 0, take: pageSize }),
  );
  return { rows, isMember: true };
}

export async function getPledgeForm(ctx: Ctx) {
  const personId = personOf(ctx);
  const person = personId ? await findMember(ctx, personId) : undefined;
  const recordScope = scopeUnder(ctx, 'pledges.record');
  const local = await localValues(ctx, pledgeParameters, person?.orgPath ?? recordScope[0] ?? '');
  return {
    most: mostItems(ctx, local),
    own: person?.status === 'active',
    forOthers: recordScope.length > 0,
  };
}

function mostItems(ctx: Ctx, local: LocalRules): number {
  return parameterAt(pledgeRules, 'items.most', ctx.today, local).value;
}

type SummaryRow = store.PledgeRow & {
  items: number;
  evaluated: number;
  nextDueOn: Temporal.PlainDate | null;
  consent: boolean;
  shown: boolean;
  total: number;
};

async function summaries(ctx: Ctx, condition: ReturnType<typeof sql>, page: { skip: number; take: number }) {
  const { rows } = await sql<SummaryRow>`
    select ${store.pledgeColumns}, t.items, t.evaluated, t."nextDueOn", ${hasConsent('p.id')} as consent,
      ${isShown('p.id')} as shown, count(*) over () as total
    from pledges p
    cross join lateral (
      select count(*) as items, count(*) filter (where done.is) as evaluated,
        min(i.due_on) filter (where not done.is) as "nextDueOn"
      from pledge_items i
      cross join lateral (
        select exists (
          select from pledge_entries e where e.pledge_id = i.pledge_id and e.item_no = i.no and e.kind = 'evaluation'
        ) as is
      ) done
      where i.pledge_id = p.id
    ) t
    where ${condition}
    order by p.year desc, p.org_path, p.person_name, p.id
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
      items: row.items,
      evaluated: row.evaluated,
      nextDueOn: row.nextDueOn?.toString() ?? null,
      consent: row.consent,
      shown: row.shown,
    })),
    total: rows[0]?.total ?? 0,
  };
}

function identityOf(row: store.PledgeRow, names: Map<string, { shortName: string }>) {
  return {
    id: row.id,
    person: { id: row.personId, name: row.personName },
    branch: { id: row.orgId, name: names.get(row.orgId)?.shortName ?? '' },
    year: row.year,
    state: row.state,
    stateSince: row.stateSince.toString(),
  };
}

/** One pledge as the reader may see and move it; the caller has opened it. */
export async function viewPledge(ctx: Ctx, id: string): Promise<PledgeView> {
  const row = await store.find(ctx, id);
  if (!row) throw new Error('a pledge that was just open');
  const items = await store.listItems(ctx, [id]);
  const names = await nameOf(ctx, [row.orgId], ctx.today);
  const consent = await consentOf(ctx, id);
  const notices = await noticesShowing(ctx, id);
  const own = row.personId === personOf(ctx);
  const holds = ownPledges.holdsAt(ctx, row);
  return {
    ...identityOf(row, names),
    evaluated: items.filter(outcomeOf).length,
    nextDueOn:
      items
        .filter((item) => !outcomeOf(item))
        .map((item) => item.dueOn.toString())
        .toSorted()[0] ?? null,
    consent: consent?.granted ?? false,
    consentOn: consent?.on.toString() ?? null,
    shown: notices.some(isLive),
    proposedOn: row.proposedOn.toString(),
    onPaper: row.onPaper,
    version: row.version,
    own,
    items: items.map((item) => itemView(ctx, row, item)),
    moves: movesOf(ctx, row, items),
    steps: (await store.listSteps(ctx, id)).map((step) => ({
      move: step.move as 'propose' | MoveKey, // written by the procedure's own keys
      on: step.on.toString(),
      by: step.recorder,
      why: step.why,
      lateDays: Math.max(0, step.on.until(dayOf(step.recordedAt)).days),
    })),
    mostItems: mostItems(ctx, await localValues(ctx, pledgeParameters, row.orgPath)),
    notices,
    may: {
      consent: holds('pledges.record'),
      record: ownPledges.mayRecord(ctx, row),
      read: isInScope(scopeUnder(ctx, 'pledges.read'), row.orgPath),
    },
    today: ctx.today.toString(),
  };
}

function itemView(ctx: Ctx, row: store.PledgeRow, item: store.ItemRow): PledgeView['items'][number] {
  const holds = ownPledges.holdsAt(ctx, row);
  const judged = row.state === 'agreed' || row.state === 'evaluated';
  const isJudge = judged && holds('pledges.review') && row.personId !== personOf(ctx);
  const against = reasonNotToEvaluate(item, ctx.today);
  const t = ctx.services.translate[ctx.locale];
  return {
    no: item.no,
    text: item.text,
    beneficiaries: item.beneficiaries,
    dueOn: item.dueOn.toString(),
    standing: standingOfItem(item, ctx.today),
    outcome: outcomeOf(item) ?? null,
    entries: item.entries.map((entry) => ({
      kind: entry.kind,
      on: entry.on.toString(),
      outcome: entry.outcome,
      text: entry.text,
      by: entry.recorder,
    })),
    may: {
      report: row.state === 'agreed' && ownPledges.mayRecord(ctx, row) && !reasonNotToReport(item),
      evaluate: isJudge && !against,
      answer: judged && holds('pledges.record') && !reasonNotToAnswer(item),
    },
    because: isJudge && against && !outcomeOf(item) ? [reasonViewOf(against, t)] : [],
  };
}

/** Moves that people make from here; the pledge closes by itself with its last evaluation. */
function movesOf(ctx: Ctx, row: store.PledgeRow, items: store.ItemRow[]): PledgeView['moves'] {
  const t = ctx.services.translate[ctx.locale];
  const { moves } = explain(
    pledgeProcedure,
    row.state,
    factsOf(ctx, row, items),
    ownPledges.holdsAt(ctx, row),
  );
  return moves
    .filter(
      ({ move, because }) =>
        move !== 'close' && !because.some(({ code }) => code === 'procedure.not_from_here'),
    )
    .map((move) => ({
      move: move.move as MoveKey, // the table's own keys
      direction: move.direction,
      available: move.available,
      mine: !move.because.some((reason) => reason.code === 'procedure.not_permitted'),
      because: move.because.map((reason) => reasonViewOf(reason, t)),
    }));
}
