/** Why something cannot be done: each reason with its rule, the way out, the first possible day and who can help. */
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReasonView } from '../../../src/kernel/http/answers.ts';
import type { Problem } from '../lib/problem.ts';
import { Day } from './day.tsx';
import { Icon } from './icon.tsx';

/** The reasons alone, for a condition shown before anybody tried. */
export function Reasons({ reasons }: { reasons: ReasonView[] }) {
  return (
    <ul className="reasons">
      {reasons.map((reason) => (
        <li key={`${reason.code}${reason.field ?? ''}${reason.message}`}>
          <ReasonText reason={reason} />
        </li>
      ))}
    </ul>
  );
}

/** One reason in two or three lines. */
export function ReasonText({ reason }: { reason: ReasonView }) {
  const { t } = useTranslation();
  return (
    <>
      <span className="reason-message">{reason.message}</span>
      {reason.remedy && <span className="reason-line">{t('ui.remedy', { remedy: reason.remedy })}</span>}
      {reason.possibleFrom && (
        <span className="reason-line">
          {t('ui.possible_from')}
          <Day date={reason.possibleFrom} />
        </span>
      )}
      {reason.who && <span className="reason-line">{t('ui.who_can', { who: reason.who })}</span>}
      {reason.cites && (
        <span className="reason-line reason-cites">{t('ui.cites', { cites: reason.cites })}</span>
      )}
    </>
  );
}

type RefusalProps = {
  problem: Problem;
  /** Takes the focus when it appears, as the answer to an act. */
  focus?: boolean;
  action?: ReactNode;
};

/** A problem that came back from the server or the network. */
export function Refusal({ problem, focus = false, action }: RefusalProps) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (focus && problem) box.current?.focus();
  }, [focus, problem]);
  const isAmongReasons = problem.reasons.some((reason) => reason.message === problem.message);
  return (
    <div className="refusal" role="alert" ref={box} tabIndex={-1}>
      <Icon name={problem.code === 'network' ? 'offline' : 'warning'} />
      <div>
        {!isAmongReasons && <p className="reason-message">{problem.message}</p>}
        {problem.reasons.length > 0 && <Reasons reasons={problem.reasons} />}
        {problem.problemId && <p className="reason-line">{t('ui.problem_id', { id: problem.problemId })}</p>}
        {action}
      </div>
    </div>
  );
}
