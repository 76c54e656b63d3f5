/** Words of partnerships that the server, the contract and the staff app share. */

/** What has plans: an alliance of organizations, a liaison pair. */
export const subjectTypes = ['alliance', 'pair'] as const;
export type SubjectType = (typeof subjectTypes)[number];

export const itemStates = ['open', 'done', 'not_done'] as const;
export type ItemState = (typeof itemStates)[number];

/** The four kinds of help of the document (art. 10). */
export const supportKinds = ['cadres', 'education', 'venue', 'funds'] as const;
export type SupportKind = (typeof supportKinds)[number];

/** What a partnership asks for, by its year's plan and review. */
export const planPrompts = ['plan_late', 'review_late', 'plan_due', 'review_due'] as const;
export type PlanPrompt = (typeof planPrompts)[number];
