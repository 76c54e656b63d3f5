/** The ledger: how many units, in which forms, what is missing at each. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { coverageApi } from '../../../../src/modules/coverage/api.ts';
import { forms, unitKinds } from '../../../../src/modules/coverage/choices.ts';
import { useListAddress } from '../../lib/address.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { DataList, type Column } from '../../ui/data-list.tsx';
import { Day } from '../../ui/day.tsx';
import { Figure, Figures } from '../../ui/figure.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Page } from '../../ui/page.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { formLabel, gapTone, type Summary } from './words.ts';

const states = ['uncovered', 'gaps', 'covered', ...forms, 'closed'] as const;

export function Screen() {
  const { t } = useTranslation();
  const address = useListAddress(['kind', 'state', 'org', 'asOf'] as const);
  const units = useEndpoint(
    coverageApi.listUnits,
    address.input as { q?: string; page: number }, // the filters' values are the server's own
    { keepPrevious: true },
  );
  const counts = units.data?.counts;
  const kept = new URLSearchParams(
    Object.entries(address.input).flatMap(([name, value]) =>
      typeof value === 'string' && name !== 'state' ? [[name, value]] : [],
    ),
  );
  const only = (state: string) => {
    const search = new URLSearchParams(kept);
    search.set('state', state);
    return `/coverage?${search.toString()}`;
  };
  return (
    <Page
      title={t('coverage.title')}
      lead={t('coverage.lead')}
      actions={
        units.data?.may.keep && (
          <>
            <LinkButton to="/coverage/survey" label={t('coverage.survey')} icon="edit" primary />
            <LinkButton to="/coverage/new" label={t('coverage.list')} icon="plus" />
          </>
        )
      }
    >
      {counts && (
        <Figures>
          {forms.map((form) => (
            <Figure
              key={form}
              label={t(`coverage.form.${form}`)}
              value={counts[form]}
              unit={t('unit.coverage_units')}
              to={only(form)}
            />
          ))}
          <Figure
            label={t('coverage.none_covers')}
            value={counts.uncovered}
            unit={t('unit.coverage_units')}
            to={only('uncovered')}
            tone={counts.uncovered > 0 ? 'late' : 'plain'}
          />
        </Figures>
      )}
      <DataList
        label={t('coverage.title')}
        address={address}
        query={units}
        rowKey={(row) => row.id}
        columns={columnsOf(t)}
        searchLabel={t('coverage.search')}
        filters={[
          {
            name: 'kind',
            label: t('coverage.kind'),
            options: unitKinds.map((value) => ({ value, label: t(`coverage.kind.${value}`) })),
          },
          {
            name: 'state',
            label: t('coverage.state'),
            unset: t('coverage.state_all'),
            options: states.map((value) => ({ value, label: stateLabel(t, value) })),
          },
        ]}
        empty={{ title: t('coverage.none'), hint: t('coverage.none_hint') }}
      />
    </Page>
  );
}

function stateLabel(t: TFunction, state: (typeof states)[number]): string {
  return state === 'single' || state === 'joint' || state === 'attached' || state === 'area'
    ? t(`coverage.form.${state}`)
    : t(`coverage.state.${state}`);
}

function columnsOf(t: TFunction): [Column<Summary>, ...Column<Summary>[]] {
  return [
    {
      key: 'name',
      title: t('coverage.name'),
      cell: (row) => <AppLink to={`/coverage/${row.id}`}>{row.name}</AppLink>,
    },
    { key: 'kind', title: t('coverage.kind'), cell: (row) => t(`coverage.kind.${row.kind}`) },
    { key: 'org', title: t('coverage.org'), cell: (row) => row.org.name },
    { key: 'form', title: t('coverage.form'), cell: (row) => formLabel(t, row) },
    { key: 'staff', title: t('coverage.staff'), cell: (row) => row.staff, align: 'end', wideOnly: true },
    { key: 'members', title: t('coverage.full_members'), cell: (row) => row.fullMembers, align: 'end' },
    {
      key: 'surveyed',
      title: t('coverage.surveyed_on'),
      cell: (row) => row.surveyedOn && <Day date={row.surveyedOn} short />,
      wideOnly: true,
    },
    {
      key: 'gaps',
      title: t('coverage.gaps'),
      cell: (row) =>
        row.gaps.map((gap) => <StateTag key={gap} tone={gapTone[gap]} label={t(`coverage.gap.${gap}`)} />),
    },
  ];
}
