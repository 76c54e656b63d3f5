/** Linking the own account to one of an outside provider, and undoing it. */
import { useSuspenseQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { authApi } from '../../../src/kernel/auth/api.ts';
import { useSearchText } from '../lib/address.ts';
import { sessionQuery } from '../lib/session.ts';
import { useAct } from '../lib/use-endpoint.ts';
import { Section } from '../ui/page.tsx';
import { ProviderProblem } from './sign-in-forms.tsx';

/** Nothing where the town has no outside provider. */
export function OutsideAccount({ linked }: { linked: boolean }) {
  const { t } = useTranslation();
  const [search] = useSearchText();
  const { oidc } = useSuspenseQuery(sessionQuery).data;
  const unlink = useAct(authApi.unlinkOidc, { invalidates: [authApi.getSession] });
  const [provider] = oidc;
  if (!provider) return null;
  return (
    <Section title={t('sign_in.link_title')}>
      {search['problem'] && <ProviderProblem code={search['problem']} />}
      {linked ? (
        <>
          <p>{t('sign_in.linked')}</p>
          <Button loading={unlink.isPending} onClick={() => unlink.mutate({ input: {} })}>
            {t('sign_in.unlink')}
          </Button>
        </>
      ) : (
        // A plain link, because it leaves the app.
        <a className="link-button" href={`/api/oidc/${encodeURIComponent(provider.key)}/start?link=1`}>
          {t('sign_in.link', { name: provider.name })}
        </a>
      )}
    </Section>
  );
}
