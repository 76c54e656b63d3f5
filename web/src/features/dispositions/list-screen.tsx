/** Cases that wait for something; what is over is found by its state. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { dispositionsApi as api } from '../../../../src/modules/dispositions/api.ts';
import { dispositionStates } from '../../../../src/modules/dispositions/choices.ts';
import { useListAddress } from '../../lib/address.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { DataList, type Column } from '../../ui/data-list.tsx';
import { Day } from '../../ui/day.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Page } from '../../ui/page.tsx';
import { PersonName } from '../../ui/person-name.tsx';
import { DispositionState, type Summary } from './words.tsx';

export function Screen() {
  const { t } = useTranslation();
  const address = useListAddress(['state'] as const);
  const found = useEndpoint(
    api.listDispositions,
    address.input as { q?: string; page: number }, // the filter's values are the server's own
    { keepPrevious: true },
  );
  return (
    <Page
      title={t('dispositions.title')}
      lead={t('dispositions.lead')}
      actions={
        <>
          <LinkButton to="/dispositions/contacts" label={t('dispositions.contacts')} icon="members" primary />
          {found.data?.may.open && (
            <LinkButton to="/dispositions/new" label={t('dispositions.open')} icon="plus" />
          )}
        </>
      }
    >
      <DataList
        label={t('dispositions.title')}
        address={address}
        query={found}
        rowKey={(row) => row.id}
        columns={columnsOf(t)}
        searchLabel={t('dispositions.search')}
        filters={[
          {
            name: 'state',
            label: t('dispositions.state'),
            options: [
              { value: 'under_way', label: t('dispositions.state_under_way') },
              { value: 'appealed', label: t('dispositions.state_appealed') },
              ...dispositionStates.map((value) => ({
                value,
                label: t(`procedure.disposition.state.${value}`),
              })),
            ],
          },
        ]}
        empty={{ title: t('dispositions.none'), hint: t('dispositions.none_hint') }}
      />
    </Page>
  );
}

function columnsOf(t: TFunction): [Column<Summary>, ...Column<Summary>[]] {
  return [
    {
      key: 'person',
      title: t('dispositions.person'),
      cell: (row) => (
        <AppLink to={`/dispositions/${row.id}`}>
          <PersonName name={row.person.name} />
        </AppLink>
      ),
    },
    { key: 'branch', title: t('dispositions.branch'), cell: (row) => row.branch },
    {
      key: 'state',
      title: t('dispositions.state'),
      cell: (row) => <DispositionState state={row.state} />,
    },
    { key: 'way', title: t('dispositions.way'), cell: (row) => row.way && t(`dispositions.way.${row.way}`) },
    {
      key: 'deadline',
      title: t('dispositions.deadline'),
      cell: (row) => row.deadlineOn && <Day date={row.deadlineOn} short />,
    },
  ];
}
