/** Words of the roll that the server, the contract and the staff app share. */

export const statuses = [
  'active',
  'suspended',
  'delisted',
  'withdrawn',
  'expelled',
  'deceased',
  'transferred_out',
  'probation_revoked',
] as const;
export type Status = (typeof statuses)[number];

export const memberKinds = ['full', 'probationary'] as const;
export type Kind = (typeof memberKinds)[number];

/** Events that a person enters; `registered` and `joined` come with the record itself. */
export const enteredEvents = [
  'converted',
  'moved',
  'transferred_out',
  'transferred_in',
  'suspended',
  'delisted',
  'withdrawn',
  'expelled',
  'deceased',
  'restored',
] as const;
export type EnteredEvent = (typeof enteredEvents)[number];
