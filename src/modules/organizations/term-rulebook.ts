/** How long terms last, by class of organization and the day on which they began; how far they may be postponed. */
import { z } from 'zod';
import type { Dated, Rulebook } from '../../kernel/rulebook.ts';
import type { ParameterBook } from '../../kernel/parameters.ts';

/** The town's committee; Party organizations of villages; other branches; villagers' committees. */
export const termClasses = ['committee', 'village', 'branch', 'villagers_committee'] as const;
export type TermClass = (typeof termClasses)[number];

export type TermRules = { [Class in TermClass as `${Class}.years`]: number } & {
  /** Months by which a term may be postponed, all postponements together. */
  'postpone.months': number;
  /** Months before the end at which the superior reminds, first and again. */
  'remind_first.months': number;
  'remind_again.months': number;
};

const issued = '2018-07-12';
const years = (
  value: number,
  rest: Pick<Dated<number>, 'from' | 'to' | 'source' | 'certainty'>,
): Dated<number> => ({ value, unit: 'years', kind: 'local', ...rest });

export const termRules: Rulebook<TermRules> = {
  'committee.years': [
    years(5, { from: '2007-10-21', to: '2018-07-11', source: '党章2007 art. 30', certainty: 'check' }),
    years(5, { from: issued, source: '任期2018', certainty: 'likely' }),
  ],
  'village.years': [
    years(3, { from: '2007-10-21', to: '2018-07-11', source: '党章2007 art. 30', certainty: 'likely' }),
    years(5, { from: issued, source: '任期2018', certainty: 'likely' }),
  ],
  'branch.years': [
    years(3, { from: '2007-10-21', to: '2018-07-11', source: '党章2007 art. 30', certainty: 'likely' }),
    years(3, { from: issued, source: '任期2018', certainty: 'likely' }),
  ],
  'villagers_committee.years': [
    years(3, { from: '1998-11-04', to: '2018-12-28', source: '村组2010 art. 11', certainty: 'likely' }),
    years(5, { from: '2018-12-29', source: '村组2018 art. 11', certainty: 'certain' }),
  ],
  'postpone.months': [
    {
      value: 12,
      unit: 'months',
      from: '1990-06-27',
      source: '选举2020 (earlier: 选举1990)',
      kind: 'local',
      certainty: 'likely',
    },
  ],
  'remind_first.months': [
    { value: 6, unit: 'months', from: '1990-06-27', source: '任期2018', kind: 'local', certainty: 'likely' },
  ],
  'remind_again.months': [
    { value: 3, unit: 'months', from: '1990-06-27', source: '任期2018', kind: 'local', certainty: 'check' },
  ],
};

const few = z.int().min(1).max(12);
const term = z.int().min(1).max(5);

export const termParameters: ParameterBook<TermRules> = {
  key: 'terms',
  rules: termRules,
  institutionOf: () => 'classified_setup',
  forms: {
    'committee.years': 'count',
    'village.years': 'count',
    'branch.years': 'count',
    'villagers_committee.years': 'count',
    'postpone.months': 'count',
    'remind_first.months': 'count',
    'remind_again.months': 'count',
  },
  shapes: {
    'committee.years': term,
    'village.years': term,
    'branch.years': term,
    'villagers_committee.years': term,
    'postpone.months': few,
    'remind_first.months': few,
    'remind_again.months': few,
  },
};
