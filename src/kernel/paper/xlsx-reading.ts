/**
 * Streams the cells of an .xlsx. The XML is parsed by the kept library's SAX parser; the cells are read here because its
 * own streaming reader gives numbers only as floating point (18-digit numbers lose what the file says), drops all
 * but the last run of inline rich text, stops at cells without an address and does not know merged cells.
 */

import { Refusal } from '../refusal.ts';
import { dateOfSerial, type StyleTable } from './number-format.ts';
import { emptyCell, MAX_COLUMNS, type Cell, type Sheet, type SheetRow } from './cell.ts';
import {
  partOf,
  readSharedStrings,
  readStyles,
  readTargets,
  readWorkbookPart,
  unescapeOoxml,
} from './xlsx-parts.ts';
import { decodeXml, xmlReader } from './xlsx-xml.ts';
import type { ZipEntry } from './zip.ts';

type Entries = Map<string, ZipEntry>;

type Workbook = {
  bytes: Uint8Array;
  strings: string[];
  styles: StyleTable;
  from1904: boolean;
};

type Merge = { column: number; from: number; to: number };

/** Lists the sheets in the workbook's order. Refuses `sheet.unknown_type` when the container holds no workbook. */
export async function openXlsx(bytes: Uint8Array, entries: Entries): Promise<Sheet[]> {
  const workbookPath = [...entries.keys()].find((path) => /(^|\/)workbook\.xml$/i.test(path));
  if (!workbookPath)
    throw new Refusal('sheet.unknown_type', {
      params: { found: 'zip' },
      remedy: 'sheet.unknown_type',
      status: 415,
    });
  const folder = workbookPath.slice(0, workbookPath.lastIndexOf('/') + 1);
  const targets = await readTargets(bytes, entries, `${folder}_rels/workbook.xml.rels`, folder);
  const { listed, from1904 } = await readWorkbookPart(bytes, partOf(entries, workbookPath));
  const partEndingWith = (ending: string) => [...targets.values()].find((path) => path.endsWith(ending));
  const stylesPart = entries.get(partEndingWith('styles.xml') ?? `${folder}styles.xml`);
  const stringsPart = entries.get(partEndingWith('sharedStrings.xml') ?? `${folder}sharedStrings.xml`);
  const workbook: Workbook = {
    bytes,
    from1904,
    styles: stylesPart ? await readStyles(bytes, stylesPart) : [],
    strings: stringsPart ? await readSharedStrings(bytes, stringsPart) : [],
  };
  const sheets: Sheet[] = [];
  for (const { name, hidden, relation } of listed) {
    const part = entries.get(targets.get(relation) ?? '');
    if (!part) continue; // chart sheets and broken relations hold no cells
    const { estimatedLines, merges } = await readExtent(bytes, part);
    sheets.push({ name, hidden, estimatedLines, rows: () => sheetRows(workbook, part, merges) });
  }
  return sheets;
}

async function* sheetRows(workbook: Workbook, part: ZipEntry, merges: Merge[]): AsyncGenerator<SheetRow> {
  const fill = mergeFiller(merges);
  let ready: SheetRow[] = [];
  let row: SheetRow | undefined;
  let line = 0;
  let column = 0;
  let type = 'n';
  let style = 0;
  let value: string | undefined;
  let collecting = false;
  let inPhonetic = false;
  let text = '';
  const feed = xmlReader(
    {
      open(name, attributes) {
        if (name === 'row') {
          line = attributes.r ? Number(attributes.r) : line + 1;
          row = { line, cells: [] };
          column = -1;
        } else if (name === 'c') {
          column = attributes.r ? columnOf(attributes.r) : column + 1;
          type = attributes.t ?? 'n';
          style = Number(attributes.s ?? 0);
          value = undefined;
        } else if (name === 'rPh') inPhonetic = true;
        else if (name === 'v' || (name === 't' && !inPhonetic)) {
          collecting = true;
          text = '';
        }
      },
      close(name) {
        if (name === 'rPh') inPhonetic = false;
        else if ((name === 'v' || name === 't') && collecting) {
          collecting = false;
          value = name === 't' ? (value ?? '') + text : text;
        } else if (name === 'c' && row && value !== undefined && column < MAX_COLUMNS) {
          while (row.cells.length < column) row.cells.push(emptyCell);
          row.cells[column] = cellOf(workbook, type, style, value);
        } else if (name === 'row' && row) {
          ready.push(fill(row));
          row = undefined;
        }
      },
    },
    (piece) => {
      if (collecting) text += piece;
    },
  );
  for await (const chunk of decodeXml(workbook.bytes, part)) {
    feed.write(chunk);
    const batch = ready;
    ready = [];
    yield* batch;
  }
  feed.close();
  yield* ready;
}

function cellOf(workbook: Workbook, type: string, style: number, value: string): Cell {
  switch (type) {
    case 's':
      return textCell(workbook.strings[Number(value)] ?? '');
    case 'str':
    case 'inlineStr':
      return textCell(unescapeOoxml(value));
    case 'e':
      return { kind: 'error', value };
    case 'b':
      return { kind: 'text', value: value === '1' ? 'TRUE' : 'FALSE' };
    case 'd': {
      const day = /^\d{4}-\d{2}-\d{2}/.exec(value)?.[0];
      return day
        ? { kind: 'date', value: Temporal.PlainDate.from(day), format: 'yyyy-mm-dd' }
        : textCell(value);
    }
    default:
      return numberCell(workbook, style, value);
  }
}

function numberCell(workbook: Workbook, style: number, written: string): Cell {
  const digits = written.trim();
  const number = Number(digits);
  if (digits === '') return emptyCell;
  if (Number.isNaN(number)) return textCell(written);
  const { format, isDate } = workbook.styles[style] ?? { format: 'General', isDate: false };
  const day = isDate ? dateOfSerial(number, workbook.from1904) : undefined;
  if (day) return { kind: 'date', value: day, format };
  const cell: Cell = { kind: 'number', value: number, digits: plainDigits(digits, number), format };
  return workbook.from1904 ? { ...cell, from1904: true } : cell;
}

/** Writes 9.99999197801127E+17 as the digits it stands for, so that later readers see one form only. */
function plainDigits(written: string, value: number): string {
  if (!/e/i.test(written)) return written;
  return Number.isInteger(value) ? BigInt(value).toString() : String(value);
}

function textCell(value: string): Cell {
  return value === '' ? emptyCell : { kind: 'text', value };
}

/** Repeats the first line of vertically merged cells: towns write the branch once for all its members. */
function mergeFiller(merges: Merge[]): (row: SheetRow) => SheetRow {
  if (merges.length === 0) return (row) => row;
  const byColumn = Map.groupBy(merges, (merge) => merge.column);
  const first = new Map<Merge, Cell>();
  const next = new Map<number, number>();
  return (row) => {
    for (const [column, list] of byColumn) {
      let at = next.get(column) ?? 0;
      while (list[at] && list[at]!.to < row.line) at++; // the condition has just seen it
      next.set(column, at);
      const merge = list[at];
      if (!merge || row.line < merge.from) continue;
      if (row.line === merge.from) first.set(merge, row.cells[column] ?? emptyCell);
      else {
        while (row.cells.length < column) row.cells.push(emptyCell);
        row.cells[column] = first.get(merge) ?? emptyCell;
      }
    }
    return row;
  };
}

/** Merged cells stand behind the data in the file, so they are fetched by a text scan before the lines are streamed. */
async function readExtent(
  bytes: Uint8Array,
  part: ZipEntry,
): Promise<{ estimatedLines: number; merges: Merge[] }> {
  const merges: Merge[] = [];
  let estimatedLines = 0;
  let rest = '';
  for await (const chunk of decodeXml(bytes, part)) {
    const text = rest + chunk;
    estimatedLines ||= Number(/<(?:\w+:)?dimension [^>]*ref="[A-Z]+\d+:[A-Z]+(\d+)"/.exec(text)?.[1] ?? 0);
    let end = 0;
    if (text.includes('mergeCell')) {
      for (const match of text.matchAll(/<(?:\w+:)?mergeCell [^>]*?ref="([A-Z]+)(\d+):[A-Z]+(\d+)"[^>]*>/g)) {
        const [all, letters = '', from, to] = match;
        end = match.index + all.length;
        if (from !== to) merges.push({ column: columnOf(letters), from: Number(from), to: Number(to) });
      }
    }
    rest = text.slice(Math.max(end, text.length - 200));
  }
  return { estimatedLines, merges: merges.sort((a, b) => a.from - b.from) };
}

function columnOf(address: string): number {
  let column = 0;
  for (const char of address) {
    const letter = char.charCodeAt(0) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column - 1;
}
