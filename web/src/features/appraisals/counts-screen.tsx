/** Where papers wait to be counted, for whoever the branch chose as a teller. */
import { useTranslation } from 'react-i18next';
import { appraisalsApi } from '../../../../src/modules/appraisals/api.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';

export function Screen() {
  const { t } = useTranslation();
  const counts = useEndpoint(appraisalsApi.listCounts, {});
  return (
    <Page title={t('appraisals.count_title')} lead={t('appraisals.count_lead')} width="text">
      <Loaded query={counts}>
        {({ rows }) => (
          <Section>
            {rows.length === 0 && <p>{t('appraisals.no_counts')}</p>}
            <ul className="plain-list">
              {rows.map((row) => (
                <li key={row.id}>
                  <AppLink to={`/appraisal-counts/${row.id}`}>
                    {t('appraisals.round_title', { org: row.org.name, year: row.year })}
                  </AppLink>
                </li>
              ))}
            </ul>
          </Section>
        )}
      </Loaded>
    </Page>
  );
}
