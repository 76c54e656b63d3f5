/** One star with what it rests on: the count, the threshold, the records, or the branch's reason. */
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../../src/kernel/http/contract.ts';
import type { starsApi } from '../../../../src/modules/appraisals/star-api.ts';
import { AppLink } from '../../ui/app-link.tsx';
import { Day } from '../../ui/day.tsx';
import { StateTag } from '../../ui/state-tag.tsx';

export type Stars = ReplyOf<typeof starsApi.getStars>;
export type Mark = Stars['members'][number]['marks'][number];

export function StarTag({ earned }: { earned: boolean | null }) {
  const { t } = useTranslation();
  if (earned === null) return <StateTag tone="waiting" label={t('stars.to_say')} />;
  return (
    <StateTag
      tone={earned ? 'done' : 'plain'}
      label={earned ? `★ ${t('stars.earned')}` : t('stars.not_earned')}
    />
  );
}

type StarMarkProps = {
  mark: Mark;
  rules: Stars['rules'];
  /** The member's own page: records open as the member sees them. */
  own?: boolean;
};

export function StarMark({ mark, rules, own = false }: StarMarkProps) {
  const { t } = useTranslation();
  const { counted, dimension, earned, records, reason } = mark;
  const rule = rules.find((one) => one.dimension === dimension);
  return (
    <>
      <p>
        {t(`stars.dimension.${dimension}`)} <StarTag earned={earned} />
      </p>
      {counted && (
        <small>{t(`stars.counted.${dimension}`, { ...counted, num: rule?.num, den: rule?.den })}</small>
      )}
      {reason && <small>{t(counted ? 'stars.view' : 'stars.why', { reason })}</small>}
      {records.length > 0 && (
        <details>
          <summary>{t('stars.records')}</summary>
          <ul>
            {records.map((one) => (
              <li key={`${one.path} ${one.label}`}>
                <AppLink to={own ? one.ownPath : one.path}>{one.label}</AppLink> <Day date={one.on} short />{' '}
                {t(`stars.record.${one.word}`)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

export function BothStars({ before, after }: { before: boolean; after: boolean | null }) {
  const { t } = useTranslation();
  const named = (earned: boolean) => t(earned ? 'stars.earned' : 'stars.not_earned');
  return (
    <p>
      {after === null
        ? t('stars.before', { before: named(before) })
        : t('stars.both', { before: named(before), after: named(after) })}
    </p>
  );
}
