/** What the member has taken on, on the own page. */
import { useTranslation } from 'react-i18next';
import { engagementsApi as api } from '../../../../src/modules/engagements/api.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Section } from '../../ui/page.tsx';
import { EngagementState, termWords } from './words.tsx';

export function OwnEngagements() {
  const { t, i18n } = useTranslation();
  const own = useEndpoint(api.listOwnEngagements, {});
  if (!own.data || (!own.data.mayApply && own.data.rows.length === 0)) return null;
  const { rows, mayApply } = own.data;
  return (
    <Section
      title={t('engagements.own')}
      actions={mayApply && <LinkButton to="/engagements/apply" label={t('engagements.apply')} icon="plus" />}
    >
      {rows.length === 0 && <p>{t('engagements.own_none')}</p>}
      <ul className="plain-list">
        {rows.map((row) => (
          <li key={row.id}>
            <AppLink to={`/engagements/${row.id}`}>
              {t(`engagements.kind.${row.kind}`)} · {row.title}
            </AppLink>{' '}
            <EngagementState of={row} /> <small>{termWords(t, i18n.language, row)}</small>
          </li>
        ))}
      </ul>
    </Section>
  );
}
