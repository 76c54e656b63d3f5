/** What still hangs on the organizations that end, with where it is settled; from the application on, so that nobody waits for it later. */
import { useTranslation } from 'react-i18next';
import { AppLink } from '../../ui/app-link.tsx';
import { Section } from '../../ui/page.tsx';
import { ReasonText } from '../../ui/refusal.tsx';
import type { ChangeView } from './words.tsx';

type EndingView = ChangeView['ending'][number];

/** Where each kind of remainder is settled, for one organization. */
const settledAt: Record<string, (id: string) => string> = {
  'members.remain': (id) => `/members?org=${id}`,
  'organizations.children_remain': (id) => `/organizations/${id}`,
  'transfers.remain': () => '/transfers?state=under_way',
  'admission.remain': (id) => `/admission?branch=${id}`,
  'dispositions.remain': () => '/dispositions',
};

export function Ending({ of }: { of: ChangeView }) {
  const { t } = useTranslation();
  if (of.ending.length === 0) return null;
  return (
    <Section title={t('organization_changes.ending')}>
      {of.ending.map((one) => (
        <div key={one.id}>
          {one.moving > 0 && (
            <p>{t('organization_changes.ending_moving', { name: one.name, count: one.moving })}</p>
          )}
          {one.remains.length > 0 ? (
            <Remains of={one} />
          ) : (
            <p>{t('organization_changes.ending_clear', { name: one.name })}</p>
          )}
        </div>
      ))}
    </Section>
  );
}

function Remains({ of }: { of: EndingView }) {
  const { t } = useTranslation();
  return (
    <>
      <p>{t('organization_changes.ending_rest', { name: of.name })}</p>
      <ul className="reasons">
        {of.remains.map((reason) => {
          const to = settledAt[reason.code]?.(of.id);
          return (
            <li key={reason.code}>
              <ReasonText reason={reason} />
              {to && <AppLink to={to}>{t('organization_changes.settle')}</AppLink>}
            </li>
          );
        })}
      </ul>
    </>
  );
}
