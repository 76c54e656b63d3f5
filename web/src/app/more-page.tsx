/** All entries, for those whose roles have more than the menu holds. */
import { useTranslation } from 'react-i18next';
import { useSession } from '../lib/session.ts';
import { AppLink } from '../ui/app-link.tsx';
import { Icon } from '../ui/icon.tsx';
import { Page } from '../ui/page.tsx';
import { entriesFor } from './entries.ts';

export function MorePage() {
  const { t } = useTranslation();
  const entries = entriesFor(useSession());
  return (
    <Page title={t('app.all_entries')} lead={t('app.all_entries_lead')}>
      <ul className="entry-grid">
        {entries.map((feature) => (
          <li key={feature.key}>
            <AppLink to={feature.path}>
              <Icon name={feature.icon} size="1.75rem" />
              {t(feature.labelKey)}
            </AppLink>
          </li>
        ))}
      </ul>
    </Page>
  );
}
