/** The forms that a parameter's value can take: its shape for the server, its fields for the screen. Bounds are in the shape. */
import { z } from 'zod';

const share = z
  .object({
    operator: z.enum(['atLeast', 'moreThan']),
    num: z.int().min(1),
    den: z.int().min(1).max(100),
  })
  .refine(({ operator, num, den }) => (operator === 'moreThan' ? num < den : num <= den), {
    params: { code: 'parameters.not_a_share' },
  });

export const parameterForms = {
  /** Attendance: one share for each unit that may be counted. */
  quorum: z.object({ anyOf: z.array(share.safeExtend({ unit: z.string() })).min(1) }),
  /** Votes in favour as a share of a count. */
  threshold: share.safeExtend({ of: z.enum(['eligible', 'present', 'cast', 'valid']) }),
  share,
  /** A ceiling: of so many no more than this share; what it allows is rounded down. */
  at_most: z
    .object({ num: z.int().min(1), den: z.int().min(1).max(100) })
    .refine(({ num, den }) => num <= den, { params: { code: 'parameters.not_a_share' } }),
  /** A length of notice in calendar or working days. */
  period: z.object({ days: z.int().min(1).max(365), unit: z.enum(['calendar', 'working']) }),
  /** A length of notice where working days are not counted. */
  calendar_period: z.object({ days: z.int().min(1).max(365), unit: z.literal('calendar') }),
  range: z
    .object({ min: z.int().min(1).max(10_000), max: z.int().min(1).max(10_000) })
    .refine(({ min, max }) => min <= max, { params: { code: 'parameters.not_a_range' } }),
  yes_no: z.boolean(),
  /** A number of days, people or times. */
  count: z.int().min(1).max(10_000),
  /** Rates by bracket of a whole sum: the highest fen of each, null for the last, and its rate in 1/10,000. */
  brackets: z
    .array(z.object({ upToFen: z.int().min(0).nullable(), rate: z.int().min(0).max(10_000) }))
    .min(1)
    .refine((all) => all.findIndex((one) => one.upToFen === null) === all.length - 1, {
      params: { code: 'parameters.not_brackets' },
    }),
  /** Money in fen, up to ten million yuan. */
  amount: z.int().min(0).max(1_000_000_000),
} as const;

export type ParameterForm = keyof typeof parameterForms;

/** The forms whose values a rule of this type can read. */
export type FormFor<Value> = {
  [Form in ParameterForm]: z.output<(typeof parameterForms)[Form]> extends Value ? Form : never;
}[ParameterForm];
