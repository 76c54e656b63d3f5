/** The letter on paper, in its three parts. */
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { transfersApi } from '../../../../src/modules/transfers/api.ts';
import { usePathParam } from '../../lib/address.ts';
import { dayShort, monthText } from '../../lib/days.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import type { TransferView } from './words.tsx';
import './transfers.css';

export function Screen() {
  const { t } = useTranslation();
  const id = usePathParam('id');
  const found = useEndpoint(transfersApi.getTransfer, { id });
  return (
    <Page
      title={t('transfers.print')}
      lead={t('transfers.paper_lead')}
      crumbs={[
        { label: t('transfers.title'), to: '/transfers' },
        { label: found.data?.person.name ?? t('transfers.person'), to: `/transfers/${id}` },
      ]}
      actions={
        <Button type="primary" onClick={() => window.print()}>
          {t('transfers.print_now')}
        </Button>
      }
      width="text"
    >
      <Loaded query={found}>{(of) => <Paper of={of} />}</Loaded>
    </Page>
  );
}

function Paper({ of }: { of: TransferView }) {
  const { t, i18n } = useTranslation();
  const letter = of.letters.find((one) => one.voidedOn === null);
  if (!letter) return <p>{t('transfers.no_letter')}</p>;
  const month = monthText(letter.duesPaidTo, i18n.language);
  const body = t('transfers.paper_body', {
    name: of.person.name,
    kind: t(`members.kind.${of.kind}`),
    from: of.from.name,
    to: of.to.name,
    dues: letter.duesFromRecords ? month : `${month}（${t('transfers.dues_by_statement')}）`,
    until: dayShort(letter.validUntil, i18n.language),
  });
  const parts = [
    { key: 'stub', title: t('transfers.paper_stub'), text: body },
    { key: 'letter', title: t('transfers.paper_letter'), text: body },
    {
      key: 'slip',
      title: t('transfers.paper_slip'),
      text: t('transfers.paper_slip_body', { name: of.person.name }),
    },
  ];
  return (
    <>
      {parts.map((part) => (
        <article className="letter-part" key={part.key}>
          <header>
            <h2>{part.title}</h2>
            <span>{t('transfers.paper_no', { no: letter.letterNo })}</span>
          </header>
          <p>{part.text}</p>
          <p className="letter-seal">
            {part.key === 'slip' ? t('transfers.paper_seal') : dayShort(letter.issuedOn, i18n.language)}
          </p>
        </article>
      ))}
    </>
  );
}
