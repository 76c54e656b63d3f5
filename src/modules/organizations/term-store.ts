/** SQL on terms and their postponements. */
import { sql } from 'kysely';
import { accountOf, type Ctx } from '../../kernel/ctx.ts';
import { localValuesAt } from '../../kernel/parameters.ts';
import { standingOfTerm, type TermStanding } from './term-rules.ts';
import { termParameters, type TermClass } from './term-rulebook.ts';

type Day = Temporal.PlainDate;

type PresentTerm = { id: string; beganOn: Day; postponedTo: Day | null };
/** An organization that has terms, with the one that ran on the day, if its beginning is known. */
export type TermOf = {
  orgId: string;
  orgPath: string;
  orgName: string;
  class: TermClass;
  term: (PresentTerm & TermStanding) | null;
};

/** The class of an organization `o`; null for those without terms. Branches of a village's firms count as other branches. */
const classOf = sql`case
  when o.kind = 'township_party_committee' then 'committee'
  when o.kind = 'villagers_committee' then 'villagers_committee'
  when o.kind in ('village_party_committee', 'general_branch', 'branch', 'joint_branch') then
    case when (
      select a.kind from organizations a
      where a.path @> o.path and a.id <> o.id
        and a.kind in ('village', 'enterprise', 'cooperative', 'social_org', 'office', 'township_party_committee')
      order by nlevel(a.path) desc limit 1
    ) = 'village' then 'village' else 'branch' end
  end`;

/** Organizations with terms that stood on the day, under a condition on `o`. */
export async function listTermsOf(ctx: Ctx, where: ReturnType<typeof sql>, asOf: Day): Promise<TermOf[]> {
  const { rows } = await sql<
    Omit<TermOf, 'term'> & { id: string | null; beganOn: Day; postponedTo: Day | null }
  >`
    select o.id as "orgId", o.path as "orgPath", n.short_name as "orgName", c.class, t.id, t.began_on as "beganOn",
      p.until_on as "postponedTo"
    from organizations o
    join organization_names n on n.org_id = o.id and n.valid @> ${asOf}::date
    cross join lateral (select ${classOf} as class) c
    left join lateral (
      select t.id, t.began_on from organization_terms t
      where t.org_id = o.id and t.began_on <= ${asOf} order by t.began_on desc limit 1
    ) t on true
    left join lateral (
      select p.until_on from organization_term_postponements p
      where p.term_id = t.id and p.recorded_on <= ${asOf} order by p.id desc limit 1
    ) p on true
    where c.class is not null and o.founded_on <= ${asOf} and (o.dissolved_on is null or o.dissolved_on > ${asOf})
      and ${where}
    order by o.path
  `.execute(ctx.tx);
  const local = await localValuesAt(ctx, termParameters, [...new Set(rows.map((row) => row.orgPath))]);
  return rows.map(({ id, beganOn, postponedTo, ...of }) => ({
    ...of,
    term:
      id === null
        ? null
        : {
            id,
            beganOn,
            postponedTo,
            ...standingOfTerm({ class: of.class, beganOn, postponedTo }, asOf, local.get(of.orgPath) ?? {}),
          },
  }));
}

type Place = { id: string; path: string };

/** False when a term began that day already. */
export async function insertTerm(
  ctx: Ctx,
  org: Place,
  term: { on: Day; reference: string },
): Promise<boolean> {
  const row = await ctx.tx
    .insertInto('organization_terms')
    .values({
      org_id: org.id,
      org_path: org.path,
      began_on: term.on,
      reference: term.reference,
      recorded_by: accountOf(ctx),
      recorded_at: ctx.now,
    })
    .onConflict((on) => on.columns(['org_id', 'began_on']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertPostponement(
  ctx: Ctx,
  org: Place,
  given: { termId: string; until: Day; reason: string; reference: string },
): Promise<void> {
  await ctx.tx
    .insertInto('organization_term_postponements')
    .values({
      term_id: given.termId,
      org_path: org.path,
      until_on: given.until,
      reason: given.reason,
      reference: given.reference,
      recorded_on: ctx.today,
      recorded_by: accountOf(ctx),
      recorded_at: ctx.now,
    })
    .execute();
}

export type TermEntry = { what: 'began' | 'postponed'; on: Day; reference: string; reason: string | null };

/** Terms and postponements of an organization, the newest first. */
export async function listTermEntries(ctx: Ctx, orgId: string): Promise<TermEntry[]> {
  const { rows } = await sql<TermEntry>`
    select 'began' as what, began_on as "on", reference, null as reason, id from organization_terms where org_id = ${orgId}
    union all
    select 'postponed', p.until_on, p.reference, p.reason, p.id
    from organization_term_postponements p join organization_terms t on t.id = p.term_id where t.org_id = ${orgId}
    order by "on" desc, id desc
  `.execute(ctx.tx);
  return rows;
}
