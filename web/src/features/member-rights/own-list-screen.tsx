/** The own requests: who has each, until when; and the way to a new one. */
import { useTranslation } from 'react-i18next';
import { memberRightsApi } from '../../../../src/modules/member-rights/api.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { Day } from '../../ui/day.tsx';
import { Empty } from '../../ui/empty.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { RequestState, type Line } from './words.tsx';

export function Screen() {
  const { t } = useTranslation();
  const own = useEndpoint(memberRightsApi.listOwnRequests, {});
  return (
    <Page
      title={t('member_rights.own')}
      lead={t('member_rights.own_lead')}
      width="text"
      actions={
        own.data?.isMember && (
          <LinkButton to="/own-requests/new" label={t('member_rights.new')} icon="plus" primary />
        )
      }
    >
      <Loaded query={own}>
        {({ rows, isMember }) =>
          rows.length === 0 ? (
            <Empty
              icon="document"
              title={isMember ? t('member_rights.own_none') : t('member_rights.no_record')}
              hint={isMember ? t('member_rights.own_none_hint') : t('members.own.none_hint')}
            />
          ) : (
            <Section>
              <ul className="plain-list">
                {rows.map((row) => (
                  <OwnLine key={row.id} line={row} />
                ))}
              </ul>
            </Section>
          )
        }
      </Loaded>
    </Page>
  );
}

function OwnLine({ line }: { line: Line }) {
  const { t } = useTranslation();
  return (
    <li>
      <AppLink to={`/own-requests/${line.id}`}>{line.subject}</AppLink>{' '}
      <small>{t(`member_rights.kind.${line.kind}`)}</small>
      <p>
        <RequestState of={line} />{' '}
        {line.dueOn && (
          <>
            {t(`member_rights.desk.${line.desk}`)} · {t('member_rights.until')}{' '}
            <Day date={line.dueOn} short />
          </>
        )}
      </p>
    </li>
  );
}
