/**
 * A list that the server pages: search above, at most three filters, all of it in the address;
 * a table from 640 px on, cards below; empty, loading and failed states.
 */
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListAddress } from '../lib/address.ts';
import type { Problem } from '../lib/problem.ts';
import { useNarrow } from '../lib/screen.ts';
import { Empty } from './empty.tsx';
import { ListFilters, type ListFilter } from './list-filters.tsx';
import { ReadProblem, Skeleton } from './loaded.tsx';
import { Pager } from './pager.tsx';

export type Column<Row> = {
  key: string;
  title: string;
  cell: (row: Row) => ReactNode;
  align?: 'start' | 'end';
  /** Left out of the cards on a phone. */
  wideOnly?: boolean;
};

type AtMostThree<T> = [] | [T] | [T, T] | [T, T, T];

type DataListProps<Row, Filter extends string> = {
  /** What the list is of, for screen readers. */
  label: string;
  address: ListAddress<Filter>;
  query: UseQueryResult<{ rows: Row[]; total: number }, Problem>;
  rowKey: (row: Row) => string;
  /** The first column names the row: it is the heading of its card. Put the link to the row there. */
  columns: [Column<Row>, ...Column<Row>[]];
  searchLabel: string;
  filters?: AtMostThree<ListFilter<Filter>>;
  /** Rows on a page, as the endpoint gives them. */
  pageSize?: number;
  /** Shown when there is nothing at all, without search or filter: say how the first row comes here. */
  empty: { title: string; hint?: ReactNode; action?: ReactNode };
  /** Beside the count: export of exactly these rows. */
  tools?: ReactNode;
};

export function DataList<Row, Filter extends string>(props: DataListProps<Row, Filter>) {
  const { query, address } = props;
  return (
    <div className="data-list">
      <ListFilters address={address} searchLabel={props.searchLabel} filters={props.filters ?? []} />
      {query.data ? (
        <Rows {...props} rows={query.data.rows} total={query.data.total} />
      ) : query.error ? (
        <ReadProblem problem={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Skeleton lines={8} />
      )}
    </div>
  );
}

function Rows<Row, Filter extends string>(
  props: DataListProps<Row, Filter> & { rows: Row[]; total: number },
) {
  const { t } = useTranslation();
  const narrow = useNarrow();
  const { rows, total, address, pageSize = 20, empty, label, columns, rowKey } = props;
  const asked = address.q !== '' || Object.keys(address.filters).length > 0;
  if (total === 0 && !asked) return <Empty {...empty} />;
  return (
    <>
      <div className="list-tools">
        <output>{t('ui.rows_total', { total: total.toLocaleString() })}</output>
        {props.tools}
      </div>
      {props.query.error && (
        <ReadProblem problem={props.query.error} onRetry={() => void props.query.refetch()} />
      )}
      {total === 0 ? (
        <Empty icon="search" title={t('ui.nothing_found')} hint={t('ui.nothing_found_hint')} />
      ) : narrow ? (
        <Cards label={label} columns={columns} rows={rows} rowKey={rowKey} />
      ) : (
        <Table
          label={label}
          columns={columns}
          rows={rows}
          rowKey={rowKey}
          stale={props.query.isPlaceholderData}
        />
      )}
      <Pager page={address.page} pages={Math.ceil(total / pageSize)} onTurn={address.turnTo} />
    </>
  );
}

type RowsProps<Row> = {
  label: string;
  columns: [Column<Row>, ...Column<Row>[]];
  rows: Row[];
  rowKey: (row: Row) => string;
};

/** The same columns as a plain table, for lists that are not paged. */
export function Table<Row>({
  label,
  columns,
  rows,
  rowKey,
  stale = false,
}: RowsProps<Row> & { stale?: boolean }) {
  const [first, ...others] = columns;
  return (
    // A wide table scrolls sideways, which needs a place for the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="table-scroll" aria-label={label} tabIndex={0}>
      <table className="table" aria-label={label} aria-busy={stale}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={`align-${column.align ?? 'start'}`}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              <th scope="row" className={`align-${first.align ?? 'start'}`}>
                {first.cell(row)}
              </th>
              {others.map((column) => (
                <td key={column.key} className={`align-${column.align ?? 'start'}`}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The same columns as cards, for a phone. */
export function Cards<Row>({ label, columns, rows, rowKey }: RowsProps<Row>) {
  const [first, ...others] = columns;
  return (
    <ul className="cards" aria-label={label}>
      {rows.map((row) => (
        <li key={rowKey(row)} className="card">
          <p className="card-title">{first.cell(row)}</p>
          <dl>
            {others
              .filter((column) => !column.wideOnly)
              .map((column) => (
                <div key={column.key}>
                  <dt>{column.title}</dt>
                  <dd>{column.cell(row)}</dd>
                </div>
              ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}
