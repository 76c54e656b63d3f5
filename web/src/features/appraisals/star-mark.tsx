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
  rule: { num: number; den: number };
  /** The member's own page: meetings open as the member sees them. */
  own?: boolean;
};

export function StarMark({ mark, rule, own = false }: StarMarkProps) {
  const { t } = useTranslation();
  const { counted, dimension, earned, records, reason } = mark;
  return (
    <>
      <p>
        {t(`stars.dimension.${dimension}`)} <StarTag earned={earned} />
      </p>
      {counted && (
        <small>
          {dimension === 'self_review'
            ? t(counted.have > 0 ? 'stars.self_yes' : 'stars.self_no')
            : t('stars.counted', { ...counted, ...rule })}
        </small>
      )}
      {reason && <small>{t('stars.why', { reason })}</small>}
      {records.length > 0 && dimension !== 'self_review' && (
        <details>
          <summary>{t('stars.records')}</summary>
          <ul>
            {records.map((one) => (
              <li key={one.path}>
                <AppLink to={!own ? one.path : one.path.replace('/meetings/', '/own-meetings/')}>
                  {one.label}
                </AppLink>{' '}
                <Day date={one.on} short /> {t(one.met ? 'stars.present' : 'stars.absent')}
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
