/** Meetings of the scope: the newest first, by month, kind and state. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { meetingsApi } from '../../../../src/modules/meetings/api.ts';
import { kindKeys, states } from '../../../../src/modules/meetings/choices.ts';
import { useListAddress } from '../../lib/address.ts';
import { useSession } from '../../lib/session.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { DataList, type Column } from '../../ui/data-list.tsx';
import { Day } from '../../ui/day.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Page } from '../../ui/page.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { stateTone } from './words.ts';

export function Screen() {
  const { t } = useTranslation();
  const { today } = useSession();
  const address = useListAddress(['month', 'kind', 'state', 'org', 'stoodOn'] as const);
  const input = address.input as { page: number }; // the filters' words are the server's own
  const { stoodOn } = address.filters;
  const meetings = useEndpoint(meetingsApi.listMeetings, input, { keepPrevious: true });
  return (
    <Page
      title={t('meetings.list')}
      lead={t('meetings.list_lead')}
      actions={
        <>
          {meetings.data?.mayPlan && (
            <LinkButton to="/meetings/plan" label={t('meetings.plan')} icon="plus" primary />
          )}
          <LinkButton to="/follow-ups" label={t('meetings.follow_ups')} icon="check" />
          <LinkButton to="/meetings/life" label={t('meetings.life')} icon="chart" />
          <LinkButton to="/meetings/bodies" label={t('meetings.bodies')} icon="members" />
        </>
      }
    >
      {stoodOn && (
        <p className="meeting-stood">
          {t('meetings.stood_on', { day: stoodOn })}{' '}
          <button type="button" className="plain-button" onClick={address.clear}>
            {t('meetings.stood_all')}
          </button>
        </p>
      )}
      <DataList
        label={t('meetings.list')}
        address={address}
        query={meetings}
        rowKey={(row) => row.id}
        searchLabel={t('meetings.search')}
        filters={[
          {
            name: 'month',
            label: t('meetings.filter_month'),
            options: monthsBefore(today).map((month) => ({ value: month, label: month })),
          },
          {
            name: 'kind',
            label: t('meetings.filter_kind'),
            options: kindKeys.map((kind) => ({ value: kind, label: t(`meetings.kind.${kind}`) })),
          },
          {
            name: 'state',
            label: t('meetings.filter_state'),
            options: states.map((state) => ({ value: state, label: t(`procedure.meeting.state.${state}`) })),
          },
        ]}
        columns={columnsOf(t)}
        empty={{ title: t('meetings.none'), hint: t('meetings.none_hint') }}
      />
    </Page>
  );
}

/** The month to come, this one and the eleven before. */
function monthsBefore(today: string): string[] {
  const [year = 0, month = 0] = today.split('-').map(Number);
  return Array.from({ length: 13 }, (_, back) =>
    new Date(Date.UTC(year, month - back, 1)).toISOString().slice(0, 7),
  );
}

type Line = ReplyOf<typeof meetingsApi.listMeetings>['rows'][number];

function columnsOf(t: TFunction): [Column<Line>, ...Column<Line>[]] {
  return [
    {
      key: 'title',
      title: t('meetings.column_title'),
      cell: (row) => <AppLink to={`/meetings/${row.id}`}>{row.title}</AppLink>,
    },
    { key: 'kind', title: t('meetings.filter_kind'), cell: (row) => t(`meetings.kind.${row.kind}`) },
    { key: 'on', title: t('meetings.column_on'), cell: (row) => <Day date={row.on} short /> },
    { key: 'org', title: t('meetings.column_org'), cell: (row) => row.orgName },
    {
      key: 'present',
      title: t('meetings.column_present'),
      cell: (row) => (row.shouldCome > 0 ? `${row.present}/${row.shouldCome}` : ''),
      align: 'end',
    },
    {
      key: 'state',
      title: t('meetings.column_state'),
      cell: (row) => (
        <StateTag tone={stateTone[row.state]} label={t(`procedure.meeting.state.${row.state}`)} />
      ),
    },
  ];
}
