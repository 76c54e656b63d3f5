/** The conditions of a transfer's moves: each says what is missing, by which rule, and what to do. */
import type { Condition } from '../../kernel/procedure/procedure.ts';
import type { Reason } from '../../kernel/refusal.ts';
import type { TransferFacts } from './facts.ts';
import { isAfter, longestEnd } from './rules.ts';

type Transfer = Condition<TransferFacts>;

export const standsInBranch: Transfer = {
  key: 'stands_in_branch',
  check: ({ standing, branchId }) =>
    standing?.status === 'active' && standing.orgId === branchId
      ? undefined
      : { code: 'transfers.not_in_branch', remedy: 'transfers.withdraw_instead' },
};

/** Each month is paid at one place: the letter says up to which month the old one was paid. What was paid ahead stands in the books. */
export const duesStated: Transfer = {
  key: 'dues_stated',
  check: ({ brought }) => {
    const { letter } = brought;
    if (!letter) return undefined;
    if (!letter.duesPaidTo) return { code: 'transfers.dues_missing', field: 'duesPaidTo', cites: '党费2008' };
    if (letter.duesFromRecords) return undefined;
    const latest = letter.issuedOn.with({ day: 1 });
    if (!isAfter(letter.duesPaidTo, latest.add({ months: 1 }))) return undefined;
    return {
      code: 'transfers.dues_too_far',
      params: { month: latest.add({ months: 1 }).toPlainYearMonth().toString() },
      field: 'duesPaidTo',
    };
  },
};

export const letterNotTooLong: Transfer = {
  key: 'letter_not_too_long',
  check: ({ brought, local, today, stateSince }): Reason | undefined => {
    const { letter } = brought;
    if (!letter) return undefined;
    if (isAfter(letter.issuedOn, today))
      return { code: 'transfers.day_in_future', params: { today: today.toString() }, field: 'issuedOn' };
    if (isAfter(stateSince, letter.issuedOn))
      return {
        code: 'transfers.day_before_stage',
        params: { since: stateSince.toString() },
        field: 'issuedOn',
        possibleFrom: stateSince.toString(),
      };
    if (isAfter(letter.issuedOn, letter.validUntil))
      return { code: 'transfers.letter_ends_early', field: 'validUntil' };
    const longest = longestEnd(letter.issuedOn, local);
    if (!isAfter(letter.validUntil, longest.day)) return undefined;
    return {
      code: 'transfers.letter_too_long',
      params: { months: longest.months, last: longest.day.toString() },
      cites: longest.source,
      field: 'validUntil',
    };
  },
};

/** Before the day is brought, today stands for it: an expired letter shows at once that nothing can be received on it. */
export const arrivedWithinLetter: Transfer = {
  key: 'arrived_within_letter',
  check: ({ letter, brought, today }): Reason | undefined => {
    const arrivedOn = brought.arrivedOn ?? today;
    if (!letter) return { code: 'transfers.letter_missing' };
    if (isAfter(arrivedOn, today))
      return { code: 'transfers.day_in_future', params: { today: today.toString() }, field: 'arrivedOn' };
    if (isAfter(letter.issuedOn, arrivedOn))
      return {
        code: 'transfers.arrived_before_letter',
        params: { issuedOn: letter.issuedOn.toString() },
        field: 'arrivedOn',
        possibleFrom: letter.issuedOn.toString(),
      };
    if (!isAfter(arrivedOn, letter.validUntil)) return undefined;
    return {
      code: 'transfers.letter_expired',
      params: { validUntil: letter.validUntil.toString() },
      field: 'arrivedOn',
      remedy: 'transfers.ask_for_new_letter',
      who: 'transfers.issue',
    };
  },
};

export const letterExpired: Transfer = {
  key: 'letter_expired',
  check: ({ letter, today }) =>
    letter && !isAfter(today, letter.validUntil)
      ? {
          code: 'transfers.letter_still_valid',
          params: { validUntil: letter.validUntil.toString() },
          possibleFrom: letter.validUntil.add({ days: 1 }).toString(),
        }
      : undefined,
};

export const enrolment: Transfer = {
  key: 'enrolment',
  check: ({ brought }) =>
    brought.enrolment === false
      ? { code: 'transfers.enrolment_missing', field: 'idNo', remedy: 'transfers.enter_record' }
      : undefined,
};
