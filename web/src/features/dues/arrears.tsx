/** Months that are open, for the branch alone, in the order of the roll; a word to each member, never a list on a wall. */
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { duesApi, type CollectionView } from '../../../../src/modules/dues/api.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { Day } from '../../ui/day.tsx';
import { Section } from '../../ui/page.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { say } from '../../ui/toast.tsx';
import { useMoney, useMonth } from './words.ts';

export function Arrears({ view }: { view: CollectionView }) {
  const { t } = useTranslation();
  const money = useMoney();
  const month = useMonth();
  const remind = useAct(duesApi.remindOfDues, {
    invalidates: [duesApi.getCollection],
    onDone: ({ told, onPaper }) => say(t('dues.reminded', { told, onPaper })),
  });
  return (
    <Section title={t('dues.open_earlier')}>
      <p>{t('dues.open_earlier_hint')}</p>
      <ul className="dues-people">
        {view.arrears.map((one) => (
          <li key={one.personId}>
            <p>
              <AppLink to={`/dues/members/${one.personId}`}>
                <span className="person-name">{one.name}</span>
              </AppLink>
              <small>
                {t('dues.open_months', {
                  count: one.months.length,
                  first: month(one.months[0] ?? view.month),
                  sum: money(one.fen),
                })}
              </small>
              {one.prompt !== 'none' && (
                <small className="dues-prompt">{t(`dues.prompt.${one.prompt}`, { count: one.inARow })}</small>
              )}
              {one.remindedOn && (
                <small>
                  {t('dues.reminded_on')} <Day date={one.remindedOn} short />
                </small>
              )}
            </p>
          </li>
        ))}
      </ul>
      {view.may.collect && (
        <Button
          loading={remind.isPending}
          onClick={() =>
            remind.mutate({
              input: { orgId: view.org.id, personIds: view.arrears.map((one) => one.personId) },
            })
          }
        >
          {t('dues.remind', { count: view.arrears.length })}
        </Button>
      )}
      {remind.error && <Refusal problem={remind.error} focus />}
    </Section>
  );
}
