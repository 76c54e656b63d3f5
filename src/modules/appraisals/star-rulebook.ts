/** What makes a star. There is no national rule; a town may drop a dimension or set another threshold. */
import type { Share } from '../../kernel/ballot/threshold.ts';
import type { ParameterBook } from '../../kernel/parameters.ts';
import type { Dated, Rulebook } from '../../kernel/rulebook.ts';
import type { Dimension } from './choices.ts';

export type StarRules = { [Key in Dimension as `${Key}.used`]: boolean } & {
  /** Of the meetings to which one was to come, without those excused. */
  'organization_life.share': Share;
};

const practice = <Value>(value: Value): [Dated<Value>] => [
  { value, from: '2010-01-01', source: '党员评星定级 (local practice)', kind: 'local', certainty: 'check' },
];

export const starRules: Rulebook<StarRules> = {
  'organization_life.used': practice(true),
  'organization_life.share': practice({ operator: 'atLeast' as const, num: 2, den: 3 }),
  'self_review.used': practice(true),
  'dues.used': practice(true),
  'pledge.used': practice(true),
  'service.used': practice(true),
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
    'pledge.used': 'yes_no',
    'service.used': 'yes_no',
    'example.used': 'yes_no',
  },
};
