/** Words of the cases that the server, the contract and the staff app share. */
export const changeTypes = ['set_up', 'merge', 'dissolve'] as const;
export type ChangeType = (typeof changeTypes)[number];

export const changeStates = [
  'applied',
  'returned',
  'approved',
  'in_effect',
  'elected',
  'filed',
  'withdrawn',
] as const;
export type ChangeState = (typeof changeStates)[number];

export const moveKeys = [
  'approve',
  'send_back',
  'apply_again',
  'withdraw',
  'revoke',
  'take_effect',
  'elect',
  'file',
] as const;
export type MoveKey = (typeof moveKeys)[number];

/** Kinds that begin and end by a decision of the superior committee. A Party group is set up by its branch. */
export const decidedKinds = [
  'branch',
  'joint_branch',
  'temporary_branch',
  'general_branch',
  'village_party_committee',
] as const;
export type DecidedKind = (typeof decidedKinds)[number];

/** Kinds that may be merged: each holds its members itself. */
export const mergedKinds = ['branch', 'joint_branch'] as const satisfies readonly DecidedKind[];
