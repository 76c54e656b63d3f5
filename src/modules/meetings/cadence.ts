/** How often organization life asks for each kind of meeting. 支部2018; party class "usually quarterly" is local practice. */
import { periodOf, type Cadence } from '../../kernel/duty/duty.ts';
import type { lifeKinds, MeetingKind } from './choices.ts';

export type LifeRow = {
  kind: (typeof lifeKinds)[number];
  every: Exclude<Cadence, 'once'>;
  certainty: 'certain' | 'likely' | 'check';
};

export const organizationLife: readonly LifeRow[] = [
  { kind: 'branch_members_meeting', every: 'quarter', certainty: 'certain' },
  { kind: 'branch_committee_meeting', every: 'month', certainty: 'certain' },
  { kind: 'party_group_meeting', every: 'month', certainty: 'certain' },
  { kind: 'party_class', every: 'quarter', certainty: 'likely' },
  { kind: 'theme_party_day', every: 'month', certainty: 'certain' },
  { kind: 'organization_life_meeting', every: 'year', certainty: 'certain' },
];

/** Last day of the period for which a meeting held on `day` counts; undefined for kinds that discharge no duty. */
export function dueDayOf(kind: MeetingKind, day: Temporal.PlainDate): Temporal.PlainDate | undefined {
  const row = organizationLife.find((one) => one.kind === kind);
  return row && periodOf(row.every, day).to;
}
