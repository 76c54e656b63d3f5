/** The book of a branch or of the town: what is there, what moved, money handed up, the box counted. */
import { Button, Input, InputNumber } from 'antd';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { duesApi } from '../../../../src/modules/dues/api.ts';
import { usePathParam, useSearchText } from '../../lib/address.ts';
import { useNarrow } from '../../lib/screen.ts';
import { mayDo, useSession } from '../../lib/session.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { Cards, Table, type Column } from '../../ui/data-list.tsx';
import { Day } from '../../ui/day.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ExportButton } from '../../ui/export-button.tsx';
import { ActForm, Field } from '../../ui/form.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Facts, Page, Section } from '../../ui/page.tsx';
import { Pager } from '../../ui/pager.tsx';
import { say } from '../../ui/toast.tsx';
import { fenOf, useMoney } from './words.ts';
import './dues.css';

type Book = ReplyOf<typeof duesApi.getLedger>;
type Line = Book['rows'][number];

const pageSize = 40;
const reads = [duesApi.getLedger, duesApi.getOverview, duesApi.getCollection];

export function Screen() {
  const { t } = useTranslation();
  const session = useSession();
  const org = usePathParam('org');
  const [{ page = '1' }, change] = useSearchText();
  const found = useEndpoint(duesApi.getLedger, { org, page: Number(page) || 1 }, { keepPrevious: true });
  const book = found.data;
  return (
    <Page
      title={book ? t('dues.ledger_of', { name: book.org.name, year: book.year }) : t('dues.ledger')}
      crumbs={[
        { label: t('dues.menu'), to: '/dues' },
        ...(book && !book.isTown ? [{ label: book.org.name, to: `/dues/collection/${org}` }] : []),
      ]}
      actions={
        <>
          {mayDo(session, 'dues.publish') && book && !book.isTown && (
            <LinkButton to={`/dues/publication/${org}`} label={t('dues.publish')} icon="publish" />
          )}
          <Button onClick={() => window.print()}>{t('dues.print')}</Button>
          {mayDo(session, 'dues.export') && <ExportButton endpoint={duesApi.exportLedger} input={{ org }} />}
        </>
      }
    >
      <Loaded query={found}>
        {(data) => (
          <>
            <Standing book={data} />
            {!data.isTown && data.may.collect && (
              <div className="dues-acts no-print">
                <HandUp book={data} />
                <CountCash book={data} />
              </div>
            )}
            <Entries book={data} />
            <Pager
              page={Number(page) || 1}
              pages={Math.ceil(data.total / pageSize)}
              onTurn={(next) => change({ page: next > 1 ? String(next) : '' })}
            />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Standing({ book }: { book: Book }) {
  const { t } = useTranslation();
  const money = useMoney();
  const [count] = book.counts;
  return (
    <Section>
      <Facts
        rows={[
          { label: t('dues.cash'), value: money(book.cashFen) },
          ...(book.isTown ? [] : [{ label: t('dues.on_the_way'), value: money(book.onTheWayFen) }]),
          ...(count
            ? [
                {
                  label: t('dues.last_count'),
                  value: (
                    <>
                      <Day date={count.on} short /> {money(count.countedFen)}{' '}
                      {count.countedFen === count.bookFen
                        ? t('dues.count_agrees')
                        : t('dues.count_differs', {
                            sum: money(count.countedFen - count.bookFen),
                            note: count.note,
                          })}
                    </>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Section>
  );
}

function Entries({ book }: { book: Book }) {
  const { t } = useTranslation();
  const money = useMoney();
  const narrow = useNarrow();
  if (book.rows.length === 0) return <Empty icon="money" title={t('dues.no_entries')} />;
  const columns = columnsOf(t, money, narrow);
  const list = { label: t('dues.ledger'), columns, rows: book.rows, rowKey: (row: Line) => row.id };
  return narrow ? <Cards {...list} /> : <Table {...list} />;
}

function columnsOf(
  t: TFunction,
  money: (fen: number) => string,
  narrow: boolean,
): [Column<Line>, ...Column<Line>[]] {
  const sum = (fen: number) => (fen === 0 ? '' : money(fen));
  return [
    {
      key: 'on',
      title: t('dues.column.on'),
      cell: (row) => (
        <>
          <Day date={row.on} short /> {narrow && t(`dues.entry.${row.kind}`)}
        </>
      ),
    },
    {
      key: 'kind',
      title: t('dues.column.kind'),
      cell: (row) => t(`dues.entry.${row.kind}`),
      wideOnly: true,
    },
    {
      key: 'receipt',
      title: t('dues.column.receipt'),
      cell: (row) =>
        row.paymentId ? (
          <AppLink to={`/dues/receipts/${row.paymentId}`} className="dues-number">
            {row.receipt}
          </AppLink>
        ) : (
          ''
        ),
    },
    {
      key: 'person',
      title: t('dues.column.person'),
      cell: (row) => <span className="person-name">{row.personName}</span>,
    },
    {
      key: 'note',
      title: t('dues.column.note'),
      cell: (row) => (row.confirmedFen === 0 ? row.note : money(row.confirmedFen)),
      wideOnly: true,
    },
    { key: 'in', title: t('dues.column.in'), cell: (row) => sum(row.inFen), align: 'end' },
    { key: 'out', title: t('dues.column.out'), cell: (row) => sum(row.outFen), align: 'end' },
    { key: 'balance', title: t('dues.column.balance'), cell: (row) => money(row.balanceFen), align: 'end' },
    {
      key: 'by',
      title: t('dues.column.by'),
      cell: (row) => <span className="person-name">{row.by}</span>,
      wideOnly: true,
    },
    {
      key: 'recorded',
      title: t('dues.column.recorded_on'),
      cell: (row) => (row.recordedOn === row.on ? '' : <Day date={row.recordedOn} short />),
      wideOnly: true,
    },
  ];
}

type HandUpValues = { yuan: number; on: string; note?: string };

function HandUp({ book }: { book: Book }) {
  const { t } = useTranslation();
  const act = useAct(duesApi.handUpDues, { invalidates: reads });
  return (
    <details className="section">
      <summary>{t('dues.hand_up')}</summary>
      <p>{t('dues.hand_up_hint')}</p>
      <ActForm
        key={book.cashFen}
        act={act}
        name="dues-hand-up"
        clearOnDone
        submitLabel={t('dues.hand_up')}
        initial={{ on: book.today, ...(book.cashFen > 0 && { yuan: book.cashFen / 100 }) }}
        toInput={(values: HandUpValues) => ({
          orgId: book.org.id,
          amountFen: fenOf(values.yuan),
          on: values.on,
          note: values.note ?? '',
        })}
        onDone={() => say(t('dues.handed_up'))}
      >
        <Field name="yuan" label={t('dues.amount')}>
          <InputNumber min={0} precision={2} inputMode="decimal" />
        </Field>
        <Field name="on" label={t('dues.column.on')}>
          <Input type="date" max={book.today} />
        </Field>
        <Field name="note" label={t('dues.column.note')} optional>
          <Input maxLength={200} />
        </Field>
      </ActForm>
    </details>
  );
}

function CountCash({ book }: { book: Book }) {
  const { t } = useTranslation();
  const money = useMoney();
  const act = useAct(duesApi.countCash, { invalidates: reads });
  return (
    <details className="section">
      <summary>{t('dues.count_cash')}</summary>
      <p>{t('dues.count_cash_hint', { sum: money(book.cashFen) })}</p>
      <ActForm
        act={act}
        name="dues-count"
        clearOnDone
        submitLabel={t('dues.count_submit')}
        initial={{ on: book.today }}
        toInput={(values: HandUpValues) => ({
          orgId: book.org.id,
          countedFen: fenOf(values.yuan),
          on: values.on,
          note: values.note ?? '',
        })}
        onDone={() => say(t('dues.counted'))}
      >
        <Field name="yuan" label={t('dues.counted_sum')}>
          <InputNumber min={0} precision={2} inputMode="decimal" />
        </Field>
        <Field name="on" label={t('dues.column.on')}>
          <Input type="date" max={book.today} />
        </Field>
        <Field name="note" label={t('dues.difference_reason')} optional>
          <Input maxLength={200} />
        </Field>
      </ActForm>
    </details>
  );
}
