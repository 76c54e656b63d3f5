/** Of a household no more is kept than the visit needs: texts that describe a person are refused. */
import { reasonsNotToPublish } from '../../kernel/disclosure/screening.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { PairRow } from './store.ts';

/** PIPL art. 6 and 28: of a household no more is kept than the visit needs. */
export function requireNoTraits(pair: PairRow, text: string, field: string): void {
  if (pair.kind !== 'household') return;
  const [found] = reasonsNotToPublish(text, { blocks: [] }, 'names_full');
  if (found)
    throw new Refusal('liaison.tells_too_much', {
      field,
      params: { place: found.params?.['place'] ?? '' },
      cites: 'PIPL 6, 28',
      remedy: 'liaison.say_what_is_needed',
    });
}
