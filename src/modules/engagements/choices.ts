/** Words of engagements that the server, the contract and the staff app share. */

export const kinds = ['post', 'household', 'pair'] as const;
export type Kind = (typeof kinds)[number];

export const engagementStates = ['offered', 'applied', 'fixed', 'ended', 'declined', 'withdrawn'] as const;
export type EngagementState = (typeof engagementStates)[number];

export const moveKeys = [
  'accept',
  'decline',
  'fix',
  'refuse',
  'withdraw',
  'extend',
  'resign',
  'end',
] as const;
export type MoveKey = (typeof moveKeys)[number];

/** `to_able`: a member learns a trade from an able person; `to_member`: an able person is brought up to membership. */
export const directions = ['to_able', 'to_member'] as const;
export type Direction = (typeof directions)[number];

export const pairOutcomes = ['reached', 'partly', 'not_reached'] as const;
export type PairOutcome = (typeof pairOutcomes)[number];

export const reviewOutcomes = ['kept', 'partly', 'not_kept'] as const;
export type ReviewOutcome = (typeof reviewOutcomes)[number];

export const entryKinds = ['record', 'review', 'answer'] as const;
export type EntryKind = (typeof entryKinds)[number];
