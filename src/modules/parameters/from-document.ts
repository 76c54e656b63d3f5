/** From a number of an article to a parameter's value; pure. */
import type { ParameterForm } from '../../kernel/parameter-forms.ts';

export type ReadNumber = { kind: string; value: number; unit: string; bound: string | null };

/** The value that a number gives to a form, or nothing where it cannot; `now` lends a vote's base. */
export function valueFrom(form: ParameterForm, number: ReadNumber, now: unknown): unknown {
  switch (form) {
    case 'amount':
      return number.kind === 'amount' ? number.value : undefined;
    case 'count':
      return number.kind === 'count' || isDays(number) ? number.value : undefined;
    case 'calendar_period':
      return isDays(number) ? { days: number.value, unit: 'calendar' } : undefined;
    case 'period':
      if (isDays(number)) return { days: number.value, unit: 'calendar' };
      return number.unit === 'working_day' ? { days: number.value, unit: 'working' } : undefined;
    case 'share':
      return shareOf(number);
    case 'at_most': {
      const share = shareOf(number);
      return share && { num: share.num, den: share.den };
    }
    case 'threshold': {
      const share = shareOf(number);
      const of = typeof now === 'object' && now !== null && 'of' in now ? now.of : 'eligible';
      return share && { of, ...share };
    }
    // What a sentence says of attendance, of two bounds or of yes and no is not one number.
    case 'quorum':
    case 'range':
    case 'yes_no':
      return undefined;
  }
}

function isDays({ kind, unit }: ReadNumber): boolean {
  return kind === 'duration' && unit === 'day';
}

/** The document's share as the smallest fraction that rounds to it; 超过 and 过半 do not include the number itself. */
function shareOf({ kind, value, bound }: ReadNumber) {
  if (kind !== 'share') return undefined;
  const dens = Array.from({ length: 100 }, (_, i) => i + 1);
  const den = dens.find((one) => Math.abs(Math.round(value * one) / one - value) < 0.0001);
  const num = den && Math.round(value * den);
  if (!den || !num) return undefined;
  return { operator: bound === 'more_than' ? 'moreThan' : 'atLeast', num, den } as const;
}
