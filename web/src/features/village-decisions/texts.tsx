/** The versions of the plan, each with what changed against the one before. */
import { useTranslation } from 'react-i18next';
import { diffOf } from '../../lib/text-diff.ts';
import { Day } from '../../ui/day.tsx';
import { PersonName } from '../../ui/person-name.tsx';
import type { CaseView } from './words.ts';

export function Texts({ texts }: { texts: CaseView['texts'] }) {
  const { t } = useTranslation();
  const newestFirst = texts.toReversed();
  return (
    <div className="texts">
      {newestFirst.map((text, index) => {
        const before = newestFirst[index + 1];
        return (
          <details key={text.no} open={index === 0}>
            <summary>
              {t('village_decisions.draft_no', { no: String(text.no) })}
              {before &&
                ` · ${text.substantive ? t('village_decisions.substantive') : t('village_decisions.editorial')}`}
              {' · '}
              <Day date={text.on} short /> <PersonName name={text.by} />
            </summary>
            {text.reason && <p className="reason-line">{text.reason}</p>}
            <p className="plan-text">{text.text}</p>
            {before && (
              <>
                <h4>{t('village_decisions.changes', { no: String(before.no) })}</h4>
                <Changes before={before.text} after={text.text} />
              </>
            )}
          </details>
        );
      })}
    </div>
  );
}

function Changes({ before, after }: { before: string; after: string }) {
  return (
    <p className="plan-text">
      {diffOf(before, after).map((piece, index) => {
        const key = `${index}${piece.kind}`;
        if (piece.kind === 'gone') return <del key={key}>{piece.text}</del>;
        if (piece.kind === 'new') return <ins key={key}>{piece.text}</ins>;
        return <span key={key}>{piece.text}</span>;
      })}
    </p>
  );
}
