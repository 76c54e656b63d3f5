/** The member's word on being shown with the pledge. */
import { useTranslation } from 'react-i18next';
import { pledgesApi as api } from '../../../../src/modules/pledges/api.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { say } from '../../ui/toast.tsx';
import { NamingConsent } from '../openness/naming-consent.tsx';
import { pledgeReads, type PledgeView } from './words.tsx';

export function Consent({ of }: { of: PledgeView }) {
  const { t } = useTranslation();
  const act = useAct(api.setConsent, { invalidates: pledgeReads, onDone: () => say(t('pledges.done')) });
  return (
    <NamingConsent
      of={of}
      mayChange={of.consent ? of.may.record : of.may.consent}
      busy={act.isPending}
      problem={act.error}
      onChange={(granted) => act.mutate({ input: { id: of.id, version: of.version, granted } })}
    />
  );
}
