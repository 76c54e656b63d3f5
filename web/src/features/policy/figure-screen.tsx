/** The rows behind a figure, each opening its record. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { boardApi } from '../../../../src/modules/policy/board-api.ts';
import { useSearchText } from '../../lib/address.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { Table, type Column } from '../../ui/data-list.tsx';
import { Day } from '../../ui/day.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import { wordOf } from './words.ts';
import './policy.css';

export function Screen() {
  const { t } = useTranslation();
  const [{ key = '', org, asOf, page = '1' }, change] = useSearchText();
  const asked = { key, ...(org && { org }), ...(asOf && { asOf }) };
  const figure = useEndpoint(boardApi.getFigure, asked);
  const rows = useEndpoint(boardApi.listFigureRows, { ...asked, page }, { keepPrevious: true });
  const at = Number(page);
  const { data } = figure;
  return (
    <Page
      title={`${wordOf(t, 'figure', key)}${data?.org ? ` · ${data.org.name}` : ''}`}
      lead={
        data && (
          <>
            {t('board.figure_rows_lead', { value: data.value, unit: wordOf(t, 'unit', data.unit) })}（
            {t('board.as_of')} <Day date={data.asOf} short />）
          </>
        )
      }
      crumbs={[{ label: t('board.title'), to: '/board' }]}
    >
      <Loaded query={rows} lines={8}>
        {(found) =>
          found.rows.length === 0 ? (
            <Empty title={t('board.figure_empty')} />
          ) : (
            <>
              <Table
                label={wordOf(t, 'figure', key)}
                rowKey={(row) => row.id}
                rows={found.rows}
                columns={columnsOf(t)}
              />
              <div className="pager">
                {at > 1 && (
                  <button type="button" onClick={() => change({ page: String(at - 1) })}>
                    {t('board.less_rows')}
                  </button>
                )}
                {found.more && (
                  <button type="button" onClick={() => change({ page: String(at + 1) })}>
                    {t('board.more_rows')}
                  </button>
                )}
              </div>
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

type Row = ReplyOf<typeof boardApi.listFigureRows>['rows'][number];

function columnsOf(t: TFunction): [Column<Row>, ...Column<Row>[]] {
  return [
    {
      key: 'label',
      title: t('board.row'),
      cell: (row) => <AppLink to={row.path}>{row.label}</AppLink>,
    },
    { key: 'org', title: t('board.where'), cell: (row) => row.orgName ?? '' },
    {
      key: 'on',
      title: t('board.row_day'),
      cell: (row) => row.on && <Day date={row.on} short />,
    },
  ];
}
