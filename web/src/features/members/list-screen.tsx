/** The roll: search, filters, as of any day, and the ways in and out. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { membersApi } from '../../../../src/modules/members/api.ts';
import { statuses } from '../../../../src/modules/members/choices.ts';
import { organizationsApi } from '../../../../src/modules/organizations/api.ts';
import { useListAddress, useSearchText } from '../../lib/address.ts';
import { mayDo, useSession } from '../../lib/session.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { DataList, type Column } from '../../ui/data-list.tsx';
import { ExportButton } from '../../ui/export-button.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Page } from '../../ui/page.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { AsOf } from '../organizations/as-of.tsx';
import '../organizations/organizations.css';

export function Screen() {
  const { t } = useTranslation();
  const session = useSession();
  const address = useListAddress(['org', 'status', 'kind'] as const);
  const [{ asOf = '' }] = useSearchText();
  const input = { ...address.input, ...(asOf && { asOf }) } as { q?: string; page: number }; // the filters' words are the server's own
  const members = useEndpoint(membersApi.listMembers, input, { keepPrevious: true });
  const branches = useEndpoint(organizationsApi.searchOrganizations, {
    kinds: 'village,branch,joint_branch',
  });
  const { page: _page, ...shown } = input;
  return (
    <Page
      title={t('members.title')}
      lead={t('members.lead')}
      actions={
        <>
          {mayDo(session, 'members.edit') && (
            <LinkButton to="/members/new" label={t('members.register')} icon="plus" primary />
          )}
          {mayDo(session, 'members.import') && (
            <LinkButton to="/members/imports" label={t('members.import.title')} icon="upload" />
          )}
        </>
      }
    >
      <AsOf />
      <DataList
        label={t('members.title')}
        address={address}
        query={members}
        rowKey={(row) => row.id}
        searchLabel={t('members.search')}
        filters={[
          {
            name: 'org',
            label: t('members.branch'),
            options: (branches.data?.found ?? []).map((one) => ({ value: one.id, label: one.shortName })),
          },
          {
            name: 'status',
            label: t('members.status'),
            unset: t('members.status.active'),
            options: [
              ...statuses
                .filter((status) => status !== 'active')
                .map((status) => ({ value: status, label: t(`members.status.${status}`) })),
              { value: 'all', label: t('members.status_all') },
            ],
          },
          {
            name: 'kind',
            label: t('members.kind'),
            options: [
              { value: 'full', label: t('members.kind.full') },
              { value: 'probationary', label: t('members.kind.probationary') },
            ],
          },
        ]}
        columns={columnsOf(t)}
        empty={{ title: t('members.none'), hint: t('members.none_hint') }}
        tools={
          <>
            {members.data?.more && <p>{t('members.more_than', { total: members.data.total })}</p>}
            {mayDo(session, 'members.export') && (
              <ExportButton endpoint={membersApi.exportMembers} input={shown} />
            )}
          </>
        }
      />
    </Page>
  );
}

type Line = ReplyOf<typeof membersApi.listMembers>['rows'][number];

function columnsOf(t: TFunction): [Column<Line>, ...Column<Line>[]] {
  return [
    {
      key: 'name',
      title: t('members.name'),
      cell: (row) => <AppLink to={`/members/${row.id}`}>{row.name}</AppLink>,
    },
    { key: 'branch', title: t('members.branch'), cell: (row) => row.branch.name },
    {
      key: 'kind',
      title: t('members.kind'),
      cell: (row) =>
        row.status === 'active' ? (
          t(`members.kind.${row.kind}`)
        ) : (
          <StateTag tone="stopped" label={t(`members.status.${row.status}`)} />
        ),
    },
    { key: 'sex', title: t('members.sex'), cell: (row) => t(`members.sex.${row.sex}`), wideOnly: true },
    { key: 'age', title: t('members.age'), cell: (row) => row.age ?? '', align: 'end', wideOnly: true },
    { key: 'id', title: t('members.id_no'), cell: (row) => row.idMasked ?? '', wideOnly: true },
    { key: 'mobile', title: t('members.mobile'), cell: (row) => row.mobileMasked ?? '' },
  ];
}
