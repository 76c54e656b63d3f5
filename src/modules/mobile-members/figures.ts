/** Figures of the register, each with the stays behind it; a past day gives what was true on it. */
import { sql } from 'kysely';
import type { Figure } from '../../kernel/figure.ts';
import { figureOfRows } from '../organizations/facade.ts';

type Piece = ReturnType<typeof sql>;

function staysWhere(key: string, condition: (asOf: Temporal.PlainDate) => Piece): Figure {
  return figureOfRows({
    key,
    unit: 'people',
    permission: 'mobile_members.read',
    rows: ({ paths, asOf }) => sql`
      select s.id, s.person_name as label, s.org_id as "orgId", s.since as "on", '/mobile-members/' || s.id as path
      from mobile_stays s
      where s.org_path <@ any(${paths}::ltree[]) and s.since <= ${asOf}
        and (s.ended_on is null or s.ended_on > ${asOf}) and ${condition(asOf)}`,
    order: sql`f."on"`,
  });
}

export const mobileFigures: readonly Figure[] = [
  staysWhere('mobile_members.away', () => sql`s.direction = 'out'`),
  staysWhere('mobile_members.guests', () => sql`s.direction = 'in'`),
  // Six months is the rule's own measure of a lost contact (教管2019 art. 24).
  staysWhere(
    'mobile_members.silent',
    (asOf) => sql`s.direction = 'out' and s.since <= ${asOf}::date - interval '6 months' and not exists (
      select from mobile_contacts c where c.stay_id = s.id and c.happened_on <= ${asOf}
        and c.happened_on > ${asOf}::date - interval '6 months')`,
  ),
];
