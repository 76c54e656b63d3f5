/** Whom the member keeps in touch with, on the own page. */
import { useTranslation } from 'react-i18next';
import { liaisonApi as api } from '../../../../src/modules/liaison/api.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Section } from '../../ui/page.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { promptTone } from './words.ts';

export function OwnPairs() {
  const { t } = useTranslation();
  const found = useEndpoint(api.listToVisit, {});
  const rows = (found.data?.rows ?? []).filter(({ own }) => own);
  if (rows.length === 0) return null;
  return (
    <Section
      title={t('liaison.own')}
      actions={<LinkButton to="/liaison/visit" label={t('liaison.visit')} icon="edit" />}
    >
      <ul className="plain-list">
        {rows.map(({ id, kind, visited, prompts: [pressing] }) => (
          <li key={id}>
            <AppLink to={`/liaison/${id}`}>
              {t(`liaison.kind.${kind}`)} · {visited}
            </AppLink>{' '}
            {pressing && <StateTag tone={promptTone[pressing]} label={t(`liaison.tag.${pressing}`)} />}
          </li>
        ))}
      </ul>
    </Section>
  );
}
