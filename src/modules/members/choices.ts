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

/**
 * Fields that somebody may ask to have put right in the own record: the roster's names with those of the form. Numbers are
 * not among them: they are kept sealed, and shown on paper at the office.
 */
export const correctableFields = {
  name: 'name',
  sex: 'sex',
  birth_date: 'birthDate',
  joined_on: 'joinedOn',
  converted_on: 'convertedOn',
  ethnicity: 'ethnicity',
  native_place: 'nativePlace',
  education: 'education',
  degree: 'degree',
  occupation: 'occupation',
  work_unit: 'workUnit',
  party_post: 'partyPost',
  residence: 'residence',
  school: 'school',
  address: 'address',
} as const;
export type CorrectableField = keyof typeof correctableFields;
