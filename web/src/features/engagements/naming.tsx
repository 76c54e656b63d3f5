/** The member's word on being named with what was taken on. */
import { useTranslation } from 'react-i18next';
import { engagementsApi as api } from '../../../../src/modules/engagements/api.ts';
import { useAct } from '../../lib/use-endpoint.ts';
import { say } from '../../ui/toast.tsx';
import { NamingConsent } from '../openness/naming-consent.tsx';
import { engagementReads, type EngagementView } from './words.tsx';

export function Naming({ of }: { of: EngagementView }) {
  const { t } = useTranslation();
  const act = useAct(api.setNaming, {
    invalidates: engagementReads,
    onDone: () => say(t('engagements.done')),
  });
  return (
    <NamingConsent
      of={of}
      mayChange={of.consent ? of.may.withdrawConsent : of.may.giveConsent}
      busy={act.isPending}
      problem={act.error}
      onChange={(granted) => act.mutate({ input: { id: of.id, version: of.version, granted } })}
    />
  );
}
