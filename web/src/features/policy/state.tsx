/** The state of an article or an institution, and the counts of its duties, each a link to its rows. */
import { useTranslation } from 'react-i18next';
import type { BoardState } from '../../../../src/modules/policy/choices.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { addressOf, tones } from './words.ts';

export function BoardStateTag({ state }: { state: BoardState }) {
  const { t } = useTranslation();
  return <StateTag tone={tones[state]} label={t(`board.state.${state}`)} />;
}

export type Counts = { late: number; due: number; on_course: number; done: number };

const shown = ['late', 'due', 'on_course', 'done'] as const;

/** Only what there is; `of` says which duties, as the list of duties asks for them. */
export function DutyCounts({ counts, of }: { counts: Counts; of: Record<string, string | undefined> }) {
  const { t } = useTranslation();
  const present = shown.filter((state) => counts[state] > 0);
  if (present.length === 0) return null;
  return (
    <span className="duty-counts">
      {present.map((state) => (
        <AppLink
          key={state}
          to={addressOf('/board/duties', { ...of, state })}
          className={`duty-count duty-${state}`}
        >
          {t(`board.duties_${state}`)} {counts[state]}
        </AppLink>
      ))}
    </span>
  );
}
