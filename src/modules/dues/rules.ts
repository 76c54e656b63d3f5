/** What a member owes a month and why, how months stand, what a payment covers. Facts in, verdict out; money in fen. */
import type { Params, Reason } from '../../kernel/refusal.ts';
import { parameterAt, type Certainty, type Dated, type Overrides } from '../../kernel/rulebook.ts';
import { hasBase, type DuesClass, type MonthState, type Prompt } from './choices.ts';
import { duesRules, type Bracket, type DuesRules } from './rulebooks.ts';

/** One line of “why this amount”: message `dues.step.<code>` with `params`, and the rule that it follows. */
export type Step = { code: string; params: Params; cites: string; certainty: Certainty };

export type Standard = { fen: number; steps: Step[] };

type Local = Overrides<DuesRules>;

/**
 * The monthly standard of a class, explained step by step (党费2008). `baseFen`: the monthly base, for the classes that
 * have one; without it their standard is not known and the answer is undefined.
 */
export function monthlyStandard(
  duesClass: DuesClass,
  baseFen: number | null,
  when: { month: Temporal.PlainDate; local?: Local },
): Standard | undefined {
  const rule = <Key extends keyof DuesRules>(key: Key) => parameterAt(duesRules, key, when.month, when.local);
  if (!hasBase(duesClass)) {
    const flat = duesClass === 'farmer' ? rule('farmer.monthly') : rule('flat.monthly');
    const step =
      duesClass === 'farmer'
        ? stepOf('farmer', flat, {
            yuan: yuan(flat.value),
            min: yuan(rule('farmer.least').value),
            max: yuan(rule('farmer.most').value),
          })
        : stepOf('flat', flat, { classKey: `dues.class.${duesClass}`, yuan: yuan(flat.value) });
    return { fen: flat.value, steps: [step] };
  }
  if (baseFen === null) return undefined;
  const table = rule(duesClass === 'retired' ? 'retired.brackets' : 'wage.brackets');
  const unit = rule('rounding.unit');
  const minimum = rule('base.minimum');
  const bracket = bracketOf(table.value, baseFen);
  const exact = baseFen * bracket.rate;
  const rounded = roundFen(exact, { toFen: unit.value, halfUp: rule('rounding.half_up').value });
  const fen = Math.max(rounded, minimum.value);
  const steps = [
    stepOf('base', table, { classKey: `dues.class.${duesClass}`, yuan: yuan(baseFen) }),
    stepOf(bracket.upToFen === null ? 'last_bracket' : 'bracket', table, {
      over: yuan(bracket.overFen),
      upTo: bracket.upToFen === null ? null : yuan(bracket.upToFen),
      percent: bracket.rate / 100,
    }),
    stepOf('product', unit, {
      base: yuan(baseFen),
      percent: bracket.rate / 100,
      exact: exactYuan(exact),
      yuan: yuan(rounded),
    }),
  ];
  if (fen > rounded) steps.push(stepOf('minimum', minimum, { yuan: yuan(fen) }));
  return { fen, steps };
}

function stepOf(code: string, by: Dated<unknown>, params: Params): Step {
  return { code, params, cites: by.source, certainty: by.certainty };
}

/** The bracket of a whole base: exactly 3,000 yuan is still the lower one. */
export function bracketOf(brackets: readonly Bracket[], baseFen: number): Bracket & { overFen: number } {
  let overFen = 0;
  for (const bracket of brackets) {
    if (bracket.upToFen === null || baseFen <= bracket.upToFen) return { ...bracket, overFen };
    overFen = bracket.upToFen;
  }
  throw new Error('the last bracket has an end');
}

/** From ten-thousandths of a fen to fen, in integers. */
export function roundFen(
  tenThousandths: number,
  { toFen, halfUp }: { toFen: number; halfUp: boolean },
): number {
  const unit = 10_000 * toFen;
  const whole = Math.floor(tenThousandths / unit);
  const rest = tenThousandths - whole * unit;
  return (whole + (halfUp && rest * 2 >= unit ? 1 : 0)) * toFen;
}

/** 750150 ten-thousandths of a fen are 0.75015 yuan. */
function exactYuan(tenThousandths: number): string {
  const digits = String(tenThousandths).padStart(7, '0');
  const fraction = digits.slice(-6).replace(/0+$/u, '').padEnd(2, '0');
  return `${digits.slice(0, -6)}.${fraction}`;
}

/** One month of a member's account, as it was known on a day. */
export type AccountMonth = {
  month: Temporal.PlainDate;
  dueFen: number;
  elsewhere: string | null;
  paidFen: number | null;
};

/** How a month stands on a day: it is in arrears only when it has ended. */
export function monthState(one: AccountMonth, today: Temporal.PlainDate): MonthState {
  if (one.paidFen !== null) return 'paid';
  if (one.elsewhere !== null) return 'elsewhere';
  if (one.dueFen === 0) return 'released';
  const ended = Temporal.PlainDate.compare(one.month.add({ months: 1 }), today) <= 0;
  if (ended) return 'arrears';
  return Temporal.PlainDate.compare(one.month, today) > 0 ? 'ahead' : 'open';
}

/** Unpaid months in a row up to now, and what they suggest. A prompt to talk; the branch decides (党章 art. 9). */
export function arrearsOf(
  months: readonly AccountMonth[],
  today: Temporal.PlainDate,
  local: Local = {},
): { months: number; fen: number; inARow: number; prompt: Prompt } {
  const inOrder = months.toSorted((a, b) => Temporal.PlainDate.compare(a.month, b.month));
  const states = inOrder.map((one) => ({ one, state: monthState(one, today) }));
  const unpaid = states.filter(({ state }) => state === 'arrears');
  const ended = states.filter(({ state }) => state !== 'open' && state !== 'ahead');
  const lastSettled = ended.findLastIndex(({ state }) => state !== 'arrears');
  const inARow = ended.length - 1 - lastSettled;
  const contact = parameterAt(duesRules, 'arrears.contact_after', today, local).value;
  const branch = parameterAt(duesRules, 'arrears.prompt_after', today, local).value;
  return {
    months: unpaid.length,
    fen: unpaid.reduce((sum, { one }) => sum + one.dueFen, 0),
    inARow,
    prompt: inARow >= branch ? 'before_branch' : inARow >= contact ? 'contact' : 'none',
  };
}

/** Why a month of the account cannot be paid here now. */
export function reasonAgainstMonth(
  one: AccountMonth | undefined,
  month: Temporal.PlainDate,
  today: Temporal.PlainDate,
): Reason | undefined {
  const params = { month: monthText(month) };
  if (month.year > today.year)
    return {
      code: 'dues.beyond_year',
      params,
      cites: '党费2008 [?]',
      remedy: 'dues.beyond_year',
      possibleFrom: `${month.year}-01-01`,
    };
  if (!one)
    return { code: 'dues.not_owed', params, remedy: 'dues.not_owed', cites: '党费2008', who: 'dues.declare' };
  if (one.paidFen !== null) return { code: 'dues.month_paid', params, remedy: 'dues.month_paid' };
  if (one.elsewhere !== null)
    return { code: 'dues.paid_elsewhere', params: { ...params, place: one.elsewhere } };
  if (one.dueFen === 0) return { code: 'dues.nothing_due', params, remedy: 'dues.nothing_due' };
  return undefined;
}

/** What of a sum is dues and what was given beyond them; a reason when the sum does not cover the months. */
export function splitPayment(
  dueFen: number,
  amountFen: number | undefined,
): { duesFen: number; extraFen: number } | Reason {
  const amount = amountFen ?? dueFen;
  if (amount < dueFen)
    return {
      code: 'dues.too_little',
      params: { due: yuan(dueFen), amount: yuan(amount) },
      remedy: 'dues.too_little',
      cites: '党费2008',
      field: 'amountFen',
    };
  return { duesFen: dueFen, extraFen: amount - dueFen };
}

/** 7502 fen are 75.02 yuan. */
export function yuan(fen: number): string {
  return `${fen < 0 ? '-' : ''}${Math.trunc(Math.abs(fen) / 100)}.${String(Math.abs(fen) % 100).padStart(2, '0')}`;
}

/** `2026-03` of its first day. */
export function monthText(month: Temporal.PlainDate): string {
  return month.toString().slice(0, 7);
}

/** The first day of `2026-03`. */
export function monthOf(text: string): Temporal.PlainDate {
  return Temporal.PlainDate.from(`${text}-01`);
}

/** Months from the first to the last, both included. */
export function monthsBetween(first: Temporal.PlainDate, last: Temporal.PlainDate): Temporal.PlainDate[] {
  const months: Temporal.PlainDate[] = [];
  for (
    let month = first.with({ day: 1 });
    Temporal.PlainDate.compare(month, last) <= 0;
    month = month.add({ months: 1 })
  )
    months.push(month);
  return months;
}
