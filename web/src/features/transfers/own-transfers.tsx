/** The own transfers, for the member's page: where the letter stands and how long it holds. */
import { useTranslation } from 'react-i18next';
import { transfersApi } from '../../../../src/modules/transfers/api.ts';
import { dayShort } from '../../lib/days.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { Section } from '../../ui/page.tsx';
import { TransferState } from './words.tsx';

export function OwnTransfers() {
  const { t, i18n } = useTranslation();
  const own = useEndpoint(transfersApi.listOwnTransfers, {});
  const rows = own.data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <Section title={t('transfers.own')}>
      <ul className="plain-list">
        {rows.map((row) => (
          <li key={row.id}>
            {row.from.name} → {row.to.name}　<TransferState of={row} />
            {row.state === 'issued' && row.validUntil && (
              <small>{t('transfers.valid_until_on', { on: dayShort(row.validUntil, i18n.language) })}</small>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
