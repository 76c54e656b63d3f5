/** Figures of the register, each with the stays behind it; a past day gives what was true on it. */
import { sql } from 'kysely';
import type { Figure, FigureQuestion, FigureRow } from '../../kernel/figure.ts';

type Piece = ReturnType<typeof sql>;

function staysWhere(key: string, condition: (asOf: Temporal.PlainDate) => Piece): Figure {
  const from = ({ paths, asOf }: FigureQuestion) => sql`
    from mobile_stays s
    where s.org_path <@ any(${paths}::ltree[]) and s.since <= ${asOf}
      and (s.ended_on is null or s.ended_on > ${asOf}) and ${condition(asOf)}`;
  return {
    key,
    unit: 'people',
    permission: 'mobile_members.read',
    async value(ctx, question) {
      const { rows } = await sql<{ n: number }>`select count(*) as n ${from(question)}`.execute(ctx.tx);
      return rows[0]?.n ?? 0;
    },
    async rows(ctx, question, page) {
      const { rows } = await sql<Omit<FigureRow, 'path'>>`
        with found as (
          select s.id, s.person_name as label, s.org_id as "orgId", s.since as "on" ${from(question)}
          order by s.since, s.id offset ${page.offset} limit ${page.limit}
        )
        select f.id, f.label, f."orgId", n.short_name as "orgName", f."on"
        from found f left join organization_names n on n.org_id = f."orgId" and n.valid @> ${question.asOf}::date
        order by f."on", f.id
      `.execute(ctx.tx);
      return rows.map((row) => ({ ...row, path: `/mobile-members/${row.id}` }));
    },
  };
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
