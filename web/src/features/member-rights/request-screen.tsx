/** One request at the own desk; the opening is recorded and the member sees it. */
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { deskFiles, memberRightsApi } from '../../../../src/modules/member-rights/api.ts';
import { usePathParam } from '../../lib/address.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { RecordFiles } from '../../ui/record-files.tsx';
import { NextMoves } from './next-move.tsx';
import { Answer, Course, RequestFacts } from './request.tsx';

export function Screen() {
  const { t } = useTranslation();
  const id = usePathParam('id');
  const navigate = useNavigate();
  const found = useEndpoint(memberRightsApi.getRequest, { id });
  return (
    <Page
      title={found.data?.subject ?? t('member_rights.title')}
      crumbs={[{ label: t('member_rights.title'), to: '/member-requests' }]}
      width="text"
    >
      <Loaded query={found}>
        {(of) => (
          <>
            <RequestFacts of={of} />
            <NextMoves
              key={of.version}
              of={of}
              idle={t('member_rights.finished')}
              onHandedOver={() => void navigate({ to: '/member-requests' })}
            />
            <Answer of={of} />
            <Section title={t('member_rights.files')}>
              <RecordFiles
                api={deskFiles}
                id={of.id}
                help={t('member_rights.desk_files_help')}
                addLabel={t('member_rights.add_file')}
                mayChange={false}
              />
            </Section>
            <Course of={of} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
