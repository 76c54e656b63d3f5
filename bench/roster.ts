/** How long a roster of 50,000 members takes to check, and how much memory. */

import { writeRosterSheet } from '../src/modules/members/roster-sheets.ts';
import { openRoster } from '../src/modules/members/roster-reading.ts';
import { checkDigitOf } from '../src/modules/members/id-number.ts';
import type { RosterField } from '../src/modules/members/roster-columns.ts';
import type { RosterValues } from '../src/modules/members/roster-values.ts';

export type RosterBench = {
  members: number;
  columns: number;
  fileMebibytes: number;
  writeSeconds: number;
  checkSeconds: number;
  peakMebibytes: number;
};

export const benchFields: RosterField[] = [
  'serial',
  'name',
  'sex',
  'id_no',
  'ethnicity',
  'birth_date',
  'native_place',
  'education',
  'member_kind',
  'branch',
  'joined_on',
  'converted_on',
  'occupation',
  'new_stratum',
  'is_migrant_worker',
  'mobile',
  'address',
  'is_mobile',
  'monthly_due',
  'paid_until',
];

/** Writes a sound roster of 20 columns and checks it, every line streamed; throws if a line is found wrong. */
export async function benchRoster(members = 50_000): Promise<RosterBench> {
  const beforeWrite = performance.now();
  const bytes = await writeRosterSheet(madeUpMembers(members), { sheetName: '花名册', fields: benchFields });
  const beforeCheck = performance.now();
  const { lines } = await openRoster(bytes, { branches: () => ({ id: 'any' }) });
  let sound = 0;
  for await (const line of lines) if ('row' in line && line.row.verdict === 'sound') sound++;
  const end = performance.now();
  if (sound !== members) throw new Error(`${members - sound} made-up members were not sound`);
  return {
    members,
    columns: benchFields.length,
    fileMebibytes: bytes.length / 2 ** 20,
    writeSeconds: (beforeCheck - beforeWrite) / 1000,
    checkSeconds: (end - beforeCheck) / 1000,
    peakMebibytes: process.resourceUsage().maxRSS / 1024,
  };
}

/** Sound members, each number once; the same at every call. */
export function* madeUpMembers(count: number): Generator<RosterValues> {
  const firstBirth = Temporal.PlainDate.from('1940-01-01');
  for (let i = 0; i < count; i++) {
    const birth = firstBirth.add({ days: (i * 7) % 22_000 });
    const sequence = (i + Math.floor(i / 22_000)) % 1000;
    const first17 = `999999${birth.toString().replaceAll('-', '')}${String(sequence).padStart(3, '0')}`;
    const joined = birth.add({ years: 20 });
    yield {
      name: `张${String.fromCharCode(0x4e00 + (i % 5000))}${String.fromCharCode(0x5000 + (i % 977))}`,
      sex: sequence % 2 === 1 ? 'male' : 'female',
      id_no: first17 + checkDigitOf(first17),
      ethnicity: '汉族',
      birth_date: { date: birth, precision: 'day' },
      native_place: '青江县',
      education: '大专',
      member_kind: 'full',
      branch: `第${i % 300}村党支部`,
      joined_on: { date: joined, precision: 'day' },
      converted_on: { date: joined.add({ years: 1 }), precision: 'day' },
      occupation: '农牧渔民',
      new_stratum: '非新社会阶层',
      is_migrant_worker: i % 3 === 0,
      mobile: `1990000${String(i % 10_000).padStart(4, '0')}`,
      address: `清河镇第${i % 300}村第${i % 9}组`,
      is_mobile: i % 7 === 0,
      monthly_due: (i % 100) * 50,
      paid_until: { date: Temporal.PlainDate.from('2026-10-01'), precision: 'month' },
    };
  }
}

if (import.meta.main) console.log(await benchRoster());
