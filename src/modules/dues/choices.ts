/** Words that the contract, the rules and the tables of dues share. */

/** Kinds of members by how their dues are reckoned (党费2008). */
export const duesClasses = [
  'wage',
  'farmer',
  'retired',
  'student',
  'no_income',
  'laid_off',
  'relief',
  'self_employed',
  'yearly_pay',
] as const;
export type DuesClass = (typeof duesClasses)[number];

/** Classes whose dues follow from a monthly base; the others pay a flat sum. */
export const classesWithBase = ['wage', 'retired', 'self_employed', 'yearly_pay'] as const;

export function hasBase(duesClass: DuesClass): boolean {
  return (classesWithBase as readonly DuesClass[]).includes(duesClass);
}

export const paymentMethods = ['cash', 'transfer'] as const;
export type PaymentMethod = (typeof paymentMethods)[number];

export const entryKinds = [
  'payment',
  'reversal',
  'handed_up',
  'received',
  'to_county',
  'from_county',
  'returned',
] as const;
export type EntryKind = (typeof entryKinds)[number];

/** What is held stands positive, where it came from negative. */
export const accounts = ['cash', 'on_the_way', 'dues', 'extra', 'county', 'from_county'] as const;
export type Account = (typeof accounts)[number];

export const requestKinds = ['reduction', 'correction'] as const;
export type RequestKind = (typeof requestKinds)[number];

export const requestStates = ['asked', 'studied', 'granted', 'refused'] as const;
export type RequestState = (typeof requestStates)[number];

/** How a month of a member stands. `open`: due and its month has not ended; `arrears`: it has. */
export const monthStates = ['paid', 'open', 'arrears', 'released', 'elsewhere', 'ahead'] as const;
export type MonthState = (typeof monthStates)[number];

/** What unpaid months in a row suggest; a body decides, never the system (党章 art. 9). */
export const prompts = ['none', 'contact', 'before_branch'] as const;
export type Prompt = (typeof prompts)[number];

/** Organizations that keep a book of dues. */
export const bookKinds = ['branch', 'joint_branch', 'general_branch', 'village_party_committee'] as const;
