/** Pure judgement on the facts of one record, whoever enters them. */
import type { Reason } from '../../kernel/refusal.ts';
import { parseIdNumber } from './id-number.ts';
import { compareDates } from './roster-dates.ts';
import type { RosterValues } from './roster-values.ts';
import type { Kind } from './choices.ts';

/** Every reason why these facts cannot stand together, each at its field of the form. */
export function reasonsAgainstValues(
  values: RosterValues,
  facts: { today: Temporal.PlainDate; kind: Kind },
): Reason[] {
  const reasons: Reason[] = [];
  const { birth_date: birth, joined_on: joined, converted_on: converted } = values;
  if (values.id_no) {
    const parsed = parseIdNumber(values.id_no);
    if (typeof parsed === 'string') reasons.push({ code: `members.${parsed}`, field: 'idNo' });
    else if (values.sex && parsed.sex !== values.sex)
      reasons.push({ code: 'members.sex_contradicts_id', field: 'sex' });
  }
  for (const [field, date] of [
    ['birthDate', birth],
    ['joinedOn', joined],
    ['convertedOn', converted],
  ] as const) {
    if (date && Temporal.PlainDate.compare(date.date, facts.today) > 0)
      reasons.push({ code: 'members.event_to_come', field, params: { today: facts.today.toString() } });
  }
  if (joined && birth && compareDates(joined, birth) < 0)
    reasons.push({ code: 'members.joined_before_birth', field: 'joinedOn' });
  if (joined && converted && compareDates(converted, joined) < 0)
    reasons.push({ code: 'members.converted_before_joined', field: 'convertedOn', cites: '党章 art. 7' });
  if (facts.kind === 'probationary' && converted)
    reasons.push({ code: 'members.converted_on_probation', field: 'convertedOn' });
  return reasons;
}
