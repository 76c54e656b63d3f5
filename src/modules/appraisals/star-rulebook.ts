/** What makes a star. There is no national rule; a town may drop a dimension or set another threshold. */
import type { Share } from '../../kernel/ballot/threshold.ts';
import type { ParameterBook } from '../../kernel/parameters.ts';
import { parameterAt, type Dated, type Overrides, type Rulebook } from '../../kernel/rulebook.ts';
import { sharedDimensions, type Dimension } from './choices.ts';

type Shared = (typeof sharedDimensions)[number];

/** `share`: of the records that count, how many must speak for the star: meetings attended, months paid, items done. */
export type StarRules = { [Key in Dimension as `${Key}.used`]: boolean } & {
  [Key in Shared as `${Key}.share`]: Share;
};

const practice = <Value>(value: Value): [Dated<Value>] => [
  { value, from: '2010-01-01', source: '党员评星定级 (local practice)', kind: 'local', certainty: 'check' },
];

export const starRules: Rulebook<StarRules> = {
  'organization_life.used': practice(true),
  'organization_life.share': practice({ operator: 'atLeast' as const, num: 2, den: 3 }),
  'self_review.used': practice(true),
  'dues.used': practice(true),
  'dues.share': practice({ operator: 'atLeast' as const, num: 1, den: 1 }),
  'pledge.used': practice(true),
  'pledge.share': practice({ operator: 'atLeast' as const, num: 2, den: 3 }),
  'service.used': practice(true),
  'service.share': practice({ operator: 'atLeast' as const, num: 2, den: 3 }),
  'example.used': practice(true),
};

export const starParameters: ParameterBook<StarRules> = {
  key: 'stars',
  rules: starRules,
  institutionOf: () => 'star_rating',
  forms: {
    'organization_life.used': 'yes_no',
    'organization_life.share': 'share',
    'self_review.used': 'yes_no',
    'dues.used': 'yes_no',
    'dues.share': 'share',
    'pledge.used': 'yes_no',
    'pledge.share': 'share',
    'service.used': 'yes_no',
    'service.share': 'share',
    'example.used': 'yes_no',
  },
};

/** The shares that hold at an organization on a day, by dimension. */
export function sharesOn(day: Temporal.PlainDate, local: Overrides<StarRules>): [Shared, Dated<Share>][] {
  return sharedDimensions.map((key) => [key, parameterAt(starRules, `${key}.share`, day, local)]);
}
