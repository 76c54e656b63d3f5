/** The year's plan and review of alliances, owed by the village that leads. */
import { yearDuties } from '../partnerships/facade.ts';
import type { AllianceKind } from './choices.ts';
import { alliancesOwed } from './partnerships.ts';

export const allianceDuties = (kind: AllianceKind) =>
  yearDuties({
    key: `joint_${kind}`,
    type: 'alliance',
    list: alliancesOwed(kind),
    kinds: ['village'],
    next: 'village_secretary',
    cites: '村居、村村、村企联建 (local practice)',
    path: (orgId) => `/joint-building?kind=${kind}&org=${orgId}`,
  });
