/** Whether the member agrees to be shown in public, what shows it, and the way back at any time. */
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { pledgesApi as api } from '../../../../src/modules/pledges/api.ts';
import type { MessageKey } from '../../app/i18n.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { Day } from '../../ui/day.tsx';
import { Section } from '../../ui/page.tsx';
import { Refusal } from '../../ui/refusal.tsx';
import { say } from '../../ui/toast.tsx';
import { pledgeReads, type PledgeView } from './words.tsx';

export function Consent({ of }: { of: PledgeView }) {
  const { t } = useTranslation();
  const act = useAct(api.setConsent, { invalidates: pledgeReads, onDone: () => say(t('pledges.done')) });
  return (
    <Section title={t('pledges.consent_section')}>
      <p>
        {t(of.consent ? 'pledges.consent_yes' : 'pledges.consent_no')}
        {of.consentOn && (
          <small>
            （<Day date={of.consentOn} />）
          </small>
        )}
      </p>
      <ul className="plain-list">
        {of.notices.map((notice) => (
          <li key={notice.id}>
            {t('pledges.notice_state', {
              code: notice.code,
              state: t(`procedure.publication.state.${notice.state}` as MessageKey), // the publication's own states
            })}
          </li>
        ))}
      </ul>
      {(of.consent ? of.may.record : of.may.consent) && (
        <>
          <p>
            <small>{t(of.consent ? 'pledges.consent_withdraw_help' : 'pledges.consent_help')}</small>
          </p>
          {act.error && <Refusal problem={act.error} />}
          <Button
            loading={act.isPending}
            onClick={() => act.mutate({ input: { id: of.id, version: of.version, granted: !of.consent } })}
          >
            {t(of.consent ? 'pledges.consent_withdraw' : 'pledges.consent_give')}
          </Button>
        </>
      )}
    </Section>
  );
}
