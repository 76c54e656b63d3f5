/** The own pledges, on the member's page. */
import { useTranslation } from 'react-i18next';
import { pledgesApi } from '../../../../src/modules/pledges/api.ts';
import { dayShort } from '../../lib/days.ts';
import { useSession } from '../../lib/session.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Section } from '../../ui/page.tsx';
import { PledgeState } from './words.tsx';

export function OwnPledges() {
  const { t, i18n } = useTranslation();
  const { today } = useSession();
  const own = useEndpoint(pledgesApi.listOwnPledges, {});
  if (!own.data?.isMember) return null;
  const { rows } = own.data;
  const hasThisYear = rows.some(
    (row) => String(row.year) === today.slice(0, 4) && row.state !== 'withdrawn' && row.state !== 'dropped',
  );
  return (
    <Section
      title={t('pledges.own')}
      actions={<LinkButton to="/pledges/new" label={t('pledges.propose')} icon="plus" />}
    >
      {!hasThisYear && <p>{t('pledges.own_none')}</p>}
      <ul className="plain-list">
        {rows.map((row) => (
          <li key={row.id}>
            <AppLink to={`/pledges/${row.id}`}>
              {row.year} · {t('pledges.items_count', { count: row.items, evaluated: row.evaluated })}
            </AppLink>{' '}
            <PledgeState of={row} />{' '}
            {row.state === 'agreed' && row.nextDueOn && (
              <small>
                {t('pledges.next_due')} {dayShort(row.nextDueOn, i18n.language)}
              </small>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
