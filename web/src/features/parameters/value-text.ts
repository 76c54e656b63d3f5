/** A parameter's value in words: 不少于应到人数的2/3, 7天, 100元. */
import type { TFunction } from 'i18next';
import type { ParameterRow } from '../../../../src/modules/parameters/api.ts';
import type { MessageKey } from '../../app/i18n.ts';

export type Form = ParameterRow['form'];
export type ShareValue = { operator: 'atLeast' | 'moreThan'; num: number; den: number };

/** The server sends a value in the shape of its form; `kernel/parameter-forms.ts` has the shapes. */
export function valueText(t: TFunction, form: Form, value: unknown): string {
  if (value === undefined || value === null) return t('parameters.none_now');
  switch (form) {
    case 'quorum':
      return quorumOf(value)
        .map((one) => shareText(t, one, t(`ballot.count.${one.unit}` as MessageKey)))
        .join(t('parameters.show.or'));
    case 'threshold': {
      const threshold = value as ShareValue & { of: string };
      return shareText(t, threshold, t(`parameters.of.${threshold.of}` as MessageKey));
    }
    case 'share': {
      const { operator, num, den } = value as ShareValue;
      return t('parameters.show.share', { operator: t(`parameters.operator.${operator}`), num, den });
    }
    case 'at_most':
      return t('parameters.show.at_most', value as { num: number; den: number });
    case 'period':
    case 'calendar_period': {
      const { days, unit } = value as { days: number; unit: 'calendar' | 'working' };
      return t(`parameters.show.${unit}`, { days });
    }
    case 'range':
      return t('parameters.show.range', value as { min: number; max: number });
    case 'yes_no':
      return value === true ? t('parameters.show.yes') : t('parameters.show.no');
    case 'amount':
      return t('parameters.show.amount', { yuan: (Number(value) / 100).toLocaleString() });
    case 'brackets':
      return bracketsOf(value)
        .map(({ upToFen, rate }) =>
          upToFen === null
            ? t('parameters.show.last_bracket', { percent: rate / 100 })
            : t('parameters.show.bracket', { yuan: (upToFen / 100).toLocaleString(), percent: rate / 100 }),
        )
        .join(t('parameters.show.and_then'));
    case 'count':
      return Number(value).toLocaleString();
  }
}

export function bracketsOf(value: unknown): { upToFen: number | null; rate: number }[] {
  return value as { upToFen: number | null; rate: number }[];
}

export function quorumOf(value: unknown): (ShareValue & { unit: string })[] {
  return (value as { anyOf: (ShareValue & { unit: string })[] }).anyOf;
}

function shareText(t: TFunction, { operator, num, den }: ShareValue, of: string): string {
  return t('parameters.show.of', { operator: t(`parameters.operator.${operator}`), of, num, den });
}

/** Messages `parameter.<key>` exist for every key of every book. */
export function parameterName(t: TFunction, key: string): string {
  return t(`parameter.${key}` as MessageKey);
}
