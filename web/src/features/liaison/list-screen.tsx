/** The register of pairs, those that ask for something first. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { liaisonApi } from '../../../../src/modules/liaison/api.ts';
import { pairKinds } from '../../../../src/modules/liaison/choices.ts';
import { useListAddress } from '../../lib/address.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { DataList, type Column } from '../../ui/data-list.tsx';
import { Day } from '../../ui/day.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Page } from '../../ui/page.tsx';
import { PersonName } from '../../ui/person-name.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { promptTone, type Summary } from './words.ts';

export function Screen() {
  const { t } = useTranslation();
  const address = useListAddress(['kind', 'state', 'org'] as const);
  const pairs = useEndpoint(
    liaisonApi.listPairs,
    address.input as { q?: string; page: number }, // the filters' values are the server's own
    { keepPrevious: true },
  );
  const may = pairs.data?.may;
  return (
    <Page
      title={t('liaison.title')}
      lead={t('liaison.lead')}
      actions={
        <>
          <LinkButton to="/liaison/visit" label={t('liaison.visit')} icon="edit" primary />
          {may?.assign && (
            <>
              <LinkButton to="/liaison/leader" label={t('liaison.assign_leader')} icon="plus" />
              <LinkButton to="/liaison/branches" label={t('liaison.pair_branches')} icon="plus" />
            </>
          )}
          {may?.keep && (
            <LinkButton to="/liaison/household" label={t('liaison.pair_household')} icon="plus" />
          )}
        </>
      }
    >
      <DataList
        label={t('liaison.title')}
        address={address}
        query={pairs}
        rowKey={(row) => row.id}
        columns={columnsOf(t)}
        searchLabel={t('liaison.search')}
        filters={[
          {
            name: 'kind',
            label: t('liaison.kind'),
            options: pairKinds.map((value) => ({ value, label: t(`liaison.kind.${value}`) })),
          },
          {
            name: 'state',
            label: t('liaison.state'),
            unset: t('liaison.state_running'),
            options: (['asking', 'needs', 'ended'] as const).map((value) => ({
              value,
              label: t(`liaison.state_${value}`),
            })),
          },
        ]}
        empty={{ title: t('liaison.none'), hint: t('liaison.none_hint') }}
      />
    </Page>
  );
}

function columnsOf(t: TFunction): [Column<Summary>, ...Column<Summary>[]] {
  return [
    {
      key: 'person',
      title: t('liaison.person'),
      cell: (row) => (
        <AppLink to={`/liaison/${row.id}`}>
          <PersonName name={row.person.name} />
        </AppLink>
      ),
    },
    { key: 'kind', title: t('liaison.kind'), cell: (row) => t(`liaison.kind.${row.kind}`) },
    { key: 'org', title: t('liaison.org'), cell: (row) => row.org.name, wideOnly: true },
    { key: 'visited', title: t('liaison.visited'), cell: (row) => row.visited },
    {
      key: 'last',
      title: t('liaison.last_visit'),
      cell: (row) => (row.lastVisitOn ? <Day date={row.lastVisitOn} short /> : t('liaison.never')),
    },
    {
      key: 'needs',
      title: t('liaison.needs'),
      cell: (row) => (row.openNeeds > 0 ? t('liaison.open_needs', { count: row.openNeeds }) : null),
    },
    {
      key: 'asks',
      title: t('liaison.asks'),
      cell: (row) => {
        const [pressing] = row.prompts;
        return pressing ? (
          <StateTag tone={promptTone[pressing]} label={t(`liaison.tag.${pressing}`)} />
        ) : null;
      },
    },
  ];
}
