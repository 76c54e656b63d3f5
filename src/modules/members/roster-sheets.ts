/** Rosters out: the members as a sheet that reads back unchanged, and the wrong lines as a sheet to correct. */

import { cellText, type Cell } from '../../kernel/paper/cell.ts';
import { showsMonthOnly } from '../../kernel/paper/number-format.ts';
import { writeSheet, type CellValue } from '../../kernel/paper/sheet-writing.ts';
import { labelOf } from './code-tables.ts';
import { readIdNumber, withLostDigits } from './id-number.ts';
import { fieldOfHeader, kindOf, rosterColumns, type RosterField } from './roster-columns.ts';
import { writeDate, type RosterDate } from './roster-dates.ts';
import type { RosterProblem } from './roster-problems.ts';
import type { RosterReading } from './roster-reading.ts';
import type { RosterValues } from './roster-values.ts';

/** Derived columns and our own notes are not exported: what is computed must not come back as a fact. */
export const exportedFields = (Object.keys(rosterColumns) as RosterField[]).filter(
  (field) => kindOf(field).as !== 'ignored',
);

const widths: Partial<Record<RosterField, number>> = {
  serial: 6,
  sex: 6,
  id_no: 22,
  branch: 26,
  address: 30,
  note: 30,
};

/**
 * The members as .xlsx in the order of the national forms, numbered from 1, identity numbers and dates as text. Reading
 * it back gives the same values for every row. `fields` chooses columns, in their order.
 */
export async function writeRosterSheet(
  members: Iterable<RosterValues>,
  options: { sheetName: string; fields?: RosterField[] },
): Promise<Uint8Array> {
  const fields = options.fields ?? exportedFields;
  return writeSheet({
    name: options.sheetName,
    columns: fields.map((field) => ({ header: rosterColumns[field].header, width: widths[field] ?? 14 })),
    rows: numbered(members, fields),
  });
}

/**
 * The wrong and duplicate lines with all their columns as they stood, and what is wrong in a last column that the reader
 * skips. Digits that the sheet had lost come as question marks, so that they cannot pass for a number.
 * `sentence` gives the text of a problem in the reader's language.
 */
export async function writeWrongRowsSheet(
  reading: RosterReading,
  options: { sheetName: string; sentence: (problem: RosterProblem) => string },
): Promise<Uint8Array> {
  const kept = reading.headers.map((header, column) => ({ header, column }));
  const columns = kept.filter(({ header }) => fieldOfHeader(header) !== 'problems');
  return writeSheet({
    name: options.sheetName,
    columns: [
      ...columns.map(({ header }) => ({ header, width: widths[fieldOfHeader(header) ?? 'name'] ?? 14 })),
      { header: rosterColumns.problems.header, width: 60 },
    ],
    rows: wrongRows(
      reading,
      columns.map(({ column }) => column),
      options.sentence,
    ),
  });
}

function* numbered(members: Iterable<RosterValues>, fields: RosterField[]): Generator<CellValue[]> {
  let serial = 0;
  for (const member of members) {
    serial++;
    yield fields.map((field) => (field === 'serial' ? serial : valueText(member, field)));
  }
}

/** One value as the export writes it. */
export function valueText(member: RosterValues, field: RosterField): CellValue {
  const value = (member as Partial<Record<RosterField, string | number | boolean | RosterDate>>)[field]; // one lookup for all kinds
  if (value === undefined) return undefined;
  const kind = kindOf(field);
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'object') return writeDate(value);
  if (typeof value === 'number') return kind.as === 'yuan' ? fenAsYuan(value) : String(value);
  return kind.as === 'code' ? labelOf(kind.table, value) : value;
}

function fenAsYuan(fen: number): string {
  return `${Math.trunc(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
}

function* wrongRows(
  reading: RosterReading,
  columns: number[],
  sentence: (problem: RosterProblem) => string,
): Generator<CellValue[]> {
  for (const { source, problems } of reading.rows) {
    if (!source) continue;
    const faults = problems.filter((problem) => problem.severity !== 'repaired');
    yield [...columns.map((column) => sourceText(source[column])), faults.map(sentence).join('\n')];
  }
}

/** What must not be mistaken once it is text: lost digits, and 1990.1 that may have been typed as 1990.10. */
function sourceText(cell: Cell | undefined): string {
  if (cell?.kind === 'date' && showsMonthOnly(cell.format)) return cell.value.toPlainYearMonth().toString();
  if (cell?.kind !== 'number') return cellText(cell);
  if (/^\d{4}\.1$/.test(cell.digits)) return `${cell.digits}?`;
  return readIdNumber(cell).id ? cell.digits : withLostDigits(cell.digits);
}
