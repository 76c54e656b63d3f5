/** Institutions that the policy module runs itself: responsibility (18.1, 18.2). */
import { sql } from 'kysely';
import type { Figure, FigureQuestion, FigureRow } from '../../kernel/figure.ts';
import type { Institution } from '../../kernel/institution.ts';
import type { Level } from './choices.ts';

/** Assignments at one of the levels that hold on the day. */
function assignments(key: string, levels: readonly Level[]): Figure {
  const from = ({ paths, asOf }: FigureQuestion) => sql`
    from institution_responsibles r
    left join accounts a on a.id = r.account_id
    left join organization_names n on n.org_id = r.org_id and n.valid @> ${asOf}::date
    where r.org_path <@ any(${paths}::ltree[]) and r.valid @> ${asOf}::date and r.level = any(${[...levels]})`;
  return {
    key,
    unit: 'assignments',
    permission: 'policy.read',
    async value(ctx, question) {
      const { rows } = await sql<{ n: number }>`select count(*) as n ${from(question)}`.execute(ctx.tx);
      return rows[0]?.n ?? 0;
    },
    async rows(ctx, question, page) {
      const { rows } = await sql<FigureRow & { institution: string }>`
        select r.id, coalesce(a.display_name, r.post) as label, r.org_id as "orgId", n.short_name as "orgName",
          lower(r.valid) as "on", '/board/institutions/' || r.institution as path
        ${from(question)}
        order by r.org_path, r.institution, r.level, r.id offset ${page.offset} limit ${page.limit}
      `.execute(ctx.tx);
      return rows;
    },
  };
}

const responsible = {
  first: 'town_secretary',
  direct: 'organization_officer',
  specific: 'village_secretary',
} as const;

export const policyInstitutions: readonly Institution[] = [
  {
    // art. 18: the town's secretary answers directly
    id: 'direct_responsible',
    responsible,
    path: '/responsibilities',
    duties: [],
    figures: [assignments('policy.first_and_direct', ['first', 'direct'])],
    catalogue: [],
  },
  {
    // art. 18: the secretaries of branches answer in particular
    id: 'specific_responsible',
    responsible,
    path: '/responsibilities',
    duties: [],
    figures: [assignments('policy.specific', ['specific'])],
    catalogue: [],
  },
];
