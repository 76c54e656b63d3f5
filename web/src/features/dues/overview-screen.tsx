/** Dues at a glance: one line a branch; for the finance officer what to confirm and the town's own moves. */
import { Button, Input, InputNumber, Select } from 'antd';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { duesApi } from '../../../../src/modules/dues/api.ts';
import { useNarrow } from '../../lib/screen.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { Cards, Table, type Column } from '../../ui/data-list.tsx';
import { Day } from '../../ui/day.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ActForm, Field } from '../../ui/form.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { say } from '../../ui/toast.tsx';
import { fenOf, useMoney } from './words.ts';
import './dues.css';

type Overview = ReplyOf<typeof duesApi.getOverview>;
type Branch = Overview['branches'][number];

const reads = [duesApi.getOverview, duesApi.getLedger];

export function Screen() {
  const { t } = useTranslation();
  const found = useEndpoint(duesApi.getOverview, {});
  return (
    <Page
      title={t('dues.menu')}
      lead={t('dues.lead')}
      actions={<LinkButton to="/dues/requests" label={t('dues.requests')} icon="text" />}
    >
      <Loaded query={found}>
        {(overview) => (
          <>
            {overview.may.receive && overview.toConfirm.length > 0 && <ToConfirm overview={overview} />}
            <Branches overview={overview} />
            {overview.town && <TownMoney overview={overview} town={overview.town} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Branches({ overview }: { overview: Overview }) {
  const { t } = useTranslation();
  const money = useMoney();
  const narrow = useNarrow();
  if (overview.branches.length === 0) return <Empty icon="organization" title={t('dues.no_branches')} />;
  const columns = columnsOf(t, money);
  const list = {
    label: t('dues.branches_of', { year: overview.year }),
    columns,
    rows: overview.branches,
    rowKey: (row: Branch) => row.id,
  };
  return (
    <Section title={t('dues.branches_of', { year: overview.year })}>
      {narrow ? <Cards {...list} /> : <Table {...list} />}
    </Section>
  );
}

function columnsOf(t: TFunction, money: (fen: number) => string): [Column<Branch>, ...Column<Branch>[]] {
  return [
    {
      key: 'name',
      title: t('dues.branch'),
      cell: (row) => <AppLink to={`/dues/collection/${row.id}`}>{row.name}</AppLink>,
    },
    {
      key: 'members',
      title: t('dues.payers'),
      cell: (row) => (row.undeclared > 0 ? t('dues.payers_and', row) : row.members),
      align: 'end',
    },
    {
      key: 'due',
      title: t('dues.due_so_far'),
      cell: (row) => money(row.dueFen),
      align: 'end',
    },
    { key: 'collected', title: t('dues.collected'), cell: (row) => money(row.collectedFen), align: 'end' },
    { key: 'open', title: t('dues.open_count'), cell: (row) => row.openMonths, align: 'end' },
    {
      key: 'cash',
      title: t('dues.cash'),
      cell: (row) => <AppLink to={`/dues/books/${row.id}`}>{money(row.cashFen)}</AppLink>,
      align: 'end',
    },
    { key: 'up', title: t('dues.handed_up_sum'), cell: (row) => money(row.handedUpFen), align: 'end' },
    { key: 'back', title: t('dues.returned_sum'), cell: (row) => money(row.returnedFen), align: 'end' },
  ];
}

function ToConfirm({ overview }: { overview: Overview }) {
  const { t } = useTranslation();
  const money = useMoney();
  const confirm = useAct(duesApi.confirmReceived, {
    invalidates: reads,
    onDone: () => say(t('dues.confirmed')),
  });
  return (
    <Section title={t('dues.to_confirm')}>
      <ul className="dues-people">
        {overview.toConfirm.map((one) => (
          <li key={one.id}>
            <p>
              {one.orgName} <strong>{money(one.fen)}</strong>
              <small>
                <Day date={one.on} short />
              </small>
            </p>
            <Button
              type="primary"
              loading={confirm.isPending}
              onClick={() => confirm.mutate({ input: { entryId: one.id, on: overview.today } })}
            >
              {t('dues.confirm')}
            </Button>
          </li>
        ))}
      </ul>
      {confirm.error && <Refusal problem={confirm.error} focus />}
    </Section>
  );
}

type MoveValues = {
  move: 'to_county' | 'from_county' | 'returned';
  orgId?: string;
  yuan: number;
  on: string;
  note: string;
};

function TownMoney({ overview, town }: { overview: Overview; town: NonNullable<Overview['town']> }) {
  const { t } = useTranslation();
  const money = useMoney();
  const act = useAct(duesApi.moveTownMoney, { invalidates: reads });
  return (
    <Section
      title={t('dues.town_book', { name: town.name })}
      actions={<LinkButton to={`/dues/books/${town.id}`} label={t('dues.ledger')} icon="document" />}
    >
      <p>{t('dues.cash_now', { sum: money(town.cashFen) })}</p>
      {overview.may.receive && (
        <details>
          <summary>{t('dues.town_move')}</summary>
          <ActForm
            act={act}
            name="dues-town"
            clearOnDone
            submitLabel={t('dues.town_move_submit')}
            initial={{ move: 'returned', on: overview.today }}
            toInput={({ yuan, orgId, ...values }: MoveValues) => ({
              ...values,
              amountFen: fenOf(yuan),
              ...(orgId && values.move === 'returned' && { orgId }),
            })}
            onDone={() => say(t('dues.saved'))}
          >
            <Field name="move" label={t('dues.column.kind')}>
              <Select
                options={(['returned', 'to_county', 'from_county'] as const).map((value) => ({
                  value,
                  label: t(`dues.entry.${value}`),
                }))}
              />
            </Field>
            <Field name="orgId" label={t('dues.branch')} help={t('dues.branch_help')} optional>
              <Select
                allowClear
                options={overview.branches.map((one) => ({ value: one.id, label: one.name }))}
              />
            </Field>
            <Field name="yuan" label={t('dues.amount')}>
              <InputNumber min={0} precision={2} inputMode="decimal" />
            </Field>
            <Field name="on" label={t('dues.column.on')}>
              <Input type="date" max={overview.today} />
            </Field>
            <Field name="note" label={t('dues.column.note')}>
              <Input maxLength={200} />
            </Field>
          </ActForm>
        </details>
      )}
    </Section>
  );
}
