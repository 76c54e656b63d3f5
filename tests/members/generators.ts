/** Random identity numbers, dates and members for property tests; nobody real: all numbers begin with 999999. */

import * as fc from 'fast-check';
import { checkDigitOf } from '../../src/modules/members/id-number.ts';
import { rosterColumns } from '../../src/modules/members/roster-columns.ts';
import type { RosterDate } from '../../src/modules/members/roster-dates.ts';
import type { MemberKind, RosterValues } from '../../src/modules/members/roster-values.ts';
import { codeTables } from '../../src/modules/members/code-tables.ts';

const firstDay = Temporal.PlainDate.from('1930-01-01');

/** A day between 1930 and 2026. */
export const days = fc.nat(35_000).map((count) => firstDay.add({ days: count }));

export function idNumberOf(birth: Temporal.PlainDate, sequence: number): string {
  const first17 = `999999${birth.toString().replaceAll('-', '')}${String(sequence).padStart(3, '0')}`;
  return first17 + checkDigitOf(first17);
}

export const idNumbers = fc.tuple(days, fc.nat(999)).map(([birth, sequence]) => idNumberOf(birth, sequence));

export const rosterDates: fc.Arbitrary<RosterDate> = fc
  .tuple(days, fc.boolean())
  .map(([date, full]) =>
    full ? { date, precision: 'day' } : { date: date.with({ day: 1 }), precision: 'month' },
  );

const kinds: MemberKind[] = ['full', 'probationary', 'candidate', 'activist', 'applicant'];
const labels = (table: keyof typeof codeTables) =>
  fc.constantFrom(...codeTables[table].rows.map((row) => row.label));
const han = fc.constantFrom(...Array.from('张王李赵清河镇柳树石桥东沟南坪白杨松林'));
const words = fc.array(han, { minLength: 2, maxLength: 8 }).map((chars) => chars.join(''));

/** A member as the system may hold one: any field may be absent except those that every roster has. */
export const members: fc.Arbitrary<RosterValues> = fc
  .record({
    birth: days,
    sequence: fc.nat(999),
    name: fc.array(han, { minLength: 2, maxLength: 4 }).map((chars) => chars.join('')),
    joinedAfter: fc.integer({ min: 18, max: 30 }),
    kind: fc.constantFrom(...kinds),
    hasId: fc.boolean(),
    rest: fc.record(
      {
        ethnicity: labels('ethnicity'),
        education: labels('education'),
        degree: labels('degree'),
        occupation: labels('occupation'),
        new_stratum: labels('new_stratum'),
        entry_kind: labels('entry_kind'),
        branch: words.map((word) => `${word}党支部`),
        native_place: words,
        address: words.map((word) => `=${word}`),
        mobile: fc.nat(9999).map((end) => `1990000${String(end).padStart(4, '0')}`),
        is_mobile: fc.boolean(),
        is_migrant_worker: fc.boolean(),
        monthly_due: fc.nat(100_000),
        paid_until: days.map((date): RosterDate => ({ date: date.with({ day: 1 }), precision: 'month' })),
        party_years_adjustment: fc.integer({ min: -60, max: 60 }),
        applied_on: rosterDates,
        started_work_on: rosterDates,
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ birth, sequence, name, joinedAfter, kind, hasId, rest }): RosterValues => ({
    name,
    sex: sequence % 2 === 1 ? 'male' : 'female',
    ...(hasId ? { id_no: idNumberOf(birth, sequence) } : {}),
    birth_date: { date: birth, precision: 'day' },
    member_kind: kind,
    joined_on: { date: birth.add({ years: joinedAfter }), precision: 'day' },
    ...rest,
  }));

/** The header that an export writes for a field. */
export const headerOf = (field: keyof typeof rosterColumns): string => rosterColumns[field].header;
