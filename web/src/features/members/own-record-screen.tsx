/** The own record, and who opened it. */
import { useTranslation } from 'react-i18next';
import { membersApi } from '../../../../src/modules/members/api.ts';
import type { MessageKey } from '../../app/i18n.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { Empty } from '../../ui/empty.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import { OwnDispositions } from '../dispositions/own-link.tsx';
import { OwnEngagements } from '../engagements/own-engagements.tsx';
import { OwnPairs } from '../liaison/own-pairs.tsx';
import { OwnPledges } from '../pledges/own-pledges.tsx';
import { OwnCorrections } from '../member-rights/own-corrections.tsx';
import { OwnTransfers } from '../transfers/own-transfers.tsx';
import { Record } from './record.tsx';

export function Screen() {
  const { t } = useTranslation();
  const own = useEndpoint(membersApi.getOwnRecord, {});
  return (
    <Page title={t('members.own.title')} lead={t('members.own.lead')} width="text">
      <Loaded query={own}>
        {({ member, readings }) =>
          member === null ? (
            <Empty icon="member" title={t('members.own.none')} hint={t('members.own.none_hint')} />
          ) : (
            <>
              <Section title={t('members.own.readings')}>
                {readings.length === 0 ? (
                  <p>{t('members.own.no_readings')}</p>
                ) : (
                  <Timeline
                    label={t('members.own.readings')}
                    events={readings.map((reading, i) => ({
                      key: `${reading.at}${i}`,
                      at: reading.at,
                      who: reading.by,
                      title: t(`audit.members.${reading.how}` as MessageKey), // every way of reading has its word
                      detail: reading.reason,
                    }))}
                  />
                )}
              </Section>
              <OwnDispositions />
              <OwnPledges />
              <OwnEngagements />
              <OwnPairs />
              <OwnTransfers />
              <OwnCorrections />
              <Record member={member} own />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}
