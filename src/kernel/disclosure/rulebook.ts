/** Dated parameters of disclosure. */
import { sql } from 'kysely';
import type { Ctx } from '../ctx.ts';
import { parameterAt, type Dated, type Rulebook } from '../rulebook.ts';

export type DisclosureParameters = {
  /** Calendar days after receipt within which an objection is answered. */
  'disclosure.objection_answer_days': number;
};

/** 公开2017 asks that what people say is answered and names no days; a town sets its own. */
export const disclosureRulebook: Rulebook<DisclosureParameters> = {
  'disclosure.objection_answer_days': [
    {
      value: 15,
      unit: 'calendar_days',
      from: '2017-12-20',
      source: '公开2017',
      kind: 'local',
      certainty: 'check',
    },
  ],
};

/** The value for an organization on the day of the act: that of the nearest organization above that set its own, else the book's. */
export async function disclosureParameter<Key extends keyof DisclosureParameters>(
  ctx: Ctx,
  key: Key,
  orgPath: string,
): Promise<Dated<DisclosureParameters[Key]>> {
  const { rows } = await sql<{ value: unknown; source: string; since: string }>`
    select s.value, s.source, lower(s.valid)::text as since
    from parameter_settings s join organizations o on o.id = s.org_id
    where s.key = ${key} and s.valid @> ${ctx.today}::date and o.path @> ${orgPath}::ltree
    order by nlevel(o.path) desc limit 1
  `.execute(ctx.tx);
  const own = rows[0];
  if (!own || typeof own.value !== 'number') return parameterAt(disclosureRulebook, key, ctx.today);
  const { value, source, since } = own;
  return parameterAt(disclosureRulebook, key, ctx.today, {
    [key]: [{ value, source, from: since, kind: 'local', certainty: 'certain' }],
  });
}
