/** Joint meetings: those that were held and recorded, named here, never written twice. */
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { jointBuildingApi as api } from '../../../../src/modules/joint-building/api.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { ActForm, Field } from '../../ui/form.tsx';
import { Section } from '../../ui/page.tsx';
import { say } from '../../ui/toast.tsx';
import { reads, type AllianceView } from './words.ts';

export function JointMeetings({ of }: { of: AllianceView }) {
  const { t } = useTranslation();
  return (
    <Section title={t('joint_building.meetings')}>
      {of.meetings.length === 0 ? (
        <p>{t('joint_building.no_meetings')}</p>
      ) : (
        <ul className="plain-list">
          {of.meetings.map((one) => (
            <li key={one.id}>
              {one.path === null ? one.title : <AppLink to={one.path}>{one.title}</AppLink>}{' '}
              <small>
                {one.org} · {one.on}
              </small>
            </li>
          ))}
        </ul>
      )}
      {of.may.keep && of.state === 'running' && <NameMeeting of={of} />}
    </Section>
  );
}

function NameMeeting({ of }: { of: AllianceView }) {
  const { t } = useTranslation();
  const held = useEndpoint(api.listHeldMeetings, { id: of.id });
  const act = useAct(api.nameMeeting, { invalidates: reads });
  return (
    <details>
      <summary>{t('joint_building.name_meeting')}</summary>
      <ActForm<typeof api.nameMeeting, { meetingId: string }>
        name="meeting"
        act={act}
        toInput={(values) => ({ id: of.id, ...values })}
        submitLabel={t('joint_building.name_meeting')}
        clearOnDone
        onDone={() => say(t('joint_building.meeting_named'))}
      >
        <Field name="meetingId" label={t('joint_building.meeting')}>
          <Select
            loading={held.isFetching}
            options={(held.data?.found ?? []).map(({ id, title, on }) => ({
              value: id,
              label: `${on} ${title}`,
            }))}
          />
        </Field>
      </ActForm>
    </details>
  );
}
