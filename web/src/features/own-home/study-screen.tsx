/** Where a member learned with others: lessons, theme days, life meetings, each with the own place. Nothing is added up. */
import { useTranslation } from 'react-i18next';
import { ownMeetingsApi } from '../../../../src/modules/meetings/own-api.ts';
import { useListAddress } from '../../lib/address.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { Day } from '../../ui/day.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { Pager } from '../../ui/pager.tsx';
import './own-home.css';

const pageSize = 20;

export function Screen() {
  const { t } = useTranslation();
  const address = useListAddress();
  const study = useEndpoint(ownMeetingsApi.listOwnStudy, { page: address.page }, { keepPrevious: true });
  return (
    <Page
      title={t('own_home.study')}
      lead={t('own_home.study_lead')}
      crumbs={[{ label: t('own_home.title'), to: '/own' }]}
      width="text"
    >
      <Loaded query={study}>
        {({ rows, total }) =>
          rows.length === 0 ? (
            <Empty icon="document" title={t('own_home.study_none')} hint={t('own_home.study_none_hint')} />
          ) : (
            <Section>
              <ul className="own-home-list own-home-lines">
                {rows.map((row) => (
                  <li key={row.id}>
                    <AppLink to={`/own-meetings/${row.id}`}>
                      {row.title}
                      <small>
                        <Day date={row.on} short /> {t(`meetings.kind.${row.kind}`)} {row.orgName}{' '}
                        {t(`meetings.status.${row.status}`)}
                      </small>
                      {row.agenda.length > 0 && <small>{row.agenda.join('、')}</small>}
                    </AppLink>
                  </li>
                ))}
              </ul>
              <Pager
                page={address.page}
                pages={Math.ceil(total / pageSize)}
                onTurn={(page) => address.turnTo(page)}
              />
            </Section>
          )
        }
      </Loaded>
    </Page>
  );
}
