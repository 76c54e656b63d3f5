/** Organization life in numbers: what branches owed and held, in the order of the tree, as of any day. */
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { isOwed, standingOf, type DutyStanding } from '../../kernel/duty/standing.ts';
import type { ReplyOf, RequestOf } from '../../kernel/http/contract.ts';
import { organizationLife } from './cadence.ts';
import { recordsOn } from './figures.ts';
import { meetingInstitutions } from './institutions.ts';
import type { lifeApi } from './life-api.ts';

const pageSize = 20;

type Line = ReplyOf<typeof lifeApi.listLife>['rows'][number];
type Held = Pick<Line, 'held' | 'present' | 'shouldCome'>;

/** Each branch with what it owes; a branch that owes nothing of a kind has no line of it. */
export async function listLife(
  ctx: Ctx,
  input: RequestOf<typeof lifeApi.listLife>,
): Promise<ReplyOf<typeof lifeApi.listLife>> {
  const asOf = input.asOf ? Temporal.PlainDate.from(input.asOf) : ctx.today;
  const kinds = organizationLife.filter((row) => !input.kind || row.kind === input.kind);
  const standings = await standingOf(ctx, meetingInstitutions, {
    paths: ctx.scope,
    asOf,
    dueFrom: asOf.with({ month: 1, day: 1 }),
    duties: new Set(kinds.map(({ kind }) => dutyOf(kind))),
  });
  const held = await heldBy(ctx, { paths: ctx.scope, asOf });
  const groups = Map.groupBy(
    standings.filter((one) => isOwed(one.state) && (!input.q || one.org.name.includes(input.q))),
    (one) => one.org.id,
  );
  const lines = [...groups.values()].flatMap((ofOrg) =>
    kinds.flatMap(({ kind }) =>
      lineOf(
        kind,
        ofOrg.filter((one) => one.duty === dutyOf(kind)),
        held,
      ),
    ),
  );
  const from = (input.page - 1) * pageSize;
  return { asOf: asOf.toString(), rows: lines.slice(from, from + pageSize), total: lines.length };
}

function dutyOf(kind: string): string {
  return `meetings.${kind}`;
}

function lineOf(kind: Line['kind'], duties: DutyStanding[], held: ReadonlyMap<string, Held>): Line[] {
  const [first] = duties;
  if (!first) return [];
  const { id, name } = first.org;
  const inState = (state: string): number => duties.filter((one) => one.state === state).length;
  return [
    {
      org: { id, name },
      kind,
      duty: first.duty,
      owed: duties.length,
      done: inState('done'),
      late: inState('late'),
      ...(held.get(`${id} ${kind}`) ?? { held: 0, present: 0, shouldCome: 0 }),
    },
  ];
}

/** Records that stood on the day, with their attendance; a closed record's marks never change. */
async function heldBy(
  ctx: Ctx,
  question: { paths: string[]; asOf: Temporal.PlainDate },
): Promise<Map<string, Held>> {
  const kinds = organizationLife.map((row) => row.kind);
  const { rows } = await sql<Held & { orgId: string; kind: string }>`
    select m.org_id as "orgId", m.kind, count(*) as held,
      coalesce(sum(a.present), 0)::int as present, coalesce(sum(a."shouldCome"), 0)::int as "shouldCome"
    from meetings m
    cross join lateral (
      select count(*) filter (where status = 'present') as present, count(*) as "shouldCome"
      from meeting_attendees where meeting_id = m.id and not guest
    ) a
    where ${recordsOn(question, kinds)}
    group by m.org_id, m.kind
  `.execute(ctx.tx);
  return new Map(rows.map(({ orgId, kind, ...held }) => [`${orgId} ${kind}`, held]));
}
