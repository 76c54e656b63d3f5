/** The day for which a screen speaks, in its address; a past day says so. */
import { useTranslation } from 'react-i18next';
import { useSearchText } from '../../lib/address.ts';
import { Icon } from '../../ui/icon.tsx';

export function AsOf() {
  const { t } = useTranslation();
  const [{ asOf = '' }, change] = useSearchText();
  return (
    <div className="as-of">
      <label>
        <span>{t('organizations.as_of')}</span>
        <input type="date" value={asOf} onChange={(event) => change({ asOf: event.target.value })} />
      </label>
      {asOf && (
        <output className="as-of-note">
          <Icon name="clock" />
          <span>{t('organizations.as_of_past', { day: asOf })}</span>
          <button type="button" className="plain-button" onClick={() => change({ asOf: '' })}>
            {t('organizations.back_to_today')}
          </button>
        </output>
      )}
    </div>
  );
}
