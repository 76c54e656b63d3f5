/** The groups of the branches in scope. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { partyGroupsApi } from '../../../../src/modules/party-groups/api.ts';
import { workplaceKinds } from '../../../../src/modules/party-groups/choices.ts';
import { useListAddress } from '../../lib/address.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { DataList, type Column } from '../../ui/data-list.tsx';
import { Day } from '../../ui/day.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Page } from '../../ui/page.tsx';
import { PersonName } from '../../ui/person-name.tsx';
import type { Summary } from './words.ts';

export function Screen() {
  const { t } = useTranslation();
  const address = useListAddress(['kind', 'state', 'org'] as const);
  const groups = useEndpoint(
    partyGroupsApi.listGroups,
    address.input as { q?: string; page: number }, // the filters' values are the server's own
    { keepPrevious: true },
  );
  return (
    <Page
      title={t('party_groups.title')}
      lead={t('party_groups.lead')}
      actions={
        groups.data?.may.keep && (
          <LinkButton to="/party-groups/new" label={t('party_groups.set_up')} icon="plus" primary />
        )
      }
    >
      <DataList
        label={t('party_groups.title')}
        address={address}
        query={groups}
        rowKey={(row) => row.id}
        columns={columnsOf(t)}
        searchLabel={t('party_groups.search')}
        filters={[
          {
            name: 'kind',
            label: t('party_groups.workplace_kind'),
            options: workplaceKinds.map((value) => ({ value, label: t(`party_groups.workplace.${value}`) })),
          },
          {
            name: 'state',
            label: t('party_groups.state'),
            unset: t('party_groups.state_open'),
            options: (['no_leader', 'dissolved'] as const).map((value) => ({
              value,
              label: t(`party_groups.state.${value}`),
            })),
          },
        ]}
        empty={{ title: t('party_groups.none'), hint: t('party_groups.none_hint') }}
      />
    </Page>
  );
}

function columnsOf(t: TFunction): [Column<Summary>, ...Column<Summary>[]] {
  return [
    {
      key: 'name',
      title: t('party_groups.name'),
      cell: (row) => <AppLink to={`/party-groups/${row.id}`}>{row.name}</AppLink>,
    },
    { key: 'branch', title: t('party_groups.branch'), cell: (row) => row.branch.name },
    {
      key: 'workplace',
      title: t('party_groups.workplace_kind'),
      cell: (row) => `${row.workplace}（${t(`party_groups.workplace.${row.workplaceKind}`)}）`,
    },
    {
      key: 'leader',
      title: t('party_groups.leader'),
      cell: (row) => (row.leader ? <PersonName name={row.leader.name} /> : t('party_groups.state.no_leader')),
    },
    { key: 'members', title: t('party_groups.members'), cell: (row) => row.members, align: 'end' },
    {
      key: 'last',
      title: t('party_groups.last_meeting'),
      cell: (row) =>
        row.lastMeetingOn ? <Day date={row.lastMeetingOn} short /> : t('party_groups.no_meeting'),
    },
  ];
}
