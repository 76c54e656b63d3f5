/** The register of alliances; those that wait for a signature first. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { jointBuildingApi as api } from '../../../../src/modules/joint-building/api.ts';
import { allianceKinds, allianceStates } from '../../../../src/modules/joint-building/choices.ts';
import { useListAddress } from '../../lib/address.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { DataList, type Column } from '../../ui/data-list.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Page } from '../../ui/page.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { stateTone, type Summary } from './words.ts';

export function Screen() {
  const { t } = useTranslation();
  const address = useListAddress(['kind', 'state', 'org'] as const);
  const found = useEndpoint(
    api.listAlliances,
    address.input as { q?: string; page: number }, // the filters' values are the server's own
    { keepPrevious: true },
  );
  return (
    <Page
      title={t('joint_building.title')}
      lead={t('joint_building.lead')}
      actions={
        <>
          {found.data?.may.draft && (
            <LinkButton to="/joint-building/new" label={t('joint_building.draft')} icon="plus" primary />
          )}
          <LinkButton to="/joint-building/villages" label={t('joint_building.villages')} icon="board" />
        </>
      }
    >
      <DataList
        label={t('joint_building.title')}
        address={address}
        query={found}
        rowKey={(row) => row.id}
        columns={columnsOf(t)}
        searchLabel={t('joint_building.search')}
        filters={[
          {
            name: 'kind',
            label: t('joint_building.kind'),
            options: allianceKinds.map((value) => ({ value, label: t(`joint_building.kind.${value}`) })),
          },
          {
            name: 'state',
            label: t('joint_building.state'),
            unset: t('joint_building.state_current'),
            options: allianceStates.map((value) => ({ value, label: t(`joint_building.state.${value}`) })),
          },
        ]}
        empty={{ title: t('joint_building.none'), hint: t('joint_building.none_hint') }}
      />
    </Page>
  );
}

function columnsOf(t: TFunction): [Column<Summary>, ...Column<Summary>[]] {
  return [
    {
      key: 'title',
      title: t('joint_building.name'),
      cell: (row) => <AppLink to={`/joint-building/${row.id}`}>{row.title}</AppLink>,
    },
    { key: 'kind', title: t('joint_building.kind'), cell: (row) => t(`joint_building.kind.${row.kind}`) },
    { key: 'partners', title: t('joint_building.partners'), cell: (row) => row.partners.join('、') },
    {
      key: 'term',
      title: t('joint_building.term'),
      cell: (row) => t('joint_building.from_to', { since: row.since, until: row.untilOn }),
    },
    {
      key: 'state',
      title: t('joint_building.state'),
      cell: (row) => (
        <>
          <StateTag
            tone={row.termOver ? 'late' : stateTone[row.state]}
            label={t(row.termOver ? 'joint_building.term_over' : `joint_building.state.${row.state}`)}
          />{' '}
          {row.state === 'draft' && <small>{t('joint_building.unsigned', { count: row.unsigned })}</small>}
        </>
      ),
    },
  ];
}
