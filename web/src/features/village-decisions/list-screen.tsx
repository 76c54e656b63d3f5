/** The villages' matters: search, filters, and the way to start one. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { villageDecisionsApi } from '../../../../src/modules/village-decisions/api.ts';
import { caseStates, matterKeys } from '../../../../src/modules/village-decisions/choices.ts';
import { useListAddress } from '../../lib/address.ts';
import { useWords } from '../../lib/reasons.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { DataList, type Column } from '../../ui/data-list.tsx';
import { Day } from '../../ui/day.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Page } from '../../ui/page.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { matterWord, stateTone, stateWord } from './words.ts';
import './village-decisions.css';

type Row = ReplyOf<typeof villageDecisionsApi.listCases>['rows'][number];

export function Screen() {
  const { t } = useTranslation();
  const words = useWords();
  const address = useListAddress(['village', 'state', 'matter'] as const);
  const cases = useEndpoint(
    villageDecisionsApi.listCases,
    address.input as { q?: string; page: number }, // the filters' values are the server's own
    { keepPrevious: true },
  );
  const start = cases.data?.mayStart && (
    <LinkButton to="/village-decisions/start" label={t('village_decisions.start')} icon="plus" primary />
  );
  const states = ['open', ...caseStates] as const;
  return (
    <Page title={t('village_decisions.title')} lead={t('village_decisions.lead')} actions={start}>
      <DataList
        label={t('village_decisions.title')}
        address={address}
        query={cases}
        rowKey={(row) => row.id}
        columns={columnsOf(t, words)}
        searchLabel={t('village_decisions.list_search')}
        filters={[
          {
            name: 'village',
            label: t('village_decisions.col_village'),
            options: (cases.data?.villages ?? []).map(({ id, name }) => ({ value: id, label: name })),
          },
          {
            name: 'state',
            label: t('village_decisions.col_state'),
            options: states.map((value) => ({
              value,
              label: value === 'open' ? t('village_decisions.state_open') : words(stateWord(value)),
            })),
          },
          {
            name: 'matter',
            label: t('village_decisions.col_matter'),
            options: matterKeys.map((value) => ({ value, label: words(matterWord(value)) })),
          },
        ]}
        empty={{
          title: t('village_decisions.list_empty'),
          hint: t('village_decisions.list_empty_hint'),
          action: start,
        }}
      />
    </Page>
  );
}

function columnsOf(t: TFunction, words: (key: string) => string): [Column<Row>, ...Column<Row>[]] {
  return [
    {
      key: 'title',
      title: t('village_decisions.col_title'),
      cell: (row) => <AppLink to={`/village-decisions/${row.id}`}>{row.title}</AppLink>,
    },
    {
      key: 'state',
      title: t('village_decisions.col_state'),
      cell: (row) => (
        <span className="tags">
          <StateTag tone={stateTone(row.state)} label={words(stateWord(row.state))} />
          {row.returned && <StateTag tone="late" label={t('village_decisions.was_returned')} icon="back" />}
        </span>
      ),
    },
    {
      key: 'since',
      title: t('village_decisions.col_since'),
      cell: (row) => <Day date={row.stateSince} short />,
    },
    {
      key: 'village',
      title: t('village_decisions.col_village'),
      cell: (row) => <span className="nowrap">{row.village}</span>,
    },
    {
      key: 'matter',
      title: t('village_decisions.col_matter'),
      cell: (row) => words(matterWord(row.matter)),
      wideOnly: true,
    },
    {
      key: 'code',
      title: t('village_decisions.col_code'),
      cell: (row) => <span className="nowrap">{row.code}</span>,
    },
  ];
}
