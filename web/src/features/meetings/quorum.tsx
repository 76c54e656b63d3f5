/** The quorum with its arithmetic; `live` shows what this phone knows before the server does. */
import { useTranslation } from 'react-i18next';
import type { MeetingView } from '../../../../src/modules/meetings/api.ts';
import { StateTag } from '../../ui/state-tag.tsx';

type Live = { eligible: number; present: number };

export function Quorum({ meeting, live }: { meeting: MeetingView; live?: Live }) {
  const { t } = useTranslation();
  const { quorum } = meeting;
  if (!quorum) {
    return (
      <p className="meeting-quorum">
        {live && (
          <strong>
            {t('meetings.should_come', { n: live.eligible })} · {t('meetings.present_n', { n: live.present })}
          </strong>
        )}
        <small>{t('meetings.no_quorum_rule')}</small>
      </p>
    );
  }
  const alternatives = quorum.alternatives.map((one) => {
    const have = live?.present ?? one.have;
    return { ...one, have, met: have >= one.needed };
  });
  const met = alternatives.some((one) => one.met);
  return (
    <div className="meeting-quorum" aria-live="polite">
      {alternatives.map((one) => (
        <strong key={one.unit}>
          {t('meetings.quorum_line', {
            unit: t(`ballot.count.${one.unit}` as 'ballot.count.members'), // a unit of the contract
            base: one.base,
            have: one.have,
            needed: one.needed,
          })}
        </strong>
      ))}
      <StateTag
        tone={met ? 'done' : 'waiting'}
        label={met ? t('meetings.quorum_met') : t('meetings.quorum_unmet')}
      />
      <small className="reason-cites">{t('ui.cites', { cites: meeting.rule.cites })}</small>
    </div>
  );
}
