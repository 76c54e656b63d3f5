/** Words of members' requests that the server, the contract and the staff app share. */

/** 请求, 异议, 申诉, 控告 and 困难诉求. */
export const requestKinds = ['request', 'objection', 'appeal', 'complaint', 'need'] as const;
export type RequestKind = (typeof requestKinds)[number];

export const desks = ['branch', 'town', 'discipline', 'committee'] as const;
export type Desk = (typeof desks)[number];

export const requestStates = [
  'submitted',
  'accepted',
  'answered',
  'appealed',
  'closed',
  'withdrawn',
] as const;
export type RequestState = (typeof requestStates)[number];

export const correctionStates = ['open', 'accepted', 'refused', 'withdrawn'] as const;
export type CorrectionState = (typeof correctionStates)[number];

export const requestMoves = ['accept', 'hand_over', 'answer', 'content', 'appeal', 'withdraw'] as const;
export type RequestMove = (typeof requestMoves)[number];

/** What a member may ask to have put right, by the roster's names; numbers are corrected at the office, on paper. */
export const correctableFields = [
  'name',
  'sex',
  'birth_date',
  'joined_on',
  'converted_on',
  'ethnicity',
  'native_place',
  'education',
  'degree',
  'occupation',
  'work_unit',
  'party_post',
  'residence',
  'school',
  'address',
] as const;
export type CorrectableField = (typeof correctableFields)[number];
