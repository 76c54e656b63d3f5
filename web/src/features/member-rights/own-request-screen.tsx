/** One own request: who has it, since when, until when; its papers; who opened it. */
import { useTranslation } from 'react-i18next';
import { memberRightsApi, ownFiles } from '../../../../src/modules/member-rights/api.ts';
import { usePathParam } from '../../lib/address.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { RecordFiles } from '../../ui/record-files.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import { NextMoves } from './next-move.tsx';
import { Answer, Course, RequestFacts } from './request.tsx';
import type { RequestView } from './words.tsx';

export function Screen() {
  const { t } = useTranslation();
  const id = usePathParam('id');
  const found = useEndpoint(memberRightsApi.getOwnRequest, { id });
  return (
    <Page
      title={found.data?.subject ?? t('member_rights.own')}
      crumbs={[{ label: t('member_rights.own'), to: '/own-requests' }]}
      width="text"
    >
      <Loaded query={found}>
        {(of) => (
          <>
            <Answer of={of} />
            <RequestFacts of={of} />
            <NextMoves key={of.version} of={of} idle={t('member_rights.finished')} />
            <Section title={t('member_rights.files')}>
              <RecordFiles
                api={ownFiles}
                id={of.id}
                help={t('member_rights.files_help')}
                addLabel={t('member_rights.add_file')}
                mayChange={of.state !== 'closed' && of.state !== 'withdrawn'}
              />
            </Section>
            <Readings of={of} />
            <Course of={of} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Readings({ of }: { of: RequestView }) {
  const { t } = useTranslation();
  return (
    <Section title={t('member_rights.readings')}>
      {of.readings.length === 0 ? (
        <p>{t('member_rights.no_readings')}</p>
      ) : (
        <Timeline
          label={t('member_rights.readings')}
          events={of.readings.map(({ at, by }, i) => ({
            key: `${at}${i}`,
            at,
            who: by,
            title: t('audit.member_rights.opened'),
          }))}
        />
      )}
    </Section>
  );
}
