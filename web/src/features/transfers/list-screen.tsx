/** Transfers of membership: those under way first, and the two ways to begin one. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { transfersApi } from '../../../../src/modules/transfers/api.ts';
import { directions, transferStates } from '../../../../src/modules/transfers/choices.ts';
import { useListAddress } from '../../lib/address.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { DataList, type Column } from '../../ui/data-list.tsx';
import { Day } from '../../ui/day.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Page } from '../../ui/page.tsx';
import { PersonName } from '../../ui/person-name.tsx';
import { TransferState, type Summary } from './words.tsx';

export function Screen() {
  const { t } = useTranslation();
  const address = useListAddress(['direction', 'state'] as const);
  const transfers = useEndpoint(
    transfersApi.listTransfers,
    address.input as { q?: string; page: number }, // the filters' values are the server's own
    { keepPrevious: true },
  );
  const may = transfers.data?.may;
  return (
    <Page
      title={t('transfers.title')}
      lead={t('transfers.lead')}
      actions={
        <>
          {may?.apply && (
            <LinkButton to="/transfers/apply" label={t('transfers.apply')} icon="plus" primary />
          )}
          {may?.announce && (
            <LinkButton to="/transfers/arrival" label={t('transfers.announce')} icon="document" />
          )}
        </>
      }
    >
      <DataList
        label={t('transfers.title')}
        address={address}
        query={transfers}
        rowKey={(row) => row.id}
        columns={columnsOf(t)}
        searchLabel={t('transfers.search')}
        filters={[
          {
            name: 'direction',
            label: t('transfers.direction'),
            options: directions.map((value) => ({ value, label: t(`transfers.direction.${value}`) })),
          },
          {
            name: 'state',
            label: t('transfers.state'),
            options: [
              { value: 'under_way', label: t('transfers.state_under_way') },
              { value: 'expired', label: t('transfers.state_expired') },
              ...transferStates.map((value) => ({ value, label: t(`procedure.transfer.state.${value}`) })),
            ],
          },
        ]}
        empty={{ title: t('transfers.none'), hint: t('transfers.none_hint') }}
      />
    </Page>
  );
}

function columnsOf(t: TFunction): [Column<Summary>, ...Column<Summary>[]] {
  return [
    {
      key: 'person',
      title: t('transfers.person'),
      cell: (row) => (
        <AppLink to={`/transfers/${row.id}`}>
          <PersonName name={row.person.name} />
        </AppLink>
      ),
    },
    {
      key: 'direction',
      title: t('transfers.direction'),
      cell: (row) => t(`transfers.direction.${row.direction}`),
      wideOnly: true,
    },
    { key: 'from', title: t('transfers.from'), cell: (row) => row.from.name },
    { key: 'to', title: t('transfers.to'), cell: (row) => row.to.name },
    { key: 'state', title: t('transfers.state'), cell: (row) => <TransferState of={row} /> },
    {
      key: 'until',
      title: t('transfers.valid_until'),
      cell: (row) => row.validUntil && <Day date={row.validUntil} short />,
    },
  ];
}
