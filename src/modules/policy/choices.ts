/** Closed lists that the server, the contract and the screens share. */

/** Worst first: what the board shows when several hold. */
export const boardStates = ['late', 'due', 'on_course', 'not_set_up', 'narrative', 'out_of_scope'] as const;
export type BoardState = (typeof boardStates)[number];

export const natures = ['measurable', 'narrative', 'out_of_scope'] as const;
export type Nature = (typeof natures)[number];

export const levels = ['first', 'direct', 'specific'] as const;
export type Level = (typeof levels)[number];

export const documentStates = ['read', 'coming', 'in_force', 'replaced', 'discarded'] as const;
export type DocumentState = (typeof documentStates)[number];

export const dutyStates = ['late', 'due', 'on_course', 'not_started', 'done', 'excused'] as const;

export const rowsOnPage = 50;
