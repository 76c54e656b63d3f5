/** Words of liaison that the server, the contract and the staff app share. */

/** A leader with a village (领导联点), a branch with a branch (支部联建), a member with a household (党员联帮). */
export const pairKinds = ['leader', 'branch', 'household'] as const;
export type PairKind = (typeof pairKinds)[number];

/** The four kinds of help of the document (art. 10), and what belongs to none of them. */
export const needKinds = ['cadres', 'education', 'venue', 'funds', 'daily'] as const;
export type NeedKind = (typeof needKinds)[number];

export const needStates = ['open', 'done', 'not_done'] as const;
export type NeedState = (typeof needStates)[number];

/** What a pair asks for, the most pressing first. */
export const prompts = ['visit_late', 'visit_due', 'term_over'] as const;
export type Prompt = (typeof prompts)[number];
