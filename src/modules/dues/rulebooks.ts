/** Rates, flat sums and months of dues, by date. What is statutory is locked; what a place sets shows its source. */
import type { Dated, Rulebook } from '../../kernel/rulebook.ts';

/** One rate holds for the whole base; `upToFen` is the highest base of the bracket, null for the last. Rate in 1/10,000. */
export type Bracket = { upToFen: number | null; rate: number };

export type DuesRules = {
  'wage.brackets': Bracket[];
  'retired.brackets': Bracket[];
  /** Lowest and highest flat sum that a place may set for farmers, fen a month. */
  'farmer.least': number;
  'farmer.most': number;
  'farmer.monthly': number;
  /** Students, laid-off members, members on relief or without income, fen a month. */
  'flat.monthly': number;
  /** Least dues of a member who pays by a base. */
  'base.minimum': number;
  /** Dues are whole multiples of so many fen. */
  'rounding.unit': number;
  /** Half a unit and more counts as one; otherwise what is over is left out. */
  'rounding.half_up': boolean;
  /** Whether who is admitted in the middle of a month pays for that month. */
  'joining.pays_that_month': boolean;
  /** Unpaid months in a row after which somebody should ask the reason. */
  'arrears.contact_after': number;
  /** Unpaid months in a row after which the branch should consider it. */
  'arrears.prompt_after': number;
  /** A single voluntary payment from here on goes to the centre as a whole. */
  'extra.to_centre_from': number;
};

const duesOf2008 = '2008-04-01';

function byRule<Value>(value: Value, unit?: string): Dated<Value>[] {
  return [
    {
      value,
      from: duesOf2008,
      source: '党费2008',
      kind: 'statutory',
      certainty: 'certain',
      ...(unit && { unit }),
    },
  ];
}

function byPlace<Value>(
  value: Value,
  source: string,
  certainty: 'likely' | 'check',
  unit?: string,
): Dated<Value>[] {
  return [{ value, from: duesOf2008, source, kind: 'local', certainty, ...(unit && { unit }) }];
}

export const duesRules: Rulebook<DuesRules> = {
  'wage.brackets': byRule([
    { upToFen: 300_000, rate: 50 },
    { upToFen: 500_000, rate: 100 },
    { upToFen: 1_000_000, rate: 150 },
    { upToFen: null, rate: 200 },
  ]),
  'retired.brackets': byRule([
    { upToFen: 500_000, rate: 50 },
    { upToFen: null, rate: 100 },
  ]),
  'farmer.least': byRule(20, 'fen'),
  'farmer.most': byRule(100, 'fen'),
  'farmer.monthly': byPlace(20, '党费2008 [?]', 'check', 'fen'),
  'flat.monthly': byRule(20, 'fen'),
  'base.minimum': byPlace(20, '党费2008 [?]', 'check', 'fen'),
  'rounding.unit': byPlace(1, '党费2008 [?]', 'check', 'fen'),
  'rounding.half_up': byPlace(true, '党费2008 [?]', 'check'),
  'joining.pays_that_month': byPlace(true, '党费2008 [?]', 'check'),
  'arrears.contact_after': byPlace(4, '党章 art. 9 [?]', 'likely', 'months'),
  'arrears.prompt_after': [
    {
      value: 6,
      from: duesOf2008,
      source: '党章 art. 9',
      kind: 'statutory',
      certainty: 'certain',
      unit: 'months',
    },
  ],
  'extra.to_centre_from': byRule(100_000, 'fen'),
};
