/** Every number by which the town works, under the institution it belongs to, as of any day. */
import { useTranslation } from 'react-i18next';
import { kinds, parameterPath } from '../../../../src/modules/parameters/choices.ts';
import { parametersApi, type ParameterRow } from '../../../../src/modules/parameters/api.ts';
import { useListAddress, useSearchText } from '../../lib/address.ts';
import { citationInWords } from '../../../../src/kernel/i18n/citation.ts';
import { useNarrow } from '../../lib/screen.ts';
import { mayDo, useSession } from '../../lib/session.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { Cards, Table, type Column } from '../../ui/data-list.tsx';
import { Empty } from '../../ui/empty.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { ListFilters } from '../../ui/list-filters.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { CertaintyTag, Origin, useInForce } from './origin.tsx';
import { parameterName, valueText } from './value-text.ts';
import './parameters.css';

export function Screen() {
  const { t } = useTranslation();
  const session = useSession();
  const address = useListAddress(['kind', 'certainty'] as const);
  const [{ asOf = '' }, change] = useSearchText();
  const list = useEndpoint(parametersApi.listParameters, asOf ? { asOf } : {}, { keepPrevious: true });
  const certainties = ['certain', 'likely', 'check'] as const;
  return (
    <Page
      title={t('parameters.title')}
      lead={t('parameters.lead')}
      actions={
        mayDo(session, 'calendar.read') && (
          <LinkButton to="/calendar" icon="calendar" label={t('calendar.title')} />
        )
      }
    >
      <ListFilters
        address={address}
        searchLabel={t('parameters.search')}
        filters={[
          {
            name: 'kind',
            label: t('parameters.kind'),
            options: kinds.map((kind) => ({ value: kind, label: t(`parameters.kind.${kind}`) })),
          },
          {
            name: 'certainty',
            label: t('parameters.certainty'),
            options: certainties.map((one) => ({ value: one, label: t(`parameters.certainty.${one}`) })),
          },
        ]}
      />
      <label className="parameters-day">
        <span>{t('parameters.as_of')}</span>
        <input
          type="date"
          value={asOf || (list.data?.asOf ?? '')}
          onChange={(event) => change({ asOf: event.target.value })}
        />
      </label>
      <Loaded query={list} lines={12}>
        {({ rows }) => (
          <Groups rows={rows.filter((row) => isAsked(row, parameterName(t, row.key), address))} />
        )}
      </Loaded>
    </Page>
  );
}

type Asked = { q: string; filters: { kind?: string; certainty?: string } };

function isAsked(row: ParameterRow, name: string, { q, filters }: Asked): boolean {
  const source = row.now?.source ?? '';
  const text = `${name} ${row.institution.name} ${source} ${citationInWords(source, 'zh-CN')}`;
  return (
    (!q || text.includes(q)) &&
    (!filters.kind || row.kind === filters.kind) &&
    (!filters.certainty || row.now?.certainty === filters.certainty)
  );
}

function Groups({ rows }: { rows: ParameterRow[] }) {
  const { t } = useTranslation();
  const narrow = useNarrow();
  const columns = useColumns();
  if (rows.length === 0) return <Empty icon="search" title={t('parameters.none_found')} />;
  const groups = Map.groupBy(rows, (row) => row.institution.id);
  const Rows = narrow ? Cards<ParameterRow> : Table<ParameterRow>;
  return [...groups.values()].map((group) => {
    const [{ institution } = { institution: { id: '', name: '' } }] = group;
    return (
      <Section key={institution.id} title={institution.name}>
        <Rows label={institution.name} columns={columns} rows={group} rowKey={(row) => row.key} />
      </Section>
    );
  });
}

function useColumns(): [Column<ParameterRow>, ...Column<ParameterRow>[]] {
  const { t } = useTranslation();
  const inForce = useInForce();
  return [
    {
      key: 'name',
      title: t('parameters.name'),
      cell: (row) => (
        <>
          <AppLink to={parameterPath(row.key)}>{parameterName(t, row.key)}</AppLink>
          {row.isProposed && (
            <>
              {' '}
              <StateTag tone="waiting" label={t('parameters.waiting')} />
            </>
          )}
        </>
      ),
    },
    {
      key: 'value',
      title: t('parameters.value'),
      cell: (row) => (
        <>
          <strong>{valueText(t, row.form, row.now?.value)}</strong>
          {row.book && (
            <small className="parameters-aside">
              {t('parameters.book_says', { value: valueText(t, row.form, row.book.value) })}
            </small>
          )}
        </>
      ),
    },
    { key: 'kind', title: t('parameters.kind'), cell: (row) => t(`parameters.kind.${row.kind}`) },
    {
      key: 'source',
      title: t('parameters.source'),
      cell: (row) => (row.now ? <Origin of={row.now} /> : '—'),
    },
    {
      key: 'certainty',
      title: t('parameters.certainty'),
      cell: (row) => (row.now ? <CertaintyTag certainty={row.now.certainty} /> : '—'),
    },
    { key: 'in_force', title: t('parameters.in_force'), cell: (row) => (row.now ? inForce(row.now) : '—') },
  ];
}
