/** The catalogue of openness: what was due for each body and period; every count opens its rows. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { opennessApi } from '../../../../src/modules/openness/api.ts';
import { catalogueNames, catalogueStateKeys } from '../../../../src/modules/openness/choices.ts';
import type { MessageKey } from '../../app/i18n.ts';
import { useListAddress } from '../../lib/address.ts';
import { mayDo, useSession } from '../../lib/session.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { DataList, type Column } from '../../ui/data-list.tsx';
import { Day } from '../../ui/day.tsx';
import { Page } from '../../ui/page.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { catalogueTones } from './states.ts';

export function Screen() {
  const { t } = useTranslation();
  const session = useSession();
  const address = useListAddress(['catalogue', 'state'] as const);
  const input = address.input as { q?: string; page: number }; // the filters' words are the server's own
  const catalogue = useEndpoint(opennessApi.listCatalogue, input, { keepPrevious: true });
  const counts = catalogue.data?.counts;
  const mayPropose = mayDo(session, 'disclosure.propose');
  return (
    <Page
      title={t('openness.catalogue')}
      lead={t('openness.catalogue_lead')}
      crumbs={[{ label: t('openness.publications'), to: '/openness' }]}
    >
      <DataList
        label={t('openness.catalogue')}
        address={address}
        query={catalogue}
        rowKey={(row) => `${row.catalogueKey} ${row.orgId} ${row.period ?? row.dueOn}`}
        searchLabel={t('openness.search_org')}
        filters={[
          {
            name: 'catalogue',
            label: t('openness.catalogue_name'),
            options: catalogueNames.map((name) => ({ value: name, label: t(`openness.catalogue.${name}`) })),
          },
          {
            name: 'state',
            label: t('openness.column.state'),
            options: catalogueStateKeys.map((state) => ({
              value: state,
              label: `${t(`openness.state.${state}`)}${counts ? ` (${counts[state]})` : ''}`,
            })),
          },
        ]}
        columns={columnsOf(t, mayPropose)}
        empty={{ title: t('openness.catalogue_none') }}
      />
    </Page>
  );
}

type Row = ReplyOf<typeof opennessApi.listCatalogue>['rows'][number];

function columnsOf(t: TFunction, mayPropose: boolean): [Column<Row>, ...Column<Row>[]] {
  return [
    {
      key: 'item',
      title: t('openness.column.kind'),
      cell: (row) => t(`catalogue.${row.catalogueKey}` as MessageKey),
    },
    { key: 'org', title: t('openness.column.org'), cell: (row) => row.orgName },
    {
      key: 'period',
      title: t('openness.column.period'),
      cell: (row) => (row.period ? t('public.period', { period: row.period }) : '—'),
    },
    {
      key: 'state',
      title: t('openness.column.state'),
      cell: (row) => {
        const tag = (
          <StateTag tone={catalogueTones[row.state] ?? 'plain'} label={t(`openness.state.${row.state}`)} />
        );
        const isOpen = row.publishedOn === null && row.period !== null;
        return isOpen && mayPropose ? (
          <AppLink to={`/openness/new?row=${row.catalogueKey}&org=${row.orgId}`}>{tag}</AppLink>
        ) : (
          tag
        );
      },
    },
    {
      key: 'due',
      title: t('openness.column.due'),
      cell: (row) => (
        <>
          <Day date={row.dueOn} short />
          {row.certainty !== 'certain' && <small>{t(`openness.certainty.${row.certainty}`)}</small>}
        </>
      ),
    },
    {
      key: 'published',
      title: t('openness.column.published'),
      cell: (row) => (row.publishedOn ? <Day date={row.publishedOn} short /> : '—'),
    },
    {
      key: 'cites',
      title: t('openness.column.cites'),
      cell: (row) => t('openness.cites', { cites: row.cites }),
      wideOnly: true,
    },
  ];
}
