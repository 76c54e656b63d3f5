/** The address /app/: leads to the first entry that the roles allow, or says why there is none. */
import { Navigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSession } from '../lib/session.ts';
import { Empty } from '../ui/empty.tsx';
import { Page } from '../ui/page.tsx';
import { entriesFor } from './entries.ts';

export function StartPage() {
  const { t } = useTranslation();
  const session = useSession();
  const entries = entriesFor(session);
  const roles = session.roles.map((held) => held.role);
  const first = entries.find((entry) => entry.firstFor?.some((role) => roles.includes(role))) ?? entries[0];
  if (first) return <Navigate to={first.path} replace />;
  return (
    <Page title={t('app.name')} lead={t('app.purpose')} width="text">
      <Empty icon="key" title={t('app.no_entries')} hint={t('app.no_entries_hint')} />
    </Page>
  );
}
