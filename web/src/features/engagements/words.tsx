/** Words and marks of engagements, shared by their screens. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import { engagementsApi as api } from '../../../../src/modules/engagements/api.ts';
import { dayShort } from '../../lib/days.ts';
import { StateTag, type Tone } from '../../ui/state-tag.tsx';

export type EngagementView = ReplyOf<typeof api.getEngagement>;
export type Summary = ReplyOf<typeof api.listEngagements>['rows'][number];

export const engagementReads = [
  api.getEngagement,
  api.listEngagements,
  api.listOwnEngagements,
  api.listPosts,
];

const tones: Record<Summary['state'], Tone> = {
  offered: 'waiting',
  applied: 'waiting',
  fixed: 'active',
  ended: 'done',
  declined: 'stopped',
  withdrawn: 'stopped',
};

export function EngagementState({ of }: { of: Pick<Summary, 'state'> }) {
  const { t } = useTranslation();
  return <StateTag tone={tones[of.state]} label={t(`procedure.engagement.state.${of.state}`)} />;
}

/** From when to when, in words; nothing before it is fixed. */
export function termWords(
  t: TFunction,
  language: string,
  { fromOn, untilOn }: Pick<Summary, 'fromOn' | 'untilOn'>,
): string {
  if (!fromOn) return '';
  const from = dayShort(fromOn, language);
  return untilOn
    ? t('engagements.term_closed', { from, until: dayShort(untilOn, language) })
    : t('engagements.term_open', { from });
}
