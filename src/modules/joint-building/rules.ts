/** Who may build together, and from when an agreement runs. */
import type { Reason } from '../../kernel/refusal.ts';
import type { AllianceKind, Side } from './choices.ts';

type Day = Temporal.PlainDate;

/** What an organization of the tree is to an alliance. */
export function sideOf(orgKind: string): Side {
  if (orgKind === 'village') return 'village';
  return orgKind === 'enterprise' || orgKind === 'cooperative' ? 'firm' : 'other';
}

/** The partners that each kind must have at least; others may join. Source: DOC art. 9. */
const needed: Record<AllianceKind, Partial<Record<Side, number>>> = {
  village_community: { village: 1, community: 1 },
  village_village: { village: 2 },
  village_firm: { village: 1, firm: 1 },
};

/** The kind is what its partners are; undefined when they fit it. */
export function reasonNotToAlly(kind: AllianceKind, partners: readonly Side[]): Reason | undefined {
  for (const [side, count] of Object.entries(needed[kind]))
    if (partners.filter((one) => one === side).length < count)
      return {
        code: 'joint_building.partner_missing',
        params: { count, sideKey: `joint_building.side.${side}`, kindKey: `joint_building.kind.${kind}` },
        cites: '意见 art. 9',
        field: 'partnerIds',
      };
  return undefined;
}

/** The later of the first day and the last signature; undefined while somebody has not signed. */
export function runsFrom(since: Day, signedOn: readonly (Day | null)[]): Day | undefined {
  let from = since;
  for (const on of signedOn) {
    if (on === null) return undefined;
    if (Temporal.PlainDate.compare(on, from) > 0) from = on;
  }
  return from;
}

/** Its last day lies behind, and nobody has ended or renewed it. */
export function isTermOver(state: string, untilOn: Day, today: Day): boolean {
  return state === 'running' && Temporal.PlainDate.compare(untilOn, today) < 0;
}
