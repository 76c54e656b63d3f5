/** The word for a kind of organization. */
import type { TFunction } from 'i18next';
import type { MessageKey } from '../../app/i18n.ts';

export function kindLabel(t: TFunction, kind: string): string {
  return t(`organizations.kind.${kind}` as MessageKey); // every kind of the server has its word
}
