/** From the fields of a form to the values of a record. */
import type { z } from 'zod';
import type { memberForm } from './api.ts';
import { parseIdNumber } from './id-number.ts';
import { readStoredDate } from './record-values.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { RosterDate } from './roster-dates.ts';
import type { RosterValues } from './roster-values.ts';

type Form = Partial<z.output<typeof memberForm>>;

/** Refuses `input.invalid_format` at a date that is no day. What the form leaves out or empty is absent. */
export function valuesOfForm(form: Form): RosterValues {
  const values: Record<string, unknown> = {};
  const put = (field: keyof RosterValues, value: unknown) => {
    if (value !== undefined && value !== '') values[field] = value;
  };
  put('name', form.name?.replaceAll(/\s+(?=\p{Script=Han})/gu, ''));
  put('sex', form.sex);
  put('id_no', form.idNo?.toUpperCase());
  put('birth_date', dateAt('birthDate', form.birthDate));
  put('ethnicity', form.ethnicity);
  put('education', form.education);
  put('degree', form.degree);
  put('occupation', form.occupation);
  put('mobile', form.mobile);
  put('joined_on', dateAt('joinedOn', form.joinedOn));
  put('converted_on', dateAt('convertedOn', form.convertedOn));
  put('native_place', form.nativePlace);
  put('work_unit', form.workUnit);
  put('party_post', form.partyPost);
  put('residence', form.residence);
  put('school', form.school);
  put('phone', form.phone);
  put('address', form.address);
  put('note', form.note);
  return values; // each put above has the value's type
}

/** A form without a birth date takes it from the number. */
export function withBirthFromNumber(values: RosterValues): RosterValues {
  if (values.birth_date || !values.id_no) return values;
  const parsed = parseIdNumber(values.id_no);
  if (typeof parsed === 'string') return values;
  return { ...values, birth_date: { date: parsed.birthDate, precision: 'day' } };
}

function dateAt(field: string, text: string | undefined): RosterDate | undefined {
  if (!text) return undefined;
  try {
    return readStoredDate(text);
  } catch {
    throw new Refusal('input.invalid_format', { status: 400, field });
  }
}
