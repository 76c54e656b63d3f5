/** Figures of posts, households and pairs, each with its rows; a past day gives what was true on it. */
import { sql } from 'kysely';
import type { Figure, FigureQuestion } from '../../kernel/figure.ts';
import { figureOfRows } from '../organizations/facade.ts';
import type { Kind } from './choices.ts';

type Piece = ReturnType<typeof sql>;
type Rows = (question: FigureQuestion) => Piece;

const columns = sql`e.id, e.title || ' · ' || e.person_name as label, e.org_id as "orgId", e.from_on as "on",
  '/engagements/' || e.id as path`;

/** Engagements of a kind that ran on the day. */
const running =
  (kind: Kind): Rows =>
  ({ paths, asOf }) =>
    sql`
    select ${columns} from engagements e
    where e.kind = ${kind} and e.org_path <@ any(${paths}::ltree[]) and e.from_on <= ${asOf}
      and (e.ended_on is null or e.ended_on > ${asOf})`;

const openPosts: Rows = ({ paths, asOf }) => sql`
  select p.id, p.name as label, p.org_id as "orgId", p.opened_on as "on", '/engagements/posts?org=' || p.org_id as path
  from branch_posts p
  where p.org_path <@ any(${paths}::ltree[]) and p.opened_on <= ${asOf} and (p.closed_on is null or p.closed_on > ${asOf})
    and not exists (select from engagements e where e.post_id = p.id and e.from_on <= ${asOf}
      and (e.ended_on is null or e.ended_on > ${asOf}))`;

/** What households did in the year up to the day. */
const activities: Rows = ({ paths, asOf }) => sql`
  select r.id, r.text as label, e.org_id as "orgId", r.happened_on as "on", '/engagements/' || e.id as path
  from engagement_entries r join engagements e on e.id = r.engagement_id
  where e.kind = 'household' and r.kind = 'record' and e.org_path <@ any(${paths}::ltree[])
    and r.happened_on between ${asOf.with({ month: 1, day: 1 })} and ${asOf}`;

const pairsReached: Rows = ({ paths, asOf }) => sql`
  select ${columns} from engagements e
  where e.kind = 'pair' and e.outcome = 'reached' and e.org_path <@ any(${paths}::ltree[])
    and e.ended_on between ${asOf.with({ month: 1, day: 1 })} and ${asOf}`;

function figureOf(key: string, unit: string, rows: Rows): Figure {
  return figureOfRows({ key, unit, permission: 'engagements.read', rows, order: sql`f."orgId", f.label` });
}

export const postFigures: readonly Figure[] = [
  figureOf('engagements.posts_held', 'posts', running('post')),
  figureOf('engagements.posts_open', 'posts', openPosts),
];
export const householdFigures: readonly Figure[] = [
  figureOf('engagements.households', 'member_households', running('household')),
  figureOf('engagements.activities', 'activities', activities),
];
export const pairFigures: readonly Figure[] = [
  figureOf('engagements.pairs', 'pairs', running('pair')),
  figureOf('engagements.pairs_reached', 'pairs', pairsReached),
];
