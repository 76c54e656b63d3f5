/** Who decides a matter, with the majority and the law: told before the first meeting is called. */
import { useTranslation } from 'react-i18next';
import { useWords } from '../../lib/reasons.ts';
import { meetingWord, type CaseView } from './words.ts';

export function Bodies({ bodies }: { bodies: CaseView['bodies'] }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <ul className="bodies">
      {bodies.map((option) => (
        <li key={option.body}>
          <p className="bodies-name">
            {words(meetingWord(option.body))}
            {option.authorized && <small>{t('village_decisions.only_authorized')}</small>}
          </p>
          {option.quorum.map((share) => (
            <p key={share.unit}>
              {words('village_decisions.quorum_line', {
                ofKey: `ballot.count.${share.unit}`,
                operatorKey: `ballot.operator.${share.operator}`,
                num: share.num,
                den: share.den,
              })}
            </p>
          ))}
          <p>
            {words('village_decisions.pass_line', {
              ofKey: `ballot.count.${option.pass.of}`,
              operatorKey: `ballot.operator.${option.pass.operator}`,
              num: option.pass.num,
              den: option.pass.den,
            })}
          </p>
          {option.notice && (
            <p>
              {words('village_decisions.notice_line', {
                days: option.notice.days,
                unitKey: `village_decisions.days.${option.notice.unit}`,
              })}
            </p>
          )}
          <p className="reason-line reason-cites">
            {t('ui.cites', { cites: [...new Set([option.cites, option.passCites])].join('，') })}
            {option.certainty !== 'certain' &&
              `（${words(`village_decisions.certainty.${option.certainty}`)}）`}
          </p>
        </li>
      ))}
    </ul>
  );
}
