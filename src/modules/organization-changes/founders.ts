/** Those who found a branch: active members, and enough of them. */
import type { Reason } from '../../kernel/refusal.ts';
import type { PlacedMember } from '../members/facade.ts';
import type { SizeRules } from '../organizations/facade.ts';
import { fullOf } from './case-file.ts';
import { reasonAgainstSize } from './conditions.ts';

export function reasonsAgainstFounders(
  founders: readonly PlacedMember[],
  { kind, sizes }: { kind: string | undefined; sizes: SizeRules },
): Reason[] {
  const tooFew = reasonAgainstSize(sizes['branch.from'], kind, fullOf(founders));
  return [
    ...(founders.some((one) => one.status !== 'active')
      ? [{ code: 'organization_changes.founder_not_active', field: 'founderIds' }]
      : []),
    ...(tooFew ? [tooFew] : []),
  ];
}
