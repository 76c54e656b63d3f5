/** The two switches of the display: language and large print. */
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Session } from '../lib/session.ts';
import { sessionQuery } from '../lib/session.ts';
import { Icon } from '../ui/icon.tsx';
import { choosePreferences, usePreferences, type Preferences } from './preferences.ts';

export function DisplaySwitches({ session }: { session: Session | null }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { locale, elderMode } = usePreferences();
  const choose = async (change: Partial<Preferences>) => {
    client.setQueryData(sessionQuery.queryKey, (before) =>
      before?.session ? { ...before, session: { ...before.session, ...change } } : before,
    );
    await choosePreferences(change, session);
    // What the server words (refusals, states) comes again in the new language.
    if (change.locale) await client.invalidateQueries();
  };
  const other = locale === 'en' ? 'zh-CN' : 'en';
  return (
    <>
      <button
        type="button"
        className="menu-button"
        lang={other}
        onClick={() => void choose({ locale: other })}
      >
        <Icon name="language" />
        {t('app.language_other')}
      </button>
      <button
        type="button"
        className="menu-button"
        aria-pressed={elderMode}
        onClick={() => void choose({ elderMode: !elderMode })}
      >
        <Icon name="text" />
        {elderMode ? t('app.elder_on') : t('app.elder_off')}
      </button>
    </>
  );
}
