/**
 * Shares of a count in whole numbers. 以上 and 不少于 are `atLeast`, 超过 and 过半数 are `moreThan`:
 * exactly half passes the first and fails the second.
 */
import { type Params, Refusal } from '../refusal.ts';

/** What a share is taken of: those who should attend, those present, papers returned, valid papers. */
export type CountBase = 'eligible' | 'present' | 'cast' | 'valid';

export type Share = { operator: 'atLeast' | 'moreThan'; num: number; den: number };

/** Votes in favour that a decision needs, as a share of one of the counts. */
export type Threshold = Share & { of: CountBase };

/** Attendance that makes a meeting valid: any one of the alternatives is enough; `unit` names who is counted. */
export type Quorum = { anyOf: readonly (Share & { unit: string })[] };

/** Whole numbers of people or papers; a count that the rule does not ask for may be missing. */
export type Counts = { yes: number } & { [base in CountBase]?: number };

/** Who should attend and who did, for each unit counted (members, households, …). */
export type Turnout = Record<string, { eligible: number; present: number }>;

/** `arithmetic` fills a sentence: have, needed, base, num, den; `of` and `operator` as message keys. */
export type Verdict = { passed: boolean; have: number; needed: number; arithmetic: Params };

export type QuorumVerdict = { met: boolean; alternatives: (Verdict & { unit: string })[] };

/** Smallest whole number that satisfies the share of `base`; never below one, since nobody decides nothing. */
export function needed(share: Share, base: number): number {
  requireShare(share);
  requireWhole('base', base);
  const exact = base * share.num;
  const least =
    share.operator === 'atLeast' ? Math.ceil(exact / share.den) : Math.floor(exact / share.den) + 1;
  return Math.max(1, least);
}

/** Judges votes in favour. Refuses counts that are missing, not whole, or larger than what they are counted of. */
export function passes(threshold: Threshold, counts: Counts): Verdict {
  const base = counts[threshold.of];
  if (base === undefined)
    throw new Refusal('ballot.count_missing', {
      params: { whatKey: countKey(threshold.of) },
      field: threshold.of,
    });
  return judge(threshold, threshold.of, counts.yes, base, 'yes');
}

/** Judges attendance against each alternative whose unit was counted; none counted means not met. */
export function meetsQuorum(quorum: Quorum, turnout: Turnout): QuorumVerdict {
  const alternatives = quorum.anyOf.flatMap((share) => {
    const counted = turnout[share.unit];
    if (!counted) return [];
    return [{ unit: share.unit, ...judge(share, share.unit, counted.present, counted.eligible, 'present') }];
  });
  return { met: alternatives.some((verdict) => verdict.passed), alternatives };
}

function judge(share: Share, of: string, have: number, base: number, field: string): Verdict {
  requireWhole(field, have);
  if (have > base) {
    throw new Refusal('ballot.more_than_base', {
      params: { whatKey: countKey(field), have, base, ofKey: countKey(of) },
      field,
    });
  }
  const least = needed(share, base);
  return {
    passed: have >= least,
    have,
    needed: least,
    arithmetic: {
      have,
      needed: least,
      base,
      num: share.num,
      den: share.den,
      ofKey: countKey(of),
      operatorKey: `ballot.operator.${share.operator}`,
    },
  };
}

/** Message key of what is counted. */
function countKey(what: string): string {
  return `ballot.count.${what}`;
}

function requireWhole(field: string, value: number): void {
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new Refusal('ballot.count_not_whole', { params: { whatKey: countKey(field) }, field });
  }
}

function requireShare({ operator, num, den }: Share): void {
  const whole = Number.isSafeInteger(num) && Number.isSafeInteger(den);
  const most = operator === 'moreThan' ? den - 1 : den;
  if (!whole || num < 1 || num > most) throw new RangeError(`no such share: ${operator} ${num}/${den}`);
}
