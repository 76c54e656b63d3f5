/** Words of the roll that are put together from a value of the server. */
import type { TFunction } from 'i18next';
import type { MessageKey } from '../../app/i18n.ts';

type Params = Record<string, string | number | boolean | null>;

/** The name of a field of the roll. */
export function fieldWord(t: TFunction, field: string): string {
  return t(`roster.field.${field}` as MessageKey); // every field of the server has its word
}

export function eventWord(t: TFunction, event: string): string {
  return t(`members.event.${event}` as MessageKey); // see above
}

/** One problem of a line; parameters that end in `Key` are words themselves. */
export function problemSentence(t: TFunction, code: string, params: Params): string {
  const shown = Object.fromEntries(
    Object.entries(params).map(([name, value]) =>
      name.endsWith('Key') ? [name.slice(0, -3), t(String(value) as MessageKey)] : [name, value],
    ),
  );
  return t(`roster.problem.${code}` as MessageKey, shown); // see above
}

/** A value of a record as a person reads it. */
export function valueWord(t: TFunction, field: string, value: string | number | boolean): string {
  if (typeof value === 'boolean') return t(value ? 'members.yes' : 'members.no');
  if (field === 'sex') return t(value === 'female' ? 'members.sex.female' : 'members.sex.male');
  if (field === 'member_kind') return t(value === 'full' ? 'members.kind.full' : 'members.kind.probationary');
  if (field === 'monthly_due') return (Number(value) / 100).toFixed(2);
  return String(value);
}
