/** Words for the periods of a cadence. */
import { catalogue } from './catalogue.ts';

export const periodMessages = catalogue(
  {
    'period_words.year': '{{year}}年',
    'period_words.half_1': '{{year}}年上半年',
    'period_words.half_2': '{{year}}年下半年',
    'period_words.quarter': '{{year}}年第{{n}}季度',
    'period_words.month': '{{year}}年{{n}}月',
  },
  {
    'period_words.year': '{{year}}',
    'period_words.half_1': 'first half of {{year}}',
    'period_words.half_2': 'second half of {{year}}',
    'period_words.quarter': 'quarter {{n}} of {{year}}',
    'period_words.month': '{{n}}/{{year}}',
  },
);
