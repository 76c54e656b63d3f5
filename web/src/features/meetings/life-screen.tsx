/** Organization life in numbers; every number opens to its rows, as of the day in the address. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { lifeKinds } from '../../../../src/modules/meetings/choices.ts';
import { lifeApi } from '../../../../src/modules/meetings/life-api.ts';
import { useListAddress } from '../../lib/address.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { DataList, type Column } from '../../ui/data-list.tsx';
import { Page } from '../../ui/page.tsx';
import { AsOf } from '../organizations/as-of.tsx';
import '../organizations/organizations.css';

type Line = ReplyOf<typeof lifeApi.listLife>['rows'][number];

export function Screen() {
  const { t } = useTranslation();
  const address = useListAddress(['kind', 'asOf'] as const);
  const input = address.input as { page: number }; // the filters' words are the server's own
  const life = useEndpoint(lifeApi.listLife, input, { keepPrevious: true });
  return (
    <Page
      title={t('meetings.life')}
      lead={t('meetings.life_lead')}
      crumbs={[{ label: t('meetings.list'), to: '/meetings' }]}
    >
      <AsOf />
      <DataList
        label={t('meetings.life')}
        address={address}
        query={life}
        rowKey={(row) => `${row.org.id} ${row.kind}`}
        searchLabel={t('meetings.column_org')}
        filters={[
          {
            name: 'kind',
            label: t('meetings.filter_kind'),
            options: lifeKinds.map((kind) => ({
              value: kind,
              label: t(`meetings.kind.${kind}`),
            })),
          },
        ]}
        columns={columnsOf(t, life.data?.asOf ?? '')}
        empty={{ title: t('meetings.life_none') }}
      />
    </Page>
  );
}

function columnsOf(t: TFunction, asOf: string): [Column<Line>, ...Column<Line>[]] {
  const duties = (row: Line, state: string) =>
    `/duties?${new URLSearchParams({ org: row.org.id, duty: row.duty, state, owedOn: asOf }).toString()}`;
  const records = (row: Line) =>
    `/meetings?${new URLSearchParams({ org: row.org.id, kind: row.kind, stoodOn: asOf }).toString()}`;
  const number = (value: number, to: string) => (value > 0 ? <AppLink to={to}>{value}</AppLink> : value);
  return [
    { key: 'org', title: t('meetings.column_org'), cell: (row) => row.org.name },
    { key: 'kind', title: t('meetings.filter_kind'), cell: (row) => t(`meetings.kind.${row.kind}`) },
    {
      key: 'owed',
      title: t('meetings.life_owed'),
      align: 'end',
      cell: (row) => number(row.owed, duties(row, '')),
    },
    {
      key: 'done',
      title: t('meetings.life_done'),
      align: 'end',
      cell: (row) => number(row.done, duties(row, 'done')),
    },
    {
      key: 'late',
      title: t('meetings.life_late'),
      align: 'end',
      cell: (row) => number(row.late, duties(row, 'late')),
    },
    {
      key: 'held',
      title: t('meetings.life_held'),
      align: 'end',
      cell: (row) => number(row.held, records(row)),
    },
    {
      key: 'attendance',
      title: t('meetings.life_attendance'),
      align: 'end',
      cell: (row) => row.shouldCome > 0 && <AppLink to={records(row)}>{shareOf(t, row)}</AppLink>,
    },
  ];
}

function shareOf(t: TFunction, { present, shouldCome }: Line): string {
  return t('meetings.life_share', {
    present,
    shouldCome,
    percent: Math.round((present / shouldCome) * 100),
  });
}
