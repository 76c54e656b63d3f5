/** Figures of Party groups, each with its groups or members; a past day gives what was true on it. */
import { sql } from 'kysely';
import type { Figure, FigureQuestion } from '../../kernel/figure.ts';
import { figureOfRows } from '../organizations/facade.ts';

type Piece = ReturnType<typeof sql>;
const permission = 'party_groups.read';

const standing = ({ paths, asOf }: FigureQuestion) => sql`
  g.org_path <@ any(${paths}::ltree[]) and o.founded_on <= ${asOf} and (o.dissolved_on is null or o.dissolved_on > ${asOf})`;

function groupsWhere(key: string, condition: Piece): Figure {
  return figureOfRows({
    key,
    unit: 'party_groups',
    permission,
    rows: (question) => sql`
      select g.group_id as id, g.workplace as label, g.group_id as "orgId", o.founded_on as "on",
        '/party-groups/' || g.group_id as path, g.org_path
      from party_groups g join organizations o on o.id = g.group_id
      where ${standing(question)} and ${condition}`,
    order: sql`f.org_path`,
  });
}

export const groupFigures: readonly Figure[] = [
  groupsWhere('party_groups.in_workshops', sql`g.workplace_kind in ('workshop', 'team')`),
  groupsWhere('party_groups.all', sql`true`),
  figureOfRows({
    key: 'party_groups.members',
    unit: 'people',
    permission,
    rows: (question) => sql`
      select b.id, b.name || ' · ' || g.workplace as label, g.group_id as "orgId", lower(b.valid) as "on",
        '/party-groups/' || g.group_id as path
      from party_groups g
      join organizations o on o.id = g.group_id
      join body_members b on b.org_id = g.group_id and b.body = 'party_group' and b.valid @> ${question.asOf}::date
      where ${standing(question)}`,
    order: sql`f."orgId", f.label`,
  }),
];
