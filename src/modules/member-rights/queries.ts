/** Read models of requests: the own ones, those of the desk, one of either. */
import { sql } from 'kysely';
import type { z } from 'zod';
import { recordRead, whoOpened, type Reading } from '../../kernel/audit/reads.ts';
import { dayOf, scopeUnder, type Ctx } from '../../kernel/ctx.ts';
import { reasonViewOf } from '../../kernel/http/problems.ts';
import { explain } from '../../kernel/procedure/procedure.ts';
import { nameOf } from '../organizations/facade.ts';
import type { memberRightsApi, requestView } from './api.ts';
import { atRequest, factsOf, holdsFor, isOwn, readFile } from './case-file.ts';
import type { RequestMove } from './choices.ts';
import { deskPermission, handledBy } from './desks.ts';
import { requestProcedure } from './procedure.ts';
import { appealUntil } from './rules.ts';
import * as store from './store.ts';

export type RequestView = z.output<typeof requestView>;
type Names = Map<string, { shortName: string }>;

const pageSize = 20;
const file = { module: 'member_rights', type: 'member_request' } as const;

export async function listOwnRequests(ctx: Ctx) {
  const personId = ctx.actor.kind === 'person' ? ctx.actor.personId : null;
  if (!personId) return { rows: [], isMember: false };
  const { rows } = await sql<store.RequestRow>`
    select ${store.columns} from member_requests r where r.person_id = ${personId}
    order by r.submitted_on desc, r.id desc limit 200
  `.execute(ctx.tx);
  const names = await namesOf(ctx, rows);
  return { rows: rows.map((row) => lineOf(ctx, row, names)), isMember: true };
}

type ListRequest = z.output<(typeof memberRightsApi)['listRequests']['request']>;

export async function listRequests(ctx: Ctx, input: ListRequest) {
  const state = input.state ?? 'waiting';
  const { rows } = await sql<store.RequestRow & { total: number }>`
    select ${store.columns}, count(*) over () as total from member_requests r
    where ${handledBy(ctx)} and r.desk_org_path <@ any(${ctx.scope}::ltree[])
      ${input.q ? sql`and position(${input.q} in r.subject) > 0` : sql``}
      ${input.kind ? sql`and r.kind = ${input.kind}` : sql``}
      ${state === 'waiting' ? sql`and r.due_on is not null` : sql`and r.state = ${state}`}
    order by r.due_on nulls last, r.state_since desc, r.id
    offset ${((input.page ?? 1) - 1) * pageSize} limit ${pageSize}
  `.execute(ctx.tx);
  const names = await namesOf(ctx, rows);
  return {
    rows: rows.map((row) => ({
      ...lineOf(ctx, row, names),
      branch: names.get(row.orgId)?.shortName ?? '',
      nameMasked: masked(row.personName),
    })),
    total: rows[0]?.total ?? 0,
    mayWriteDown: scopeUnder(ctx, deskPermission.branch).length > 0,
  };
}

/** The family name alone; whoever opens the request sees the whole, and that is recorded. */
function masked(name: string): string {
  const [first = ''] = name;
  return first + '＊'.repeat(Math.max(1, [...name].length - 1));
}

export async function getOwnRequest(ctx: Ctx, { id }: { id: string }): Promise<RequestView> {
  return atRequest(ctx, { id, side: 'own' }, viewOf);
}

export async function getRequest(ctx: Ctx, { id }: { id: string }): Promise<RequestView> {
  return atRequest(ctx, { id, side: 'desk' }, async (wide, row) => {
    await recordRead(wide, { ...file, id, org: { id: row.townId, path: row.townPath } });
    return viewOf(wide, row);
  });
}

/** After a move: what the mover still sees of it. */
export async function viewAfter(ctx: Ctx, id: string, side: 'own' | 'desk'): Promise<RequestView> {
  return atRequest(ctx, { id, side }, viewOf);
}

async function viewOf(ctx: Ctx, row: store.RequestRow): Promise<RequestView> {
  const known = await readFile(ctx, row);
  const names = await namesOf(ctx, [row]);
  const steps = await store.listSteps(ctx, row.id);
  const mine = isOwn(ctx, row);
  const t = ctx.services.translate[ctx.locale];
  const { moves } = explain(requestProcedure, row.state, factsOf(known, ctx.today), holdsFor(ctx, row));
  const readings = mine ? await whoOpened(ctx, { ...file, id: row.id }) : [];
  return {
    ...lineOf(ctx, row, names),
    version: row.version,
    person: { id: row.personId, name: row.personName },
    branch: names.get(row.orgId)?.shortName ?? '',
    about: row.aboutName,
    body: row.body,
    onBehalf: row.consent === null ? null : { by: row.recorder, consent: row.consent },
    answer:
      row.answer !== null && row.answeredOn
        ? {
            text: row.answer,
            on: row.answeredOn.toString(),
            appealUntil: appealUntil(row.answeredOn, known.local).day.toString(),
          }
        : null,
    steps: steps.map(({ move, on, by, desk, note }) => ({ move, on: on.toString(), by, desk, note })),
    moves: moves
      .filter((one) => !one.because.some(({ code }) => hidden.has(code)))
      .map((one) => ({
        move: one.move as RequestMove, // the table's own keys
        available: one.available,
        because: one.because.map((reason) => reasonViewOf(reason, t)),
      })),
    otherDesks: known.free.filter((desk) => desk !== row.desk),
    readings: oncePerDay(readings).map(({ at, by }) => ({ at: at.toString(), by })),
  };
}

/** Moves of the other side and of other states are nobody's business here. */
const hidden: ReadonlySet<string> = new Set(['procedure.not_permitted', 'procedure.not_from_here']);

/** The latest of each reader and day: whoever handles it opens it again with each step. */
function oncePerDay(readings: Reading[]): Reading[] {
  const latest = new Map<string, Reading>();
  for (const one of readings) {
    const key = `${dayOf(one.at).toString()} ${one.by}`;
    if (!latest.has(key)) latest.set(key, one);
  }
  return [...latest.values()];
}

function namesOf(ctx: Ctx, rows: readonly store.RequestRow[]): Promise<Names> {
  return nameOf(
    ctx,
    rows.flatMap((row) => [row.orgId, row.townId]),
    ctx.today,
  );
}

function lineOf(ctx: Ctx, row: store.RequestRow, names: Names) {
  return {
    id: row.id,
    kind: row.kind,
    subject: row.subject,
    state: row.state,
    desk: row.desk,
    at: names.get(row.desk === 'branch' ? row.orgId : row.townId)?.shortName ?? '',
    submittedOn: row.submittedOn.toString(),
    stateSince: row.stateSince.toString(),
    dueOn: row.dueOn?.toString() ?? null,
    late: row.dueOn !== null && Temporal.PlainDate.compare(row.dueOn, ctx.today) < 0,
  };
}
