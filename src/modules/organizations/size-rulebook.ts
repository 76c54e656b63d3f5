/** From how many members on which organization is set up; each with its source. */
import { z } from 'zod';
import type { Ctx } from '../../kernel/ctx.ts';
import { localValuesAt, type ParameterBook } from '../../kernel/parameters.ts';
import { parameterAt, type Dated, type Overrides, type Rulebook } from '../../kernel/rulebook.ts';

export type SizeValues = {
  /** Full members from which a branch may be set up. */
  'branch.from': number;
  /** Members that a branch generally does not exceed. */
  'branch.up_to': number;
  /** Full members from which a branch elects a committee. */
  'branch_committee.from': number;
  /** Units that a joint branch generally does not exceed. */
  'joint_branch.units': number;
  /** Full members above which a general branch may be set up. */
  'general_branch.over': number;
  /** Full members from which a Party committee may be set up, with approval. */
  'committee.from': number;
};

type SizeKey = keyof SizeValues;
export type SizeRules = Readonly<Record<SizeKey, Dated<number>>>;

const since = '1990-06-27';
const people = (value: number, source: string, certainty: 'certain' | 'likely'): Dated<number>[] => [
  { value, unit: 'people', from: since, source, kind: 'local', certainty },
];

/** The numbers of 2018 and 2019; earlier rules named the same ones, their articles were not read. */
export const sizeBook: Rulebook<SizeValues> = {
  'branch.from': people(3, '支部2018 art. 4', 'certain'),
  'branch.up_to': people(50, '支部2018 art. 4', 'certain'),
  'branch_committee.from': people(7, '支部2018 art. 20', 'certain'),
  'joint_branch.units': [
    { value: 5, unit: 'units', from: since, source: '支部2018 art. 4', kind: 'local', certainty: 'certain' },
  ],
  'general_branch.over': people(50, '农组2018 art. 5', 'likely'),
  'committee.from': people(100, '农组2018 art. 5', 'likely'),
};

const keys = Object.keys(sizeBook) as SizeKey[]; // keys of a constant
const size = z.int().min(1).max(500);

export const sizeParameters: ParameterBook<SizeValues> = {
  key: 'sizes',
  rules: sizeBook,
  institutionOf: () => 'classified_setup',
  forms: {
    'branch.from': 'count',
    'branch.up_to': 'count',
    'branch_committee.from': 'count',
    'joint_branch.units': 'count',
    'general_branch.over': 'count',
    'committee.from': 'count',
  },
  shapes: {
    'branch.from': size,
    'branch.up_to': size,
    'branch_committee.from': size,
    'joint_branch.units': size,
    'general_branch.over': size,
    'committee.from': size,
  },
};

/** The rules in force on a day, with a town's own numbers before the general ones. */
export function sizeRulesOn(day: Temporal.PlainDate, local: Overrides<SizeValues> = {}): SizeRules {
  return Object.fromEntries(keys.map((key) => [key, parameterAt(sizeBook, key, day, local)])) as SizeRules; // of every key
}

/** The same for each of some places; every path asked has its entry. */
export async function sizeRulesAt(
  ctx: Ctx,
  orgPaths: readonly string[],
  day: Temporal.PlainDate,
): Promise<ReadonlyMap<string, SizeRules>> {
  const paths = [...new Set(orgPaths)];
  const local = await localValuesAt(ctx, sizeParameters, paths);
  return new Map(paths.map((path) => [path, sizeRulesOn(day, local.get(path) ?? {})]));
}
