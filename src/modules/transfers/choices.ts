/** Words of transfers that the server, the contract and the staff app share. */

export const directions = ['within', 'out', 'in'] as const;
export type Direction = (typeof directions)[number];

export const transferStates = ['applied', 'issued', 'received', 'withdrawn', 'sent_back'] as const;
export type TransferState = (typeof transferStates)[number];

export const moveKeys = [
  'issue',
  'receive',
  'confirm',
  'return',
  'call_in',
  'withdraw',
  'send_back',
] as const;
export type MoveKey = (typeof moveKeys)[number];
