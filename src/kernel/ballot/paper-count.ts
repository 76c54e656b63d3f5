/** Paper ballots counted by two people apart: sums that must hold, sheets that must agree, a third count where they do not. */
import type { Reason } from '../refusal.ts';

/** One teller's count, in papers. */
export type PaperCount = {
  issued: number;
  returned: number;
  unreturned: number;
  valid: number;
  invalid: number;
  yes: number;
  no: number;
  abstain: number;
};

export type TellerSheet = { teller: string; count: PaperCount };

export type Difference = { field: keyof PaperCount; counted: number[] };

export type Reconciliation =
  | { kind: 'waiting'; sheets: number }
  | { kind: 'third_needed'; differences: Difference[] }
  | { kind: 'recount'; differences: Difference[] }
  | { kind: 'agreed'; count: PaperCount };

export const paperFields = [
  'issued',
  'returned',
  'unreturned',
  'valid',
  'invalid',
  'yes',
  'no',
  'abstain',
] as const satisfies (keyof PaperCount)[];

const sums = [
  { whole: 'issued', parts: ['returned', 'unreturned'] },
  { whole: 'returned', parts: ['valid', 'invalid'] },
  { whole: 'valid', parts: ['yes', 'no', 'abstain'] },
] as const satisfies { whole: keyof PaperCount; parts: (keyof PaperCount)[] }[];

/** Every reason why one sheet cannot be right; more papers returned than issued voids the ballot and is named as such. */
export function faultsOnSheet(count: PaperCount): Reason[] {
  const faults: Reason[] = paperFields
    .filter((field) => !Number.isSafeInteger(count[field]) || count[field] < 0)
    .map((field) => ({
      code: 'ballot.count_not_whole',
      params: { whatKey: `ballot.count.${field}` },
      field,
    }));
  if (faults.length > 0) return faults;
  if (count.returned > count.issued) {
    return [
      {
        code: 'ballot.more_returned_than_issued',
        params: { issued: count.issued, returned: count.returned },
        remedy: 'ballot.vote_again',
        field: 'returned',
      },
    ];
  }
  return sums.flatMap(({ whole, parts }) => {
    const sum = parts.reduce((total, part) => total + count[part], 0);
    if (sum === count[whole]) return [];
    return [
      {
        code: `ballot.sum_of_${whole}`,
        params: { whole: count[whole], sum },
        remedy: 'ballot.count_again',
        field: whole,
      },
    ];
  });
}

/** Why this teller may not hand in another sheet: the same person never counts twice, and three counts are the most. */
export function reasonNotToCount(sheets: readonly TellerSheet[], teller: string): Reason | undefined {
  if (sheets.some((sheet) => sheet.teller === teller)) {
    return { code: 'ballot.same_teller', remedy: 'ballot.another_teller' };
  }
  const state = reconcile(sheets);
  return state.kind === 'agreed' || state.kind === 'recount' ? { code: 'ballot.count_closed' } : undefined;
}

/** Fields in which the sheets differ, with the figure of each sheet in order. */
export function differencesBetween(counts: readonly PaperCount[]): Difference[] {
  return paperFields
    .map((field) => ({ field, counted: counts.map((count) => count[field]) }))
    .filter(({ counted }) => new Set(counted).size > 1);
}

/**
 * The state of a count after the sheets so far, in the order in which they came. Two equal sheets agree; otherwise a third
 * decides each field in which it equals one of the two. A field with three figures, or a result whose sums fail, is counted anew.
 */
export function reconcile(sheets: readonly TellerSheet[]): Reconciliation {
  if (new Set(sheets.map((sheet) => sheet.teller)).size < sheets.length) {
    throw new Error('a teller counted twice; reasonNotToCount was not asked');
  }
  const [first, second, third] = sheets.map((sheet) => sheet.count);
  if (!first || !second) return { kind: 'waiting', sheets: sheets.length };
  const differences = differencesBetween([first, second]);
  if (differences.length === 0) return { kind: 'agreed', count: first };
  if (!third) return { kind: 'third_needed', differences };
  const settled = { ...first };
  for (const field of paperFields) {
    const figures = [first[field], second[field], third[field]];
    const twice = figures.find((figure, index) => figures.indexOf(figure) !== index);
    if (twice === undefined)
      return { kind: 'recount', differences: differencesBetween([first, second, third]) };
    settled[field] = twice;
  }
  if (faultsOnSheet(settled).length > 0) {
    return { kind: 'recount', differences: differencesBetween([first, second, third]) };
  }
  return { kind: 'agreed', count: settled };
}
