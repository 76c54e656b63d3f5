/** Yearly appraisals by branch, in the order of the tree. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { appraisalsApi } from '../../../../src/modules/appraisals/api.ts';
import { roundStates } from '../../../../src/modules/appraisals/choices.ts';
import { useListAddress } from '../../lib/address.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { DataList, type Column } from '../../ui/data-list.tsx';
import { Day } from '../../ui/day.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Page } from '../../ui/page.tsx';
import { RoundState, type Summary } from './words.tsx';

export function Screen() {
  const { t } = useTranslation();
  const address = useListAddress(['year', 'state'] as const);
  const rounds = useEndpoint(
    appraisalsApi.listRounds,
    address.input as { q?: string; page: number }, // the filters' values are the server's own
    { keepPrevious: true },
  );
  return (
    <Page
      title={t('appraisals.title')}
      lead={t('appraisals.lead')}
      actions={
        (rounds.data?.mayOpen.length ?? 0) > 0 && (
          <LinkButton to="/appraisals/open" label={t('appraisals.open')} icon="plus" primary />
        )
      }
    >
      <DataList
        label={t('appraisals.title')}
        address={address}
        query={rounds}
        rowKey={(row) => row.id}
        columns={columnsOf(t)}
        searchLabel={t('appraisals.search')}
        filters={[
          {
            name: 'year',
            label: t('appraisals.year'),
            options: (rounds.data?.years ?? []).map((year) => ({ value: String(year), label: String(year) })),
          },
          {
            name: 'state',
            label: t('appraisals.state'),
            options: roundStates.map((value) => ({ value, label: t(`procedure.appraisal.state.${value}`) })),
          },
        ]}
        empty={{ title: t('appraisals.none'), hint: t('appraisals.none_hint') }}
      />
    </Page>
  );
}

function columnsOf(t: TFunction): [Column<Summary>, ...Column<Summary>[]] {
  return [
    {
      key: 'org',
      title: t('appraisals.branch'),
      cell: (row) => <AppLink to={`/appraisals/${row.id}`}>{row.org.name}</AppLink>,
    },
    { key: 'year', title: t('appraisals.year'), cell: (row) => row.year },
    {
      key: 'self',
      title: t('appraisals.self_done'),
      cell: (row) => t('appraisals.of_people', { done: row.selfDone, all: row.people }),
    },
    { key: 'state', title: t('appraisals.state'), cell: (row) => <RoundState state={row.state} /> },
    {
      key: 'since',
      title: t('appraisals.since'),
      cell: (row) => <Day date={row.stateSince} short />,
      wideOnly: true,
    },
  ];
}
