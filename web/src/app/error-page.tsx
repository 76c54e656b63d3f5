/** A screen that failed: what happened to the answers, and the ways on. */
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Problem } from '../lib/problem.ts';
import { AppLink } from '../ui/app-link.tsx';
import { Page } from '../ui/page.tsx';
import { Refusal } from '../ui/refusal.tsx';

export function ErrorPage({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  const router = useRouter();
  const again = () => {
    reset();
    void router.invalidate();
  };
  const stale =
    error instanceof Error &&
    /dynamically imported module|Importing a module script failed/i.test(error.message);
  const lead = () => {
    if (!stale) return error instanceof Problem ? undefined : t('error.lead');
    return navigator.onLine ? t('app.update') : t('problem.network');
  };
  return (
    <Page title={t('error.title')} lead={lead()} width="text">
      {error instanceof Problem && <Refusal problem={error} />}
      <p className="form-acts">
        <button
          type="button"
          className="link-button link-button-primary"
          onClick={stale ? () => window.location.reload() : again}
        >
          {stale ? t('app.reload') : t('ui.retry')}
        </button>
        <AppLink to="/" className="link-button">
          {t('error.go_home')}
        </AppLink>
      </p>
    </Page>
  );
}
