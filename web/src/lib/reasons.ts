/** Reasons that came as data, put into the reader's words; the server does the same for what it refuses. */
import { useTranslation } from 'react-i18next';
import type { ReasonView } from '../../../src/kernel/http/answers.ts';
import type { MessageKey } from '../app/i18n.ts';

type Params = Record<string, string | number | boolean | null>;
export type ReasonData = Omit<ReasonView, 'message'> & { params?: Params | undefined };

/** `words(key, params)`: parameters whose name ends in `Key` are keys themselves and fill the name without it. */
export function useWords(): (key: string, params?: Params) => string {
  const { t } = useTranslation();
  return (key, params = {}) => {
    const shown: Params = { ...params };
    for (const [name, value] of Object.entries(params))
      if (name.endsWith('Key') && typeof value === 'string')
        shown[name.slice(0, -3)] = t(value as MessageKey); // keys of the server's own catalogue
    return t(key as MessageKey, shown); // built from codes that the catalogue test knows
  };
}

export function useReasonViews(): (reasons: readonly ReasonData[]) => ReasonView[] {
  const words = useWords();
  return (reasons) =>
    reasons.map(({ params, remedy, who, ...reason }) => ({
      ...reason,
      message: words(`refusal.${reason.code}`, params),
      ...(remedy && { remedy: words(`remedy.${remedy}`, params) }),
      ...(who && { who: words(`who.${who}`) }),
    }));
}
