/** Whether a member agrees to be named in public, what names the member, and the way back at any time. */
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { MessageKey } from '../../app/i18n.ts';
import type { Problem } from '../../lib/problem.ts';
import { Day } from '../../ui/day.tsx';
import { Section } from '../../ui/page.tsx';
import { Refusal } from '../../ui/refusal.tsx';

type NamingConsentProps = {
  of: {
    consent: boolean;
    consentOn: string | null;
    notices: { id: string; code: string; state: string }[];
  };
  mayChange: boolean;
  busy: boolean;
  problem: Problem | null;
  onChange: (granted: boolean) => void;
};

export function NamingConsent({ of, mayChange, busy, problem, onChange }: NamingConsentProps) {
  const { t } = useTranslation();
  return (
    <Section title={t('disclosure.naming.title')}>
      <p>
        {t(of.consent ? 'disclosure.naming.yes' : 'disclosure.naming.no')}
        {of.consentOn && (
          <small>
            （<Day date={of.consentOn} />）
          </small>
        )}
      </p>
      <ul className="plain-list">
        {of.notices.map(({ id, code, state }) => (
          <li key={id}>
            {t('disclosure.naming.notice', {
              code,
              state: t(`procedure.publication.state.${state}` as MessageKey), // the publication's own states
            })}
          </li>
        ))}
      </ul>
      {mayChange && (
        <>
          <p>
            <small>{t(of.consent ? 'disclosure.naming.withdraw_help' : 'disclosure.naming.help')}</small>
          </p>
          {problem && <Refusal problem={problem} />}
          <Button loading={busy} onClick={() => onChange(!of.consent)}>
            {t(of.consent ? 'disclosure.naming.withdraw' : 'disclosure.naming.give')}
          </Button>
        </>
      )}
    </Section>
  );
}
