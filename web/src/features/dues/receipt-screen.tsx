/** One receipt, for the branch: printed, or reversed with its reason. */
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { duesApi } from '../../../../src/modules/dues/api.ts';
import { usePathParam } from '../../lib/address.ts';
import { mayDo, useSession } from '../../lib/session.ts';
import { useAct, useEndpoint } from '../../lib/use-endpoint.ts';
import { ActForm, Field } from '../../ui/form.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { say } from '../../ui/toast.tsx';
import { Receipt, ReceiptPage } from './receipt.tsx';

const reads = [
  duesApi.getReceipt,
  duesApi.getAccount,
  duesApi.getCollection,
  duesApi.getLedger,
  duesApi.getOverview,
];

export function Screen() {
  const { t } = useTranslation();
  const session = useSession();
  const id = usePathParam('id');
  const found = useEndpoint(duesApi.getReceipt, { id });
  const reverse = useAct(duesApi.reversePayment, { invalidates: reads });
  const crumbs = [
    { label: t('dues.menu'), to: '/dues' },
    ...(found.data ? [{ label: found.data.personName, to: `/dues/members/${found.data.personId}` }] : []),
  ];
  return (
    <ReceiptPage crumbs={crumbs}>
      <Loaded query={found}>
        {(receipt) => (
          <>
            <Receipt receipt={receipt} />
            {receipt.reversedOn === null && mayDo(session, 'dues.collect') && (
              <details className="section no-print">
                <summary>{t('dues.reverse')}</summary>
                <p>{t('dues.reverse_hint')}</p>
                <ActForm
                  act={reverse}
                  danger
                  submitLabel={t('dues.reverse_submit')}
                  toInput={(values: { reason: string }) => ({ paymentId: id, ...values })}
                  onDone={() => say(t('dues.reversed_done'))}
                >
                  <Field name="reason" label={t('dues.reason')}>
                    <Input maxLength={300} />
                  </Field>
                </ActForm>
              </details>
            )}
          </>
        )}
      </Loaded>
    </ReceiptPage>
  );
}
