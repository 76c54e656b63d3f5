/** Cases of organizations: those under way first, and the three ways to begin one. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { organizationChangesApi as api } from '../../../../src/modules/organization-changes/api.ts';
import { changeStates, changeTypes } from '../../../../src/modules/organization-changes/choices.ts';
import { useListAddress } from '../../lib/address.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { DataList, type Column } from '../../ui/data-list.tsx';
import { Day } from '../../ui/day.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Page } from '../../ui/page.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { ChangeState, type Summary } from './words.tsx';

export function Screen() {
  const { t } = useTranslation();
  const address = useListAddress(['type', 'state'] as const);
  const changes = useEndpoint(
    api.listChanges,
    address.input as { q?: string; page: number }, // the filters' values are the server's own
    { keepPrevious: true },
  );
  return (
    <Page
      title={t('organization_changes.title')}
      lead={t('organization_changes.lead')}
      actions={
        changes.data?.may.apply && (
          <>
            <LinkButton
              to="/organization-changes/set-up"
              label={t('organization_changes.set_up')}
              icon="plus"
              primary
            />
            <LinkButton
              to="/organization-changes/merge"
              label={t('organization_changes.merge')}
              icon="forward"
            />
            <LinkButton
              to="/organization-changes/dissolve"
              label={t('organization_changes.dissolve')}
              icon="close"
            />
          </>
        )
      }
    >
      <DataList
        label={t('organization_changes.title')}
        address={address}
        query={changes}
        rowKey={(row) => row.id}
        columns={columnsOf(t)}
        searchLabel={t('organization_changes.search')}
        filters={[
          {
            name: 'type',
            label: t('organization_changes.type'),
            options: changeTypes.map((value) => ({ value, label: t(`organization_changes.type.${value}`) })),
          },
          {
            name: 'state',
            label: t('organization_changes.state'),
            options: [
              { value: 'under_way', label: t('organization_changes.state_under_way') },
              { value: 'late', label: t('organization_changes.state_late') },
              ...changeStates.map((value) => ({
                value,
                label: t(`procedure.organization_change.state.${value}`),
              })),
            ],
          },
        ]}
        empty={{ title: t('organization_changes.none'), hint: t('organization_changes.none_hint') }}
      />
    </Page>
  );
}

function columnsOf(t: TFunction): [Column<Summary>, ...Column<Summary>[]] {
  return [
    {
      key: 'name',
      title: t('organization_changes.name'),
      cell: (row) => <AppLink to={`/organization-changes/${row.id}`}>{row.name}</AppLink>,
    },
    {
      key: 'type',
      title: t('organization_changes.type'),
      cell: (row) => t(`organization_changes.type.${row.type}`),
    },
    {
      key: 'at',
      title: t('organization_changes.place'),
      cell: (row) => row.at.name,
      wideOnly: true,
    },
    { key: 'state', title: t('organization_changes.state'), cell: (row) => <ChangeState of={row} /> },
    {
      key: 'due',
      title: t('organization_changes.due'),
      cell: (row) =>
        row.dueOn && (
          <>
            <Day date={row.dueOn} short />{' '}
            {row.late && <StateTag tone="late" label={t('organization_changes.late')} />}
          </>
        ),
    },
  ];
}
