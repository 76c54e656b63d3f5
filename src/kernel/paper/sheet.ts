/** Spreadsheets in: one shape for .xlsx and .csv, opened without trusting the file. Writing: `sheet-writing.ts`. */

import { fileTypeFromBuffer } from 'file-type';
import { Refusal } from '../refusal.ts';
import type { Sheet } from './cell.ts';
import { openCsv } from './csv-reading.ts';
import { openXlsx } from './xlsx-reading.ts';
import { readZipDirectory } from './zip.ts';

export type SheetFile = { format: 'xlsx' | 'csv'; sheets: Sheet[] };

const MAX_FILE_BYTES = 20 * 2 ** 20;

/**
 * Opens a spreadsheet by its content, whatever its name says. Refuses `sheet.too_large` (over 20 MiB), `sheet.empty_file`,
 * `sheet.old_excel` (.xls), `sheet.encrypted`, `sheet.unknown_type`, `file.zip_bomb`, `file.damaged`.
 */
export async function openSheetFile(bytes: Uint8Array): Promise<SheetFile> {
  if (bytes.length > MAX_FILE_BYTES) {
    const params = { mebibytes: Math.ceil(bytes.length / 2 ** 20), limit: MAX_FILE_BYTES / 2 ** 20 };
    throw new Refusal('sheet.too_large', { params, remedy: 'sheet.too_large', status: 413 });
  }
  if (bytes.length === 0) throw refuseType('sheet.empty_file');
  if (startsWith(bytes, [0x50, 0x4b])) {
    const entries = readZipDirectory(bytes);
    if (!entries.has('[Content_Types].xml')) throw refuseType('sheet.unknown_type', 'zip');
    return { format: 'xlsx', sheets: await openXlsx(bytes, entries) };
  }
  const sniffed = await fileTypeFromBuffer(bytes);
  if (sniffed?.ext === 'cfb')
    throw refuseType(isEncryptedOffice(bytes) ? 'sheet.encrypted' : 'sheet.old_excel');
  if (sniffed) throw refuseType('sheet.unknown_type', sniffed.ext);
  const csv = openCsv(bytes);
  if (!csv) throw refuseType('sheet.unknown_type', 'text');
  return { format: 'csv', sheets: [csv] };
}

function startsWith(bytes: Uint8Array, prefix: number[]): boolean {
  return prefix.every((byte, i) => bytes[i] === byte);
}

/** A .xlsx with a password is a compound file that holds a stream of this name, in UTF-16. */
function isEncryptedOffice(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(
    Buffer.from('EncryptedPackage', 'utf16le'),
  );
}

function refuseType(code: string, found?: string): Refusal {
  return new Refusal(code, { params: found ? { found } : {}, remedy: code, status: 415 });
}
