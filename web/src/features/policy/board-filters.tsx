/** Village, chapter, state and day of the board, all of them in the address. */
import { useTranslation } from 'react-i18next';
import { boardStates } from '../../../../src/modules/policy/choices.ts';
import { useSearchText } from '../../lib/address.ts';

type Props = {
  villages: { id: string; name: string }[];
  chapters: { number: number; title: string }[];
};

export function BoardFilters({ villages, chapters }: Props) {
  const { t } = useTranslation();
  const [{ village = '', chapter = '', state = '', asOf = '' }, change] = useSearchText();
  return (
    <div className="board-filters">
      <label>
        <span>{t('board.filter_village')}</span>
        <select value={village} onChange={(event) => change({ village: event.target.value })}>
          <option value="">{t('board.all_town')}</option>
          {villages.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{t('board.filter_chapter')}</span>
        <select value={chapter} onChange={(event) => change({ chapter: event.target.value })}>
          <option value="">{t('ui.all')}</option>
          {chapters.map((one) => (
            <option key={one.number} value={one.number}>
              {one.title || t('board.chapter_no', { number: one.number })}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{t('board.filter_state')}</span>
        <select value={state} onChange={(event) => change({ state: event.target.value })}>
          <option value="">{t('ui.all')}</option>
          {boardStates.map((one) => (
            <option key={one} value={one}>
              {t(`board.state.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{t('board.as_of')}</span>
        <input type="date" value={asOf} onChange={(event) => change({ asOf: event.target.value })} />
      </label>
    </div>
  );
}
