/** On the own page: the way to matters about oneself, only where there is one. */
import { useTranslation } from 'react-i18next';
import { dispositionsApi as api } from '../../../../src/modules/dispositions/api.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { Section } from '../../ui/page.tsx';

export function OwnDispositions() {
  const { t } = useTranslation();
  const found = useEndpoint(api.listOwnDispositions, {});
  if (!found.data || found.data.cases.length === 0) return null;
  return (
    <Section title={t('dispositions.own')}>
      <p>{t('dispositions.own_lead')}</p>
      <LinkButton to="/own-dispositions" label={t('dispositions.own_link')} icon="document" />
    </Section>
  );
}
