/** Words for the periods of a cadence. */
import { catalogue } from './catalogue.ts';

export const periodMessages = catalogue(
  {
    'period.year': '{{year}}年',
    'period.half_1': '{{year}}年上半年',
    'period.half_2': '{{year}}年下半年',
    'period.quarter': '{{year}}年第{{n}}季度',
    'period.month': '{{year}}年{{n}}月',
  },
  {
    'period.year': '{{year}}',
    'period.half_1': 'first half of {{year}}',
    'period.half_2': 'second half of {{year}}',
    'period.quarter': 'quarter {{n}} of {{year}}',
    'period.month': '{{n}}/{{year}}',
  },
);
