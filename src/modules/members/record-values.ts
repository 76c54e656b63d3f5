/** Between what a roster or a form says and what the tables keep. */
import type { Secrets } from '../../kernel/auth/secrets.ts';
import { indexName } from './names.ts';
import { kindOf, rosterFields, type RosterField } from './roster-columns.ts';
import { compareDates, writeDate, type RosterDate } from './roster-dates.ts';
import type { RosterValues } from './roster-values.ts';

/** Fields that are facts of the record itself, not of its events or its branch. */
const elsewhere = new Set<RosterField>([
  'serial',
  'name',
  'sex',
  'id_no',
  'birth_date',
  'mobile',
  'ethnicity',
  'education',
  'occupation',
  'branch',
  'member_kind',
  'membership_state',
  'joined_on',
  'converted_on',
]);

/** Fields kept in `members.details`, by the roster's names. */
export const detailFields = rosterFields.filter(
  (field) => !elsewhere.has(field) && kindOf(field).as !== 'ignored',
);

export type MemberColumns = {
  name: string;
  pinyin: string;
  initials: string;
  grams: string[];
  sort_key: string;
  sex: string;
  birth_date: Temporal.PlainDate | null;
  birth_precision: string;
  id_no: Buffer | null;
  id_fingerprint: Buffer | null;
  id_masked: string | null;
  mobile: Buffer | null;
  mobile_masked: string | null;
  ethnicity: string | null;
  education: string | null;
  occupation: string | null;
  details: Record<string, string | number | boolean>;
};

/** What the tables keep; name and sex must be there. */
export function columnsOf(values: RosterValues, secrets: Secrets): MemberColumns {
  const { name, sex, id_no: idNo, mobile } = values;
  if (!name || !sex) throw new Error('a record needs name and sex');
  const { sortKey, ...index } = indexName(name);
  return {
    name,
    ...index,
    sort_key: sortKey,
    sex,
    birth_date: values.birth_date?.date ?? null,
    birth_precision: values.birth_date?.precision ?? 'day',
    id_no: idNo ? secrets.seal('members.id_no', idNo) : null,
    id_fingerprint: idNo ? fingerprintOf(secrets, idNo) : null,
    id_masked: idNo ? maskNumber(idNo) : null,
    mobile: mobile ? secrets.seal('members.mobile', mobile) : null,
    mobile_masked: mobile ? maskPhone(mobile) : null,
    ethnicity: values.ethnicity ?? null,
    education: values.education ?? null,
    occupation: values.occupation ?? null,
    details: detailsOf(values),
  };
}

export function fingerprintOf(secrets: Secrets, idNo: string): Buffer {
  return secrets.fingerprint('members.id_no', idNo);
}

/** 999999199001010017 → 999999********0017; a text that is no whole number shows its last four at most. */
export function maskNumber(idNo: string): string {
  if (idNo.length === 18) return `${idNo.slice(0, 6)}********${idNo.slice(-4)}`;
  return idNo.length > 8 ? `${'*'.repeat(idNo.length - 4)}${idNo.slice(-4)}` : '*'.repeat(idNo.length);
}

/** 19900001234 → 199****1234; what is too short to keep a secret is hidden whole. */
export function maskPhone(phone: string): string {
  return phone.length >= 11 ? `${phone.slice(0, 3)}****${phone.slice(-4)}` : '*'.repeat(phone.length);
}

function detailsOf(values: RosterValues): MemberColumns['details'] {
  const details: MemberColumns['details'] = {};
  for (const field of detailFields) {
    const value = valueAt(values, field);
    if (value !== undefined) details[field] = typeof value === 'object' ? writeDate(value) : value;
  }
  return details;
}

/** The values of `details` typed again. */
export function valuesOfDetails(details: Record<string, string | number | boolean>): RosterValues {
  const values: Record<string, unknown> = {};
  for (const field of detailFields) {
    const value = details[field];
    if (value === undefined) continue;
    const as = kindOf(field).as;
    values[field] = as === 'date' || as === 'month' ? readStoredDate(String(value)) : value;
  }
  return values; // written by detailsOf from the same fields
}

/** YYYY-MM-DD or YYYY-MM as `writeDate` writes them. */
export function readStoredDate(text: string): RosterDate {
  return text.length === 7
    ? { date: Temporal.PlainYearMonth.from(text).toPlainDate({ day: 1 }), precision: 'month' }
    : { date: Temporal.PlainDate.from(text), precision: 'day' };
}

export type Change = [before: string | null, after: string];

/** Fields that a roster decides when it is read again; what it leaves empty is not taken away. */
const comparedFields: readonly RosterField[] = [
  'name',
  'sex',
  'id_no',
  'birth_date',
  'mobile',
  'ethnicity',
  'education',
  'occupation',
  'joined_on',
  'converted_on',
  ...detailFields,
];

/**
 * What `after` says otherwise than `before`; numbers masked. A date that knows only the month does not contradict one
 * that knows the day.
 */
export function changesBetween(
  before: RosterValues,
  after: RosterValues,
): Partial<Record<RosterField, Change>> {
  const changes: Partial<Record<RosterField, Change>> = {};
  for (const field of comparedFields) {
    const next = valueAt(after, field);
    const present = valueAt(before, field);
    if (next === undefined || isSame(present, next)) continue;
    changes[field] = [present === undefined ? null : shown(field, present), shown(field, next)];
  }
  return changes;
}

type Value = string | number | boolean | RosterDate;

export function valueAt(values: RosterValues, field: RosterField): Value | undefined {
  return (values as Partial<Record<RosterField, Value>>)[field]; // one lookup for all kinds of fields
}

function isSame(present: Value | undefined, next: Value): boolean {
  if (typeof next !== 'object' || typeof present !== 'object') return present === next;
  if (compareDates(present, next) !== 0) return false;
  return next.precision === 'month' || present.precision === 'day';
}

function shown(field: RosterField, value: Value): string {
  if (typeof value === 'object') return writeDate(value);
  if (field === 'id_no') return maskNumber(String(value));
  if (field === 'mobile' || field === 'phone') return maskPhone(String(value));
  return String(value);
}

/** What a correction says and what the record says instead, by the form's names of the fields; numbers masked. */
export function sidesOf(
  record: RosterValues,
  correction: RosterValues,
): Record<'yours' | 'theirs', Record<string, string | null>> {
  const asked = comparedFields.filter((field) => valueAt(correction, field) !== undefined);
  const side = (values: RosterValues) =>
    Object.fromEntries(
      asked.map((field) => {
        const value = valueAt(values, field);
        return [formNameOf(field), value === undefined ? null : shown(field, value)];
      }),
    );
  return { yours: side(correction), theirs: side(record) };
}

/** birth_date → birthDate */
function formNameOf(field: RosterField): string {
  return field.replaceAll(/_(\w)/gu, (_, letter: string) => letter.toUpperCase());
}
