/** What follows from the meetings of the scope: the open first, the soonest due on top. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { followUpStates } from '../../../../src/modules/meetings/choices.ts';
import { followUpsApi } from '../../../../src/modules/meetings/follow-ups-api.ts';
import { useListAddress } from '../../lib/address.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { DataList, type Column } from '../../ui/data-list.tsx';
import { Day } from '../../ui/day.tsx';
import { Page } from '../../ui/page.tsx';
import { FollowUpState, type FollowUp } from './follow-up-lines.tsx';
import './meetings.css';

export function Screen() {
  const { t } = useTranslation();
  const address = useListAddress(['state', 'org'] as const);
  const input = address.input as { page: number }; // the filters' words are the server's own
  const tasks = useEndpoint(followUpsApi.listFollowUps, input, { keepPrevious: true });
  return (
    <Page
      title={t('meetings.follow_ups')}
      lead={t('meetings.follow_ups_lead')}
      crumbs={[{ label: t('meetings.list'), to: '/meetings' }]}
    >
      <DataList
        label={t('meetings.follow_ups')}
        address={address}
        query={tasks}
        rowKey={(row) => row.id}
        searchLabel={t('meetings.follow_up_task')}
        filters={[
          {
            name: 'state',
            label: t('meetings.filter_state'),
            options: [
              { value: 'late', label: t('meetings.follow_up_late') },
              ...followUpStates.map((state) => ({ value: state, label: t(`meetings.follow_up.${state}`) })),
            ],
          },
        ]}
        columns={columnsOf(t)}
        empty={{ title: t('meetings.follow_ups_none') }}
      />
    </Page>
  );
}

function columnsOf(t: TFunction): [Column<FollowUp>, ...Column<FollowUp>[]] {
  return [
    {
      key: 'task',
      title: t('meetings.follow_up_task'),
      cell: (row) => <AppLink to={`/follow-ups/${row.id}`}>{row.task}</AppLink>,
    },
    { key: 'who', title: t('meetings.follow_up_who'), cell: (row) => row.responsible },
    { key: 'org', title: t('meetings.column_org'), cell: (row) => row.meeting.orgName },
    {
      key: 'due',
      title: t('meetings.follow_up_due'),
      cell: (row) => <Day date={row.dueOn} short />,
    },
    { key: 'state', title: t('meetings.column_state'), cell: (row) => <FollowUpState task={row} /> },
  ];
}
