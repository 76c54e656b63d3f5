/** The notice board: what is on display for the reader, newest first. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { noticeBoardApi } from '../../../../src/modules/openness/board-api.ts';
import { audiences } from '../../../../src/modules/openness/choices.ts';
import type { MessageKey } from '../../app/i18n.ts';
import { useListAddress } from '../../lib/address.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { DataList, type Column } from '../../ui/data-list.tsx';
import { Day } from '../../ui/day.tsx';
import { Page } from '../../ui/page.tsx';

export function Screen() {
  const { t } = useTranslation();
  const address = useListAddress(['audience'] as const);
  const input = address.input as { q?: string; page: number }; // the filter's words are the server's own
  const notices = useEndpoint(noticeBoardApi.listBoardNotices, input, { keepPrevious: true });
  return (
    <Page title={t('openness.board')} lead={t('openness.board_lead')}>
      <DataList
        label={t('openness.board')}
        address={address}
        query={notices}
        rowKey={(row) => row.id}
        searchLabel={t('openness.board_search')}
        filters={[
          {
            name: 'audience',
            label: t('openness.audience'),
            options: audiences.map((one) => ({ value: one, label: t(`openness.audience.${one}`) })),
          },
        ]}
        columns={columnsOf(t)}
        empty={{ title: t('openness.board_none') }}
      />
    </Page>
  );
}

type Row = ReplyOf<typeof noticeBoardApi.listBoardNotices>['rows'][number];

function columnsOf(t: TFunction): [Column<Row>, ...Column<Row>[]] {
  return [
    {
      key: 'title',
      title: t('openness.column.title'),
      cell: (row) => <AppLink to={`/notice-board/${row.id}`}>{row.title}</AppLink>,
    },
    { key: 'org', title: t('openness.column.org'), cell: (row) => row.orgName },
    {
      key: 'kind',
      title: t('openness.column.kind'),
      cell: (row) => t(`catalogue.${row.catalogueKey}` as MessageKey),
      wideOnly: true,
    },
    {
      key: 'audience',
      title: t('openness.audience'),
      cell: (row) => t(`openness.audience.${row.audience}`),
    },
    {
      key: 'published',
      title: t('openness.column.published'),
      cell: (row) => <Day date={row.shownFrom} short />,
    },
  ];
}
