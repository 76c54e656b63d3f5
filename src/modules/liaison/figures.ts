/** Figures of liaison, each with its rows; a pair counts once, where it is visited, and a past day gives what was true on it. */
import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import type { Figure, FigurePage, FigureQuestion, FigureRow } from '../../kernel/figure.ts';
import { familyNameOnly } from '../../kernel/disclosure/masking.ts';
import { figureOfRows, nameOf, stoodBelow } from '../organizations/facade.ts';
import { plansOf, supportGiven } from '../partnerships/facade.ts';
import type { PairKind } from './choices.ts';
import { readPairs, type ReadPair } from './queries.ts';

type Piece = ReturnType<typeof sql>;
const permission = 'liaison.read';
const oldestFirst = sql`f."on"`;
const visitedBelow = ({ paths }: FigureQuestion) =>
  sql`coalesce(p.to_org_path, p.org_path) <@ any(${paths}::ltree[])`;
const running = ({ asOf }: FigureQuestion) =>
  sql`p.since <= ${asOf} and (p.ended_on is null or p.ended_on > ${asOf})`;

function pairsWhere(key: string, condition: Piece, among: (row: ReadPair) => boolean = () => true): Figure {
  const read = async (ctx: Ctx, question: FigureQuestion) =>
    (
      await readPairs(
        ctx,
        sql`${visitedBelow(question)} and ${running(question)} and ${condition}`,
        question.asOf,
      )
    ).filter(among);
  return {
    key,
    unit: 'pairs',
    permission,
    value: async (ctx, question) => (await read(ctx, question)).length,
    async rows(ctx, question, { offset, limit }: FigurePage) {
      const page = (await read(ctx, question)).slice(offset, offset + limit);
      const at = (row: ReadPair) => row.toOrgId ?? row.orgId;
      const names = await nameOf(ctx, page.map(at), question.asOf);
      const nameAt = (id: string) => names.get(id)?.shortName ?? '';
      return page.map((row): FigureRow => ({
        id: row.id,
        label:
          row.household === null
            ? `${row.personName} → ${nameAt(at(row))}`
            : `${row.personName} → ${familyNameOnly(row.household)}`,
        orgId: at(row),
        orgName: nameAt(at(row)),
        on: row.since,
        path: `/liaison/${row.id}`,
      }));
    },
  };
}

const ofKind = (kind: PairKind) => pairsWhere(`liaison.${kind}_pairs`, sql`p.kind = ${kind}`);
const isLate = (row: ReadPair) => row.prompts.includes('visit_late');

function needsWhere(key: string, condition: (asOf: Temporal.PlainDate) => Piece): Figure {
  return figureOfRows({
    key,
    unit: 'needs',
    permission,
    rows: ({ paths, asOf }) => sql`
      select n.id, n.wanted as label, n.org_id as "orgId", n.noted_on as "on", '/liaison/' || n.pair_id as path
      from liaison_needs n
      where coalesce(n.to_org_path, n.org_path) <@ any(${paths}::ltree[]) and n.noted_on <= ${asOf}
        and ${condition(asOf)}`,
    order: oldestFirst,
  });
}

/** Villages that no leader of the town keeps in touch with. */
const villagesWithout = figureOfRows({
  key: 'liaison.villages_without_leader',
  unit: 'villages',
  permission,
  rows: ({ paths, asOf }, ctx) => sql`
    select o.id, n.short_name as label, o.id as "orgId", o.founded_on as "on", '/organizations/' || o.id as path
    from organizations o
    join organization_names n on n.org_id = o.id and n.valid @> ${asOf}::date
    where o.kind = 'village' and o.founded_on <= ${asOf} and (o.dissolved_on is null or o.dissolved_on > ${asOf})
      and ${stoodBelow(ctx, paths, asOf)} and not exists (
        select from liaison_pairs p where p.kind = 'leader' and p.to_org_id = o.id and p.since <= ${asOf}
          and (p.ended_on is null or p.ended_on > ${asOf}))`,
  order: oldestFirst,
});

const settledBy = (asOf: Temporal.PlainDate) => sql`n.settled_on <= ${asOf}`;

export const leaderFigures: readonly Figure[] = [
  ofKind('leader'),
  pairsWhere('liaison.leaders_late', sql`p.kind = 'leader'`, isLate),
  villagesWithout,
];
export const linkFigures: readonly Figure[] = [
  ofKind('branch'),
  ofKind('household'),
  pairsWhere('liaison.links_late', sql`p.kind <> 'leader'`, isLate),
];
export const needFigures: readonly Figure[] = [
  needsWhere('liaison.needs_open', (asOf) => sql`not coalesce(${settledBy(asOf)}, false)`),
  needsWhere('liaison.needs_done', (asOf) => sql`n.state = 'done' and ${settledBy(asOf)}`),
];
const plans = {
  permission,
  among: sql`p.subject_type = 'pair'`,
  path: sql`'/liaison/' || p.subject_id`,
};
export const planFigures: readonly Figure[] = [
  plansOf({ ...plans, key: 'liaison.plans' }, 'made'),
  plansOf({ ...plans, key: 'liaison.plans_reviewed' }, 'reviewed'),
];

const help = {
  permission,
  among: sql`true`,
  path: sql`case p.subject_type when 'pair' then '/liaison/' else '/joint-building/' end || p.subject_id`,
};
export const supportFigures: readonly Figure[] = [
  needsWhere(
    'liaison.support_done',
    (asOf) => sql`n.kind <> 'daily' and n.state = 'done' and ${settledBy(asOf)}`,
  ),
  supportGiven({ ...help, key: 'liaison.support_given' }, 'times'),
  supportGiven({ ...help, key: 'liaison.support_money' }, 'yuan'),
];
