/** A stored record as the values of a roster line, numbers opened. */
import type { Ctx } from '../../kernel/ctx.ts';
import { valuesOfDetails } from './record-values.ts';
import type { RosterDate } from './roster-dates.ts';
import type { RosterValues } from './roster-values.ts';
import type { MemberRow } from './store.ts';

export function valuesOf(ctx: Ctx, row: MemberRow): RosterValues {
  const { secrets } = ctx.services;
  return {
    ...valuesOfDetails(row.details),
    name: row.name,
    sex: row.sex,
    ...present('birth_date', dated(row.birthDate, row.birthPrecision)),
    ...present('id_no', row.idNo && secrets.open('members.id_no', row.idNo)),
    ...present('mobile', row.mobile && secrets.open('members.mobile', row.mobile)),
    ...present('ethnicity', row.ethnicity),
    ...present('education', row.education),
    ...present('occupation', row.occupation),
    ...present('joined_on', dated(row.joinedOn, row.joinedPrecision)),
    ...present('converted_on', dated(row.convertedOn, row.convertedPrecision)),
    member_kind: row.kind,
    branch_id: row.orgId,
  };
}

function dated(date: Temporal.PlainDate | null, precision: 'day' | 'month' | null): RosterDate | null {
  return date && { date, precision: precision ?? 'day' };
}

function present<K extends string, V>(key: K, value: V | null): Partial<Record<K, V>> {
  return value === null ? {} : ({ [key]: value } as Record<K, V>);
}
