/** One field of a record as text: as it stands, as it is asked for, put right. */
import type { Ctx } from '../../kernel/ctx.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { correctMember } from './actions.ts';
import { memberForm } from './api.ts';
import { valuesOfForm } from './form.ts';
import { valueAt } from './record-values.ts';
import { writeDate } from './roster-dates.ts';
import type { RosterValues } from './roster-values.ts';
import * as store from './store.ts';
import { valuesOf } from './values-of.ts';

/** Fields that may be asked about one by one: the roster's names with those of the form. Numbers are kept sealed. */
const formNames = {
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
export type CorrectableField = keyof typeof formNames;

/** How the field stands; null when it is empty. The caller has made sure that the record is visible. */
export async function fieldAsText(
  ctx: Ctx,
  personId: string,
  field: CorrectableField,
): Promise<string | null> {
  const person = await store.find(ctx, personId);
  if (!person) throw new Refusal('not_found', { status: 404 });
  return textOf(valuesOf(ctx, person), field);
}

/** The value as the roll would write it. Refuses `input.invalid_format` for what the field cannot hold. */
export function fieldFromText(field: CorrectableField, text: string): string {
  return textOf(readField(field, text), field) ?? '';
}

/** Corrects the one field; refuses as `correctMember` does. */
export async function putFieldRight(
  ctx: Ctx,
  personId: string,
  change: { field: CorrectableField; text: string; reason: string },
): Promise<void> {
  const person = await store.find(ctx, personId);
  if (!person) throw new Refusal('not_found', { status: 404 });
  await correctMember(ctx, {
    id: personId,
    version: person.version,
    values: readField(change.field, change.text),
    reason: change.reason,
  });
}

function readField(field: CorrectableField, text: string): RosterValues {
  const name = formNames[field];
  const parsed = memberForm.partial().safeParse({ [name]: text });
  if (!parsed.success) throw new Refusal('input.invalid_format', { field: 'value' });
  try {
    return valuesOfForm(parsed.data);
  } catch (error) {
    if (error instanceof Refusal) throw new Refusal('input.invalid_format', { field: 'value' });
    throw error;
  }
}

function textOf(values: RosterValues, field: CorrectableField): string | null {
  const value = valueAt(values, field);
  if (value === undefined) return null;
  return typeof value === 'object' ? writeDate(value) : String(value);
}
