/** A receipt as it stands on paper. */
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReceiptView } from '../../../../src/modules/dues/api.ts';
import { Day } from '../../ui/day.tsx';
import { Page, type Crumb } from '../../ui/page.tsx';
import { useMoney, useMonth } from './words.ts';
import './dues.css';

export function ReceiptPage({ crumbs, children }: { crumbs: Crumb[]; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Page
      title={t('dues.receipt')}
      crumbs={crumbs}
      width="text"
      actions={
        <Button type="primary" onClick={() => window.print()}>
          {t('dues.print')}
        </Button>
      }
    >
      {children}
    </Page>
  );
}

export function Receipt({ receipt }: { receipt: ReceiptView }) {
  const { t } = useTranslation();
  const money = useMoney();
  const month = useMonth();
  const rows: [string, ReactNode][] = [
    [t('dues.column.receipt'), receipt.receipt],
    [t('dues.receipt_org'), receipt.orgName],
    [t('dues.column.person'), receipt.personName],
    [t('dues.which_months'), receipt.months.map(month).join('、') || t('dues.voluntary_only')],
    [t('dues.dues_sum'), money(receipt.duesFen)],
    ...(receipt.extraFen > 0 ? [[t('dues.extra_sum'), money(receipt.extraFen)] as [string, ReactNode]] : []),
    [t('dues.paid_on'), <Day key="paid" date={receipt.paidOn} short />],
    [t('dues.method'), t(`dues.method.${receipt.method}`)],
    ...(receipt.payer ? [[t('dues.payer'), receipt.payer] as [string, ReactNode]] : []),
    [t('dues.column.by'), receipt.by ?? ''],
    [t('dues.column.recorded_on'), <Day key="recorded" date={receipt.recordedOn} short />],
  ];
  return (
    <section className="section dues-receipt">
      <h2>{t('dues.receipt_title')}</h2>
      <p className="dues-amount">{money(receipt.duesFen + receipt.extraFen)}</p>
      <dl className="facts">
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {receipt.reversedOn && (
        <p className="dues-void" role="alert">
          {t('dues.reversed_on')} <Day date={receipt.reversedOn} short /> · {receipt.reversalReason}
        </p>
      )}
    </section>
  );
}
