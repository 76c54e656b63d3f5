/** Publications in every state: what waits for review, approval, publishing, and what is out. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { opennessApi } from '../../../../src/modules/openness/api.ts';
import { publicationStates } from '../../../../src/modules/openness/choices.ts';
import type { MessageKey } from '../../app/i18n.ts';
import { useListAddress } from '../../lib/address.ts';
import { mayDo, useSession } from '../../lib/session.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { DataList, type Column } from '../../ui/data-list.tsx';
import { Day } from '../../ui/day.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Page } from '../../ui/page.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { publicationTones } from './states.ts';

export function Screen() {
  const { t } = useTranslation();
  const session = useSession();
  const address = useListAddress(['state'] as const);
  const input = address.input as { q?: string; page: number }; // the filter's words are the server's own
  const publications = useEndpoint(opennessApi.listPublications, input, { keepPrevious: true });
  return (
    <Page
      title={t('openness.publications')}
      lead={t('openness.lead')}
      actions={
        <>
          {mayDo(session, 'disclosure.propose') && (
            <LinkButton to="/openness/new" label={t('openness.propose')} icon="plus" primary />
          )}
          <LinkButton to="/openness/catalogue" label={t('openness.catalogue')} icon="archive" />
        </>
      }
    >
      <DataList
        label={t('openness.publications')}
        address={address}
        query={publications}
        rowKey={(row) => row.id}
        searchLabel={t('openness.search')}
        filters={[
          {
            name: 'state',
            label: t('openness.column.state'),
            options: publicationStates.map((state) => ({
              value: state,
              label: t(`procedure.publication.state.${state}`),
            })),
          },
        ]}
        columns={columnsOf(t)}
        empty={{ title: t('openness.none'), hint: t('openness.none_hint') }}
      />
    </Page>
  );
}

type Row = ReplyOf<typeof opennessApi.listPublications>['rows'][number];

function columnsOf(t: TFunction): [Column<Row>, ...Column<Row>[]] {
  return [
    {
      key: 'title',
      title: t('openness.column.title'),
      cell: (row) => <AppLink to={`/openness/${row.id}`}>{row.title}</AppLink>,
    },
    {
      key: 'state',
      title: t('openness.column.state'),
      cell: (row) => (
        <StateTag
          tone={publicationTones[row.state] ?? 'plain'}
          label={t(`procedure.publication.state.${row.state}`)}
        />
      ),
    },
    { key: 'org', title: t('openness.column.org'), cell: (row) => row.orgName },
    {
      key: 'kind',
      title: t('openness.column.kind'),
      cell: (row) => t(`catalogue.${row.catalogueKey}` as MessageKey),
      wideOnly: true,
    },
    {
      key: 'due',
      title: t('openness.column.due'),
      cell: (row) => (row.dueOn ? <Day date={row.dueOn} short /> : '—'),
    },
    {
      key: 'until',
      title: t('openness.column.until'),
      cell: (row) => (row.shownUntil ? <Day date={row.shownUntil} short /> : '—'),
      wideOnly: true,
    },
    {
      key: 'objections',
      title: t('openness.column.objections'),
      align: 'end',
      cell: (row) => row.objectionsOpen,
    },
  ];
}
