/** One of my receipts. */
import { useTranslation } from 'react-i18next';
import { duesApi } from '../../../../src/modules/dues/api.ts';
import { usePathParam } from '../../lib/address.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Receipt, ReceiptPage } from './receipt.tsx';

export function Screen() {
  const { t } = useTranslation();
  const id = usePathParam('id');
  const found = useEndpoint(duesApi.getOwnReceipt, { id });
  return (
    <ReceiptPage crumbs={[{ label: t('dues.own'), to: '/own-dues' }]}>
      <Loaded query={found}>{(receipt) => <Receipt receipt={receipt} />}</Loaded>
    </ReceiptPage>
  );
}
