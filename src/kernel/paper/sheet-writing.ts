/** Spreadsheets out: text stays text, so that no identity number is rounded and no cell is run as a formula. */

import { Writable } from 'node:stream';
import { WorkbookWriter } from '@cj-tech-master/excelts';
import { Refusal } from '../refusal.ts';

export type SheetColumn = { header: string; /** In characters of the default font. */ width?: number };

/** Numbers become numbers, everything else text; dates come as YYYY-MM-DD text, which every program reads alike. */
export type CellValue = string | number | undefined;

export type SheetToWrite = {
  name: string;
  columns: SheetColumn[];
  rows: Iterable<CellValue[]> | AsyncIterable<CellValue[]>;
  /** Merged lines above the header. */
  titles?: string[];
};

const MAX_SAFE_DIGITS = 15;
const MAX_CELL_CHARACTERS = 32_767;
/** The "@" format: a value typed over it later stays text too. */
const textStyle = { numFmt: '@' };

/** Writes one sheet as .xlsx with a frozen header. Refuses `sheet.cell_too_long` (over 32,767 characters). */
export async function writeSheet(sheet: SheetToWrite): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(Buffer.from(chunk));
      done();
    },
  });
  const workbook = new WorkbookWriter({ stream, useStyles: true, useSharedStrings: true });
  const titles = sheet.titles ?? [];
  const headerLine = titles.length + 1;
  const worksheet = workbook.addWorksheet(sheetName(sheet.name), {
    views: [{ state: 'frozen', ySplit: headerLine }],
  });
  worksheet.columns = sheet.columns.map(({ header, width }) => ({
    width: width ?? Math.max(10, header.length * 2 + 2),
    style: textStyle,
  }));
  for (const [i, title] of titles.entries()) {
    const row = worksheet.addRow([title]);
    if (sheet.columns.length > 1) worksheet.mergeCells(i + 1, 1, i + 1, sheet.columns.length);
    row.commit();
  }
  const header = worksheet.addRow(sheet.columns.map((column) => column.header));
  header.font = { bold: true };
  header.commit();
  for await (const row of sheet.rows) worksheet.addRow(row.map(safeValue)).commit();
  worksheet.commit();
  await workbook.commit();
  return Buffer.concat(chunks);
}

/**
 * A text cell is never run as a formula, whatever it begins with; = + - @ are dangerous only where a value could
 * become a formula, and this writer has no way to write one. Numbers past 15 digits are written as text.
 */
function safeValue(value: CellValue): string | number | null {
  if (value === undefined || value === '') return null;
  if (typeof value === 'number') {
    const isExact = Number.isFinite(value) && String(Math.trunc(Math.abs(value))).length <= MAX_SAFE_DIGITS;
    return isExact ? value : String(value);
  }
  if (value.length > MAX_CELL_CHARACTERS) {
    throw new Refusal('sheet.cell_too_long', {
      params: { characters: value.length, limit: MAX_CELL_CHARACTERS },
    });
  }
  return value;
}

/** Spreadsheet programs refuse these characters and names over 31 characters. */
function sheetName(name: string): string {
  return name.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31) || 'Sheet1';
}
