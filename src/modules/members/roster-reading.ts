/** Reads a member roster as towns have it: finds its sheet and header, reads each line, says what is wrong where. */

import { Refusal } from '../../kernel/refusal.ts';
import { cellText, emptyCell, type Cell, type Sheet, type SheetRow } from '../../kernel/paper/cell.ts';
import { openSheetFile } from '../../kernel/paper/sheet.ts';
import { fieldOfHeader, kindOf, MIN_KNOWN_COLUMNS, type RosterField } from './roster-columns.ts';
import { verdictOf, type RosterProblem, type Verdict } from './roster-problems.ts';
import { readRosterRow } from './roster-row.ts';
import type { ReadRow, RosterValues, RowOptions } from './roster-values.ts';
import { comparable, tidy } from './roster-text.ts';

export type RosterOptions = RowOptions & {
  /** Called every 500 lines and at the end; `estimated` is 0 when the file does not say how many lines it has. */
  onProgress?: (done: number, estimated: number) => void;
};

export type RosterHead = {
  sheet: string;
  /** Other sheets of the file that were not read. */
  otherSheets: string[];
  headerLine: number;
  /** Every header in the sheet's order, '' where a column has none. */
  headers: string[];
  /** The header that gave each field. */
  columns: Partial<Record<RosterField, string>>;
  /** Headers that nobody knows, and second columns of one field. */
  unknownColumns: string[];
};

export type RosterRow = {
  line: number;
  /** The sheet's own 序号; null where it has none. */
  serial: number | string | null;
  verdict: Verdict;
  values: RosterValues;
  problems: RosterProblem[];
  /** The line as it stands in the sheet, kept for wrong and duplicate lines so that they can go back for correction. */
  source?: Cell[];
};

export type SkippedLine = { line: number; reason: 'title' | 'header' | 'blank' | 'total' | 'note' };

export type RosterStream = RosterHead & {
  estimatedLines: number;
  lines: AsyncGenerator<{ row: RosterRow } | { skipped: SkippedLine }>;
};

export type RosterReading = RosterHead & {
  rows: RosterRow[];
  skipped: SkippedLine[];
  counts: Record<Verdict, number>;
};

type Header = { line: number; headers: string[]; fields: Map<number, RosterField> };

const HEADER_SEARCH_LINES = 40;
export const MAX_ROSTER_LINES = 200_000;
const PROGRESS_EVERY = 500;
const TOTAL =
  /^(本页|本表|全镇|支部|以上|累计)?(合计|小计|总计|共计|总数|总人数|计)(\d+人?|人数?|[::].*)?$|^共计?\d+(人|名)/;
const NOTE = /^(注|备注|说明|填表|制表|审核|填报|单位|联系人|日期)/;

/** Reads the whole roster into memory. Refuses what `openRoster` and `openSheetFile` refuse. */
export async function readRoster(bytes: Uint8Array, options: RosterOptions = {}): Promise<RosterReading> {
  const { lines, estimatedLines: _, ...head } = await openRoster(bytes, options);
  const rows: RosterRow[] = [];
  const skipped: SkippedLine[] = [];
  const counts: Record<Verdict, number> = { sound: 0, repaired: 0, wrong: 0, duplicate: 0 };
  for await (const line of lines) {
    if ('row' in line) {
      rows.push(line.row);
      counts[line.row.verdict]++;
    } else skipped.push(line.skipped);
  }
  return { ...head, rows, skipped, counts };
}

/**
 * Opens a roster and streams its lines. Takes the sheet whose header names most known columns. Refuses
 * `sheet.no_header` when no sheet has a header with the name and two more known columns in its first 40 lines,
 * and, while streaming, `sheet.too_many_lines`.
 */
export async function openRoster(bytes: Uint8Array, options: RosterOptions = {}): Promise<RosterStream> {
  const { sheets } = await openSheetFile(bytes);
  const { sheet, header } = await chooseSheet(sheets);
  const columns: Partial<Record<RosterField, string>> = {};
  for (const [column, field] of header.fields) columns[field] = header.headers[column] ?? '';
  return {
    sheet: sheet.name,
    otherSheets: sheets.filter((it) => it !== sheet).map((it) => it.name),
    headerLine: header.line,
    headers: header.headers,
    columns,
    unknownColumns: header.headers.filter((text, column) => text !== '' && !header.fields.has(column)),
    estimatedLines: sheet.estimatedLines,
    lines: readLines(sheet, header, options),
  };
}

async function chooseSheet(sheets: Sheet[]): Promise<{ sheet: Sheet; header: Header }> {
  const candidates: { sheet: Sheet; header: Header }[] = [];
  for (const sheet of sheets) {
    const header = await findHeader(sheet);
    if (header) candidates.push({ sheet, header });
  }
  candidates.sort(
    (a, b) =>
      Number(a.sheet.hidden) - Number(b.sheet.hidden) ||
      b.header.fields.size - a.header.fields.size ||
      b.sheet.estimatedLines - a.sheet.estimatedLines,
  );
  const [chosen] = candidates;
  if (chosen) return chosen;
  const params = { lines: HEADER_SEARCH_LINES, sheets: sheets.map((sheet) => sheet.name).join('、') };
  throw new Refusal('sheet.no_header', { params, remedy: 'sheet.no_header' });
}

/** The line of the first 40 that names most columns, alone or together with the line above it: headers have two lines. */
async function findHeader(sheet: Sheet): Promise<Header | undefined> {
  let best: Header | undefined;
  let above: SheetRow | undefined;
  let seen = 0;
  for await (const row of sheet.rows()) {
    if (++seen > HEADER_SEARCH_LINES) break;
    const header = fullerOf(headerOf(row), above && headerOf(under(above, row)));
    above = row;
    const named = [...header.fields.values()];
    if (named.length < MIN_KNOWN_COLUMNS || !named.includes('name')) continue;
    if (!best || named.length > best.fields.size) best = header;
  }
  return best;
}

function fullerOf(own: Header, joined: Header | undefined): Header {
  return joined && joined.fields.size > own.fields.size ? joined : own;
}

/** The lower line of a header, with the upper one where it is blank. */
function under(above: SheetRow, row: SheetRow): SheetRow {
  const width = Math.max(above.cells.length, row.cells.length);
  const cells = Array.from({ length: width }, (_, column) => {
    const own = row.cells[column];
    return own && cellText(own).trim() !== '' ? own : (above.cells[column] ?? emptyCell);
  });
  return { line: row.line, cells };
}

function headerOf(row: SheetRow): Header {
  const headers = Array.from(row.cells, (cell) => tidy(cellText(cell)));
  const fields = new Map<number, RosterField>();
  const taken = new Set<RosterField>();
  headers.forEach((text, column) => {
    const field = text === '' ? undefined : fieldOfHeader(text);
    if (!field || taken.has(field)) return;
    taken.add(field);
    fields.set(column, field);
  });
  return { line: row.line, headers, fields };
}

async function* readLines(sheet: Sheet, header: Header, options: RosterOptions): RosterStream['lines'] {
  const duplicates = duplicateFinder();
  let done = 0;
  for await (const { line, cells } of sheet.rows()) {
    if (++done % PROGRESS_EVERY === 0) options.onProgress?.(done, sheet.estimatedLines);
    const known = new Map<RosterField, Cell>();
    for (const [column, field] of header.fields) known.set(field, cells[column] ?? emptyCell);
    const reason = reasonToSkip(line, cells, known, header);
    if (reason) {
      yield { skipped: { line, reason } };
      continue;
    }
    if (done > MAX_ROSTER_LINES) {
      const params = { limit: MAX_ROSTER_LINES };
      throw new Refusal('sheet.too_many_lines', { params, remedy: 'sheet.too_many_lines', status: 413 });
    }
    const serial = serialOf(known.get('serial'));
    const read = readRosterRow(known, options);
    const problems = [...read.problems, ...duplicates(line, serial, read)];
    const verdict = verdictOf(problems);
    const row: RosterRow = { line, serial, verdict, values: read.values, problems };
    if (verdict === 'wrong' || verdict === 'duplicate') row.source = cells;
    yield { row };
  }
  options.onProgress?.(done, done);
}

function reasonToSkip(
  line: number,
  cells: Cell[],
  known: Map<RosterField, Cell>,
  header: Header,
): SkippedLine['reason'] | undefined {
  const texts = cells.map((cell) => comparable(cellText(cell))).filter((text) => text !== '');
  if (texts.length === 0) return 'blank';
  if (line < header.line) return 'title';
  const name = cellText(known.get('name'));
  if (line === header.line || fieldOfHeader(name) === 'name') return 'header';
  const hasId = cellText(known.get('id_no')).length >= 15;
  if (!hasId && texts.slice(0, 2).some((text) => TOTAL.test(text))) return 'total';
  if (texts.length === 1 && NOTE.test(texts[0] ?? '')) return 'note';
  if (name.trim() !== '' || hasId) return undefined;
  return saysAnything(known) ? reasonWithoutName(texts) : onlySerial(known, texts) ? 'blank' : 'note';
}

/** A line with neither name nor number but with several known values is a member whose name is missing. */
function reasonWithoutName(texts: string[]): 'note' | undefined {
  return texts.length < MIN_KNOWN_COLUMNS ? 'note' : undefined;
}

function saysAnything(known: Map<RosterField, Cell>): boolean {
  for (const [field, cell] of known) {
    const { as } = kindOf(field);
    if (as !== 'serial' && as !== 'ignored' && as !== 'branch' && tidy(cellText(cell)) !== '') return true;
  }
  return false;
}

/** Lines numbered ahead, some with the branch filled down, are blank forms. */
function onlySerial(known: Map<RosterField, Cell>, texts: string[]): boolean {
  const filled = ['serial', 'branch'] as const;
  const count = filled.filter((field) => tidy(cellText(known.get(field))) !== '').length;
  const serial = cellText(known.get('serial')).trim();
  return texts.length === count && (serial === '' || /^\d+$/.test(serial));
}

function serialOf(cell: Cell | undefined): number | string | null {
  const text = tidy(cellText(cell));
  if (text === '') return null;
  return /^\d{1,9}$/.test(text) ? Number(text) : text;
}

/**
 * Names the first line of a second one. Lines with a number are compared by it, as written; a line without a usable
 * number by name and full date of birth, because a duplicate must not slip in for want of a number.
 */
function duplicateFinder() {
  type Seen = { line: number; serial: number | string | null; name: string };
  const byId = new Map<string, Seen>();
  const byBirth = new Map<string, Seen & { hasId: boolean }>();
  return (line: number, serial: RosterRow['serial'], { values, idText }: ReadRow): RosterProblem[] => {
    const { name = '', birth_date: birth } = values;
    const seen: Seen = { line, serial, name };
    const birthKey = name && birth?.precision === 'day' ? `${name} ${birth.date.toString()}` : '';
    const sameId = idText ? byId.get(idText) : undefined;
    const sameBirth = birthKey ? byBirth.get(birthKey) : undefined;
    if (idText && !sameId) byId.set(idText, seen);
    if (birthKey && !sameBirth) byBirth.set(birthKey, { ...seen, hasId: idText !== '' });
    if (sameId) {
      const code = sameId.name === name ? 'row.duplicate_line' : 'row.same_id_other_name';
      return [duplicateOf('id_no', code, idText, sameId)];
    }
    if (sameBirth && !(idText && sameBirth.hasId)) {
      return [duplicateOf('name', 'row.same_name_and_birth', name, sameBirth)];
    }
    return [];
  };
}

function duplicateOf(
  field: 'id_no' | 'name',
  code: 'row.duplicate_line' | 'row.same_id_other_name' | 'row.same_name_and_birth',
  value: string,
  first: { line: number; serial: number | string | null; name: string },
): RosterProblem {
  const params = { line: first.line, serial: first.serial, name: first.name, value };
  return { field, code, severity: 'duplicate', value, params };
}
