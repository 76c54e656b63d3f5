/** Words of pledges that the server, the contract and the staff app share. */

export const pledgeStates = ['proposed', 'returned', 'agreed', 'evaluated', 'withdrawn', 'dropped'] as const;
export type PledgeState = (typeof pledgeStates)[number];

export const moveKeys = ['agree', 'send_back', 'resubmit', 'withdraw', 'close', 'drop'] as const;
export type MoveKey = (typeof moveKeys)[number];

export const outcomes = ['done', 'partly', 'not_done'] as const;
export type Outcome = (typeof outcomes)[number];

export const entryKinds = ['report', 'evaluation', 'answer'] as const;
export type EntryKind = (typeof entryKinds)[number];

/** Of an agreed item: what it waits for. */
export const itemStandings = ['running', 'overdue', 'reported', 'answered', 'evaluated'] as const;
export type ItemStanding = (typeof itemStandings)[number];
