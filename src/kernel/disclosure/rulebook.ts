/** Dated parameters of disclosure. */
import type { Ctx } from '../ctx.ts';
import { localValues, type ParameterBook } from '../parameters.ts';
import { parameterAt, type Dated, type Rulebook } from '../rulebook.ts';

export type DisclosureParameters = {
  /** Calendar days after receipt within which an objection is answered. */
  objection_answer_days: number;
};

/** 公开2017 asks that what people say is answered and names no days that we read; a town sets its own. */
export const disclosureRulebook: Rulebook<DisclosureParameters> = {
  objection_answer_days: [
    {
      value: 15,
      unit: 'calendar_days',
      from: '2017-12-20',
      source: '公开2017 (local practice)',
      kind: 'local',
      certainty: 'check',
    },
  ],
};

export const disclosureParameters: ParameterBook<DisclosureParameters> = {
  key: 'disclosure',
  rules: disclosureRulebook,
  institutionOf: () => 'party_disclosure',
  forms: { objection_answer_days: 'count' },
};

/** The value for an organization on the day of the act: that of the nearest organization above that set its own, else the book's. */
export async function disclosureParameter<Key extends keyof DisclosureParameters>(
  ctx: Ctx,
  key: Key,
  orgPath: string,
): Promise<Dated<DisclosureParameters[Key]>> {
  const own = await localValues(ctx, disclosureParameters, orgPath);
  return parameterAt(disclosureRulebook, key, ctx.today, own);
}
