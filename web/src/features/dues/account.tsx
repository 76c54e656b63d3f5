/** One member's dues of a year: what is owed and why, month by month, and the receipts. For the branch and the member alike. */
import { useTranslation } from 'react-i18next';
import type { AccountView, DuesRequestView } from '../../../../src/modules/dues/api.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { Day } from '../../ui/day.tsx';
import { Section } from '../../ui/page.tsx';
import { StateTag, type Tone } from '../../ui/state-tag.tsx';
import { Why } from './why.tsx';
import { useMoney, useMonth } from './words.ts';

const tones: Record<AccountView['months'][number]['state'], Tone> = {
  paid: 'done',
  open: 'waiting',
  arrears: 'active',
  released: 'plain',
  elsewhere: 'plain',
  ahead: 'plain',
};

export function Account({ account, receiptBase }: { account: AccountView; receiptBase: string }) {
  const { t } = useTranslation();
  const money = useMoney();
  const month = useMonth();
  return (
    <>
      <Section title={t('dues.standard')}>
        {account.standard ? (
          <>
            <p className="dues-amount">
              {money(account.standard.fen)} <small>{t('dues.a_month')}</small>
            </p>
            <Why steps={account.standard.steps} />
          </>
        ) : (
          <p>{t('dues.no_class')}</p>
        )}
        {account.arrears.months > 0 && (
          <p>{t('dues.open_total', { count: account.arrears.months, sum: money(account.arrears.fen) })}</p>
        )}
      </Section>
      <Section title={t('dues.months_of', { year: account.year })}>
        {account.months.length === 0 && <p>{t('dues.no_months')}</p>}
        <ul className="dues-months">
          {account.months.map((one) => (
            <li key={one.month}>
              <span>{month(one.month)}</span>
              <span>
                {money(one.dueFen)}
                {one.reduced && <small>{t('dues.reduced_from', { sum: money(one.standardFen) })}</small>}
                {one.elsewhere && <small>{one.elsewhere}</small>}
              </span>
              {one.paymentId ? (
                <AppLink to={`${receiptBase}/${one.paymentId}`}>
                  <StateTag tone={tones[one.state]} label={t(`dues.state.${one.state}`)} />
                </AppLink>
              ) : (
                <StateTag tone={tones[one.state]} label={t(`dues.state.${one.state}`)} />
              )}
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('dues.receipts')}>
        {account.payments.length === 0 && <p>{t('dues.no_receipts')}</p>}
        <ul className="dues-months">
          {account.payments.map((one) => (
            <li key={one.id}>
              <AppLink to={`${receiptBase}/${one.id}`}>{t('dues.receipt_no', { no: one.receipt })}</AppLink>
              <span>
                {money(one.duesFen + one.extraFen)}
                <small>
                  <Day date={one.paidOn} short />
                </small>
              </span>
              {one.reversedOn && <StateTag tone="stopped" label={t('dues.reversed')} />}
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}

/** What a member asked and how it stands. */
export function Requests({ requests }: { requests: DuesRequestView[] }) {
  const { t } = useTranslation();
  const money = useMoney();
  const month = useMonth();
  if (requests.length === 0) return null;
  return (
    <Section title={t('dues.requests')}>
      <ul className="dues-requests">
        {requests.map((one) => (
          <li key={one.id}>
            <p>
              <strong>{t(`dues.kind.${one.kind}`)}</strong>{' '}
              <StateTag
                tone={one.state === 'granted' ? 'done' : one.state === 'refused' ? 'stopped' : 'waiting'}
                label={t(`dues.request_state.${one.state}`)}
              />
            </p>
            {one.fromMonth && one.toMonth && (
              <p>
                {t('dues.request_months', {
                  from: month(one.fromMonth),
                  to: month(one.toMonth),
                  sum: money(one.reducedFen ?? 0),
                })}
              </p>
            )}
            {one.reason && <p>{one.reason}</p>}
            {one.opinion && <p>{t('dues.opinion_is', { opinion: one.opinion })}</p>}
            {one.answer && <p>{t('dues.answer_is', { answer: one.answer })}</p>}
          </li>
        ))}
      </ul>
    </Section>
  );
}
