/** Words of dispositions that the server, the contract and the staff app share. */

/** Why the matter came up; samples of 处置2024, the branch's own words stand beside it. */
export const causes = [
  'belief',
  'not_acting',
  'not_obeying',
  'self_withdrawal',
  'lost_contact',
  'other',
] as const;
export type Cause = (typeof causes)[number];

export const ways = ['rectify', 'advise_withdrawal', 'delist'] as const;
export type Way = (typeof ways)[number];

export const dispositionStates = [
  'verifying',
  'talking',
  'discussing',
  'resolved',
  'approved',
  'correcting',
  'asked',
  'concluded',
  'effective',
  'archived',
  'dropped',
  'revoked',
] as const;
export type DispositionState = (typeof dispositionStates)[number];

/** Nothing is decided or waits any more. */
export const settledStates = ['concluded', 'effective', 'archived', 'dropped', 'revoked'] as const;

/** Moves that need no more than their day, by who makes them. */
export const branchMoves = [
  'confirm_facts',
  'put_before_branch',
  'begin_correction',
  'ask_to_withdraw',
  'not_corrected',
  'refuses_to_withdraw',
  'drop',
] as const;
export const townMoves = ['return_to_branch', 'decline'] as const;
export const officeMoves = ['delist', 'take_withdrawal', 'archive'] as const;
/** Moves that a vote counted in a meeting carries. */
export const votedMoves = ['resolve', 'approve', 'confirm_correction'] as const;
export type VotedMove = (typeof votedMoves)[number];

/** `revoke` is made by an appeal that is upheld. */
export const moveKeys = [...branchMoves, ...townMoves, ...officeMoves, ...votedMoves, 'revoke'] as const;
export type MoveKey = (typeof moveKeys)[number];

type RecordRow = { by: 'branch' | 'town' | 'either'; during: readonly DispositionState[] };

const beforeDecision = ['verifying', 'talking', 'discussing'] as const;

/** What is kept on file: who enters it and while the case stands where. */
export const recordRows = {
  verification: { by: 'branch', during: beforeDecision },
  talk: { by: 'branch', during: ['talking', 'discussing', 'correcting'] },
  invitation: { by: 'branch', during: ['discussing'] },
  statement: { by: 'either', during: [...beforeDecision, 'resolved', 'approved', 'correcting', 'asked'] },
  statement_declined: { by: 'branch', during: ['discussing'] },
  hearing: { by: 'branch', during: ['discussing'] },
  hearing_declined: { by: 'branch', during: ['discussing'] },
  testimony: { by: 'branch', during: beforeDecision },
  town_check: { by: 'town', during: ['resolved'] },
  town_talk: { by: 'town', during: ['resolved'] },
  delivery: { by: 'either', during: ['approved'] },
  announcement: { by: 'branch', during: ['approved'] },
  withdrawal: { by: 'either', during: ['asked'] },
  review: { by: 'branch', during: ['correcting'] },
} as const satisfies Record<string, RecordRow>;
export type RecordKind = keyof typeof recordRows;
export const recordKinds = Object.keys(recordRows) as [RecordKind, ...RecordKind[]]; // keys of a constant

export const taskOutcomes = ['fulfilled', 'not_fulfilled'] as const;
export type TaskOutcome = (typeof taskOutcomes)[number];

export const appealLevels = ['town', 'county', 'above'] as const;
export type AppealLevel = (typeof appealLevels)[number];

export const appealOutcomes = ['upheld', 'dismissed'] as const;
export type AppealOutcome = (typeof appealOutcomes)[number];

/** What somebody does not do (党章 art. 9), and who cannot be reached (教管2019). */
export const failures = ['absence', 'dues', 'work', 'lost_contact'] as const;
export type Failure = (typeof failures)[number];

/** What such a matter asks on a day; never what it is. */
export const promptStages = ['ask', 'asked', 'branch', 'settled'] as const;
export type PromptStage = (typeof promptStages)[number];
