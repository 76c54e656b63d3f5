/** An address without a page. */
import { useTranslation } from 'react-i18next';
import { LinkButton } from '../ui/link-button.tsx';
import { Page } from '../ui/page.tsx';

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('not_found.title')} lead={t('not_found.lead')} width="text">
      <LinkButton to="/" label={t('error.go_home')} primary />
    </Page>
  );
}
