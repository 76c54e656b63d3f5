import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { cellText } from '../../src/kernel/paper/cell.ts';
import { openSheetFile } from '../../src/kernel/paper/sheet.ts';
import { writeSheet, type CellValue } from '../../src/kernel/paper/sheet-writing.ts';
import { readRoster, type RosterReading } from '../../src/modules/members/roster-reading.ts';
import {
  exportedFields,
  writeRosterSheet,
  writeWrongRowsSheet,
} from '../../src/modules/members/roster-sheets.ts';
import type { RosterValues } from '../../src/modules/members/roster-values.ts';
import { xlsxOf } from '../support/xlsx.ts';
import { headerOf, members } from './generators.ts';
import { plantedRoster } from './roster-fixture.ts';

/** Dates as text, so that values compare. */
const plain = (values: RosterValues) => JSON.parse(JSON.stringify(values)) as Record<string, unknown>;
const code = (problem: { code: string }) => problem.code;
const sentence = (problem: { code: string }) => `说明：${problem.code}`;

async function corrected(reading: RosterReading): Promise<Uint8Array> {
  return writeWrongRowsSheet(reading, { sheetName: '待更正', sentence });
}

test('an exported roster reads back unchanged, whoever is in it', async () => {
  let compared = 0;
  const lists = fc.uniqueArray(members, { maxLength: 12, selector: (it) => it.id_no ?? it.name });
  await fc.assert(
    fc.asyncProperty(lists, async (list) => {
      const reading = await readRoster(await writeRosterSheet(list, { sheetName: '花名册' }));
      assert.deepEqual(
        reading.rows.map((row) => plain(row.values)),
        list.map(plain),
      );
      assert.ok(reading.rows.every((row) => row.verdict === 'sound' || row.verdict === 'repaired'));
      compared += list.length;
    }),
    { numRuns: 60 },
  );
  assert.ok(compared > 100);
});

test('an export has the columns of the national forms in their order and nothing that is computed', async () => {
  const bytes = await writeRosterSheet([], { sheetName: '花名册' });
  const { sheets } = await openSheetFile(bytes);
  const [head] = await Array.fromAsync(sheets[0]?.rows() ?? []);
  assert.deepEqual(head?.cells.map(cellText), exportedFields.map(headerOf));
  assert.ok(!exportedFields.includes('party_years') && !exportedFields.includes('age'));
});

test('the sheet of wrong lines reads back with the same lines and the same faults', async () => {
  const { bytes } = await plantedRoster(300, 7);
  const first = await readRoster(bytes);
  const again = await readRoster(await corrected(first));
  const wrong = first.rows.filter((row) => row.verdict === 'wrong');
  assert.ok(wrong.length > 5);
  const found = new Map(again.rows.map((row) => [row.serial, row]));
  for (const row of wrong)
    assert.deepEqual(found.get(row.serial)?.problems.map(code), row.problems.map(code));
  assert.deepEqual(again.unknownColumns, []);
  assert.equal(again.headers.at(-1), '问题');
});

test('digits that a sheet lost cannot come back as a number that looks sound', async () => {
  const line = (id: string) => `<row><c t="str"><v>张三</v></c><c><v>${id}</v></c><c><v>1995.1</v></c></row>`;
  const head =
    '<row><c t="str"><v>姓名</v></c><c t="str"><v>身份证</v></c><c t="str"><v>入党日期</v></c></row>';
  const lost = Array.from({ length: 60 }, (_, i) => String(Number(999999197001010000n + BigInt(i) * 128n)));
  const bytes = xlsxOf([{ name: 'a', xml: `<sheetData>${head}${lost.map(line).join('')}</sheetData>` }]);
  const again = await readRoster(await corrected(await readRoster(bytes)));
  assert.equal(again.rows.length, lost.length);
  for (const row of again.rows) {
    assert.ok(row.problems.some((problem) => problem.code === 'id_no.stored_as_number'));
    assert.equal(row.values.id_no, undefined);
    assert.equal(row.values.joined_on, undefined);
  }
});

test('a corrected line of the sheet of wrong lines is taken', async () => {
  const headers = ['姓名', '性别', '身份证号', '入党日期'];
  const wrong: CellValue[] = ['张三', '男', '999999197001010018', '1995-07-01'];
  const bytes = await writeSheet({
    name: 'a',
    columns: headers.map((header) => ({ header })),
    rows: [wrong],
  });
  const { sheets } = await openSheetFile(await corrected(await readRoster(bytes)));
  const texts = (await Array.fromAsync(sheets[0]?.rows() ?? [])).map((row) => row.cells.map(cellText));
  const [head = [], line = []] = texts;
  assert.deepEqual(line, [...wrong, '说明：id_no.wrong_check_digit']);
  const fixed = line.map((text) => (text.startsWith('9999') ? '999999197001010017' : text));
  const columns = head.map((header) => ({ header }));
  const again = await readRoster(await writeSheet({ name: 'a', columns, rows: [fixed] }));
  assert.equal(again.counts.wrong, 0);
  assert.equal(again.rows[0]?.values.id_no, '999999197001010017');
});
