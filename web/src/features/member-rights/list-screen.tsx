/** What lies at the own desk, the next due first; names are masked until a request is opened. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { memberRightsApi } from '../../../../src/modules/member-rights/api.ts';
import { requestKinds, requestStates } from '../../../../src/modules/member-rights/choices.ts';
import { useListAddress } from '../../lib/address.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { DataList, type Column } from '../../ui/data-list.tsx';
import { Day } from '../../ui/day.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Page } from '../../ui/page.tsx';
import { RequestState } from './words.tsx';

type Summary = ReplyOf<typeof memberRightsApi.listRequests>['rows'][number];

export function Screen() {
  const { t } = useTranslation();
  const address = useListAddress(['kind', 'state'] as const);
  const requests = useEndpoint(
    memberRightsApi.listRequests,
    address.input as { q?: string; page: number }, // the filters' values are the server's own
    { keepPrevious: true },
  );
  return (
    <Page
      title={t('member_rights.title')}
      lead={t('member_rights.lead')}
      actions={
        requests.data?.mayWriteDown && (
          <LinkButton to="/member-requests/need" label={t('member_rights.need')} icon="plus" />
        )
      }
    >
      <DataList
        label={t('member_rights.title')}
        address={address}
        query={requests}
        rowKey={(row) => row.id}
        columns={columnsOf(t)}
        searchLabel={t('member_rights.subject')}
        filters={[
          {
            name: 'kind',
            label: t('member_rights.kind'),
            options: requestKinds.map((value) => ({ value, label: t(`member_rights.kind.${value}`) })),
          },
          {
            name: 'state',
            label: t('member_rights.state'),
            unset: t('member_rights.state_waiting'),
            options: requestStates.map((value) => ({
              value,
              label: t(`procedure.member_request.state.${value}`),
            })),
          },
        ]}
        empty={{ title: t('member_rights.none'), hint: t('member_rights.none_hint') }}
      />
    </Page>
  );
}

function columnsOf(t: TFunction): [Column<Summary>, ...Column<Summary>[]] {
  return [
    {
      key: 'subject',
      title: t('member_rights.subject'),
      cell: (row) => <AppLink to={`/member-requests/${row.id}`}>{row.subject}</AppLink>,
    },
    { key: 'kind', title: t('member_rights.kind'), cell: (row) => t(`member_rights.kind.${row.kind}`) },
    { key: 'person', title: t('member_rights.person'), cell: (row) => row.nameMasked, wideOnly: true },
    { key: 'branch', title: t('member_rights.branch'), cell: (row) => row.branch },
    { key: 'state', title: t('member_rights.state'), cell: (row) => <RequestState of={row} /> },
    {
      key: 'due',
      title: t('member_rights.due_on'),
      cell: (row) => row.dueOn && <Day date={row.dueOn} short />,
    },
  ];
}
