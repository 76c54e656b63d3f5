/** Matters that villagers decide, and by which item of which law; the union of the statute's lists and of town practice. */
import type { Certainty } from '../../kernel/rulebook.ts';
import type { decisionBodies, matterKeys } from './choices.ts';

/** Bodies that may pass the resolution (V4). */
export type DecisionBody = (typeof decisionBodies)[number];

/**
 * `village`: article and item of the village law (村组2018 numbering); `representatives` may decide it when the assembly has
 * authorized them, or never. `collective`: article and item of 集体法, which prevails from its first day
 * (村组2018 art. 24, last paragraph); `representatives` tells whether the members' representatives may decide it.
 */
export type Matter = {
  village: { article: string; representatives: 'authorized' | 'never'; certainty: Certainty };
  collective?: { article: string; representatives: 'may' | 'never'; certainty: Certainty };
};

/** First day of 农村集体经济组织法. */
export const collectiveLawFrom = '2025-05-01';

const listed = (item: number) =>
  ({ article: `24(${item})`, representatives: 'authorized', certainty: 'certain' }) as const;
// What samples of practice bring to the assembly falls under the open last item, as far as we know.
const other = { article: '24(9)', representatives: 'authorized', certainty: 'likely' } as const;
const byMembersOnly = (item: number) =>
  ({ article: `26(${item})`, representatives: 'never', certainty: 'certain' }) as const;
const byMembers = (item: number, certainty: Certainty = 'likely') =>
  ({ article: `26(${item})`, representatives: 'may', certainty }) as const;

export const matters = {
  // The nine matters of the village law.
  helper_subsidies: { village: listed(1) },
  collective_income_use: { village: listed(2), collective: byMembers(7) },
  public_works_funding: { village: listed(3) },
  land_contract_scheme: { village: listed(4), collective: byMembersOnly(8) },
  collective_project: { village: listed(5), collective: byMembers(11) },
  homestead_scheme: { village: listed(6), collective: byMembersOnly(8) },
  land_compensation: { village: listed(7), collective: byMembersOnly(10) },
  collective_property_disposal: { village: listed(8), collective: byMembers(11, 'check') },
  other_villager_interests: { village: { ...other, certainty: 'certain' } },
  // What towns put through the four discussions beside them.
  village_plan: { village: other },
  yearly_plan: { village: other },
  self_government_charter: { village: { article: '27', representatives: 'never', certainty: 'likely' } },
  relief_list: { village: other },
  special_funds_use: { village: other },
  helper_appointments: { village: other },
  land_lease: { village: { ...listed(8), certainty: 'likely' }, collective: byMembers(11, 'check') },
  collective_asset_purchase: {
    village: { ...listed(5), certainty: 'likely' },
    collective: byMembers(11, 'check'),
  },
  // Matters that the law of 2025 names for the collective.
  collective_charter: { village: other, collective: byMembersOnly(1) },
  collective_rules: { village: other, collective: byMembers(2) },
  collective_membership: { village: other, collective: byMembersOnly(3) },
  collective_officers: { village: other, collective: byMembers(4) },
  collective_work_report: { village: other, collective: byMembers(5) },
  collective_pay: { village: other, collective: byMembers(6) },
  collective_plan_and_budget: { village: other, collective: byMembers(7) },
  share_quantification: { village: other, collective: byMembersOnly(8) },
  construction_land_scheme: { village: other, collective: byMembers(9) },
  collective_merger_or_split: { village: other, collective: byMembersOnly(12) },
} as const satisfies Record<(typeof matterKeys)[number], Matter>;

export type MatterKey = keyof typeof matters;

/** The matter of a key, with every optional field visible to the types. */
export function matterOf(key: MatterKey): Matter {
  return matters[key];
}
