/** Figures of the roll, each with the people behind it. */
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { figureOfRows, stoodBelow } from '../organizations/facade.ts';
import { rollTables, standingAt } from './standing-at.ts';
import type { Figure, FigureQuestion } from '../../kernel/figure.ts';
import { keptFamily } from '../../kernel/kept-figures.ts';

type Condition = ReturnType<typeof sql<boolean>>;

const age = (asOf: Temporal.PlainDate) => sql`extract(year from age(${asOf}::date, s.birth_date))`;

/** Conditions on `s`, a person who stood in the roll on the day. */
const conditions = {
  'members.count': () => sql<boolean>`true`,
  'members.full': () => sql<boolean>`s.kind = 'full'`,
  'members.probationary': () => sql<boolean>`s.kind = 'probationary'`,
  // Structure: the bands and groups that a county's yearly report asks for.
  'members.women': () => sql<boolean>`s.sex = 'female'`,
  'members.up_to_35': (asOf) => sql<boolean>`${age(asOf)} <= 35`,
  'members.from_36_to_60': (asOf) => sql<boolean>`${age(asOf)} between 36 and 60`,
  'members.over_60': (asOf) => sql<boolean>`${age(asOf)} > 60`,
  'members.college': () =>
    sql<boolean>`s.education similar to '(研究生|博士|硕士|大学|大专|党校研究生|党校大学|党校大专)%'`,
} satisfies Record<string, (asOf: Temporal.PlainDate) => Condition>;

/** All of them in one pass over the people. */
const ofPeople = keptFamily('members', rollTables, {
  async values(ctx, { paths, asOf }) {
    const counts = Object.entries(conditions).map(
      ([key, condition]) => sql`count(*) filter (where ${condition(asOf)}) as ${sql.id(key)}`,
    );
    const { rows } = await sql<Record<string, number>>`
      select ${sql.join(counts)} from ${standingAt(ctx, paths, asOf)} s
    `.execute(ctx.tx);
    return new Map(Object.entries(rows[0] ?? {}));
  },
});

function peopleWhere([key, condition]: [string, (asOf: Temporal.PlainDate) => Condition]): Figure {
  return {
    ...figureOfRows({
      key,
      unit: 'people',
      permission: 'members.count',
      rows: ({ paths, asOf }, ctx) => sql`
        select m.id, m.name as label, s.org_id as "orgId", null::date as "on", '/members/' || m.id as path, m.sort_key
        from ${standingAt(ctx, paths, asOf)} s
        join members m on m.id = s.person_id
        where ${condition(asOf)}`,
      order: sql`f.sort_key`,
    }),
    family: ofPeople,
    value: async (ctx, question) => (await ofPeople.values(ctx, question)).get(key) ?? 0,
  };
}

export const memberFigures: readonly Figure[] = Object.entries(conditions).map(peopleWhere);

/** Branches that exist on the day. */
export const branchFigure = figureOfRows({
  key: 'organizations.branches',
  unit: 'branches',
  permission: 'organizations.read',
  rows: (question, ctx) => sql`
    select o.id, n.name as label, o.id as "orgId", o.founded_on as "on", '/organizations/' || o.id as path,
      o.path as place
    from organizations o
    join organization_names n on n.org_id = o.id and n.valid @> ${question.asOf}::date
    where ${openBranches(ctx, question)}`,
  order: sql`f.place`,
});

function openBranches(ctx: Ctx, { paths, asOf }: FigureQuestion): Condition {
  return sql<boolean>`o.kind in ('branch', 'joint_branch') and ${stoodBelow(ctx, paths, asOf)}
    and o.founded_on <= ${asOf} and (o.dissolved_on is null or o.dissolved_on > ${asOf})`;
}
