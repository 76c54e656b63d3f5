/** Words that contract, server and app share. */
export const kinds = ['statutory', 'document', 'local'] as const;
export const certainties = ['certain', 'likely', 'check'] as const;
export const proposalStates = ['proposed', 'approved', 'refused'] as const;
/** The forms of values; `kernel/parameter-forms.ts` has their shapes. */
export const forms = [
  'quorum',
  'threshold',
  'share',
  'at_most',
  'period',
  'calendar_period',
  'range',
  'yes_no',
  'count',
  'amount',
  'brackets',
] as const;

export const dayKinds = ['holiday', 'workday'] as const;
/** `ordinary`: as the day of the week has it. */
export const correctedKinds = ['holiday', 'workday', 'ordinary'] as const;
export type CorrectedKind = (typeof correctedKinds)[number];

/** Where one number opens in the staff app; its key has dots, which an address keeps for files. */
export function parameterPath(key: string): string {
  return `/parameters/number?key=${key}`;
}
