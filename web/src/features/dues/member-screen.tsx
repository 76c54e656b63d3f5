/** One member's account for the branch: pay, say the class, arrange, enter a request. */
import { Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { duesApi, type AccountView } from '../../../../src/modules/dues/api.ts';
import { paymentMethods } from '../../../../src/modules/dues/choices.ts';
import { usePathParam } from '../../lib/address.ts';
import { randomUuid } from '../../lib/idempotency.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { Day } from '../../ui/day.tsx';
import { say } from '../../ui/toast.tsx';
import { Account, Requests } from './account.tsx';
import { DeclareBase } from './declare.tsx';
import { ReductionFields, reductionInput, type ReductionValues } from './reduction-fields.tsx';
import { fenOf, useMoney, useMonth } from './words.ts';
import './dues.css';

const reads = [duesApi.getAccount, duesApi.getCollection, duesApi.getOverview, duesApi.getLedger];

export function Screen() {
  const { t } = useTranslation();
  const id = usePathParam('id');
  const found = useEndpoint(duesApi.getAccount, { id });
  const branch = found.data?.branch;
  return (
    <Page
      title={found.data ? t('dues.of', { name: found.data.name }) : t('dues.menu')}
      crumbs={[
        { label: t('dues.menu'), to: '/dues' },
        ...(branch ? [{ label: branch.name, to: `/dues/collection/${branch.id}` }] : []),
      ]}
      width="text"
    >
      <Loaded query={found}>
        {(account) => (
          <>
            {account.may.collect && account.standard && <Pay account={account} />}
            <Account account={account} receiptBase="/dues/receipts" />
            {account.may.declare && <DeclareBase key={account.bases[0]?.id} account={account} />}
            {account.bases.length > 0 && <Bases account={account} />}
            {account.may.declare && <Elsewhere account={account} />}
            <Requests requests={account.requests} />
            {account.may.study && <EnterReduction account={account} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}

type PayValues = {
  months: string[];
  yuan?: number;
  method: 'cash' | 'transfer';
  payer?: string;
  paidOn: string;
};

function Pay({ account }: { account: AccountView }) {
  const { t } = useTranslation();
  const money = useMoney();
  const month = useMonth();
  const pay = useAct(duesApi.payDues, { invalidates: reads });
  // One for each payment, also when its answer is lost and it is sent again.
  const [tapId, setTapId] = useState(randomUuid);
  const ahead = account.months.filter((one) => one.state === 'open' || one.state === 'ahead');
  const payable = [...account.openMonths, ...ahead];
  return (
    <details className="section">
      <summary>{t('dues.pay_several')}</summary>
      <ActForm
        act={pay}
        name="dues-pay"
        clearOnDone
        submitLabel={t('dues.pay_submit')}
        initial={{ method: 'cash', paidOn: account.today }}
        toInput={(values: PayValues) => ({
          tapId,
          orgId: account.branch.id,
          personId: account.personId,
          months: values.months ?? [],
          method: values.method,
          paidAt: `${values.paidOn}T04:00:00Z`,
          ...(typeof values.yuan === 'number' && { amountFen: fenOf(values.yuan) }),
          ...(values.payer && { payer: values.payer }),
        })}
        onDone={() => {
          setTapId(randomUuid());
          say(t('dues.paid'));
        }}
      >
        <Field name="months" label={t('dues.which_months')} optional help={t('dues.which_months_help')}>
          <Select
            mode="multiple"
            options={payable.map((one) => ({
              value: one.month,
              label: `${month(one.month)} ${money(one.dueFen)}`,
            }))}
          />
        </Field>
        <Field
          name="yuan"
          label={t('dues.amount')}
          optional
          help={t('dues.amount_help', { sum: money(account.toCentreFromFen) })}
        >
          <InputNumber min={0} precision={2} inputMode="decimal" />
        </Field>
        <Field name="paidOn" label={t('dues.paid_on')}>
          <Input type="date" max={account.today} />
        </Field>
        <Field name="method" label={t('dues.method')}>
          <Select options={paymentMethods.map((value) => ({ value, label: t(`dues.method.${value}`) }))} />
        </Field>
        <Field name="payer" label={t('dues.payer')} optional help={t('dues.payer_help')}>
          <Input maxLength={60} />
        </Field>
      </ActForm>
    </details>
  );
}

function Bases({ account }: { account: AccountView }) {
  const { t } = useTranslation();
  const money = useMoney();
  const month = useMonth();
  return (
    <Section title={t('dues.bases')}>
      <ul className="dues-requests">
        {account.bases.map((base) => (
          <li key={base.id}>
            <p>
              {t('dues.base_line', {
                month: month(base.fromMonth),
                class: t(`dues.class.${base.class}`),
                sum: money(base.standardFen),
              })}
              {base.baseFen !== null && ` · ${t('dues.base_is', { sum: money(base.baseFen) })}`}
            </p>
            <p>
              {base.evidence} · {base.by} <Day date={base.recordedOn} short />
            </p>
          </li>
        ))}
        {account.elsewhere.map((one) => (
          <li key={one.fromMonth}>
            {t('dues.elsewhere_line', {
              from: month(one.fromMonth),
              to: one.toMonth ? month(one.toMonth) : t('dues.open_end'),
              place: one.place,
            })}
          </li>
        ))}
      </ul>
    </Section>
  );
}

type ElsewhereValues = { place: string; fromMonth: string; toMonth?: string; reason: string };

function Elsewhere({ account }: { account: AccountView }) {
  const { t } = useTranslation();
  const arrange = useAct(duesApi.arrangeElsewhere, { invalidates: reads });
  return (
    <details className="section">
      <summary>{t('dues.elsewhere')}</summary>
      <ActForm
        act={arrange}
        name="dues-elsewhere"
        clearOnDone
        submitLabel={t('dues.elsewhere_submit')}
        toInput={({ toMonth, ...values }: ElsewhereValues) => ({
          personId: account.personId,
          ...values,
          ...(toMonth && { toMonth }),
        })}
        onDone={() => say(t('dues.saved'))}
      >
        <Field name="place" label={t('dues.place')}>
          <Input maxLength={100} />
        </Field>
        <Field name="fromMonth" label={t('dues.from_month')}>
          <Input type="month" />
        </Field>
        <Field name="toMonth" label={t('dues.to_month')} optional>
          <Input type="month" />
        </Field>
        <Field name="reason" label={t('dues.reason')}>
          <Input maxLength={300} />
        </Field>
      </ActForm>
    </details>
  );
}

function EnterReduction({ account }: { account: AccountView }) {
  const { t } = useTranslation();
  const enter = useAct(duesApi.enterReduction, { invalidates: [...reads, duesApi.listDuesRequests] });
  return (
    <details className="section">
      <summary>{t('dues.enter_reduction')}</summary>
      <ActForm
        act={enter}
        name="dues-reduction"
        clearOnDone
        submitLabel={t('dues.ask_submit')}
        toInput={(values: ReductionValues) => ({ personId: account.personId, ...reductionInput(values) })}
        onDone={() => say(t('dues.asked'))}
      >
        <ReductionFields />
      </ActForm>
    </details>
  );
}
