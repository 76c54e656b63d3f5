/** A list of days out of a file: a table with or without a head, or JSON in the shape of the contract. Nothing is guessed. */
import { cellText } from '../../kernel/paper/cell.ts';
import { openSheetFile } from '../../kernel/paper/sheet.ts';
import { Refusal, type Reason } from '../../kernel/refusal.ts';
import type { CalendarRow } from '../../kernel/clock/calendar.ts';

/** One line as it stands; `day` when it could be read, else `reason`. */
export type ReadLine = { line: number; text: string } & ({ day: CalendarRow } | { reason: Reason });

const mostLines = 400;

/** Refuses a file that is no table (`sheet.…`), JSON that is no list, and more lines than a year has days. */
export async function readCalendarList(bytes: Uint8Array, year: number): Promise<ReadLine[]> {
  const cells = jsonRows(bytes) ?? (await tableRows(bytes));
  const lines = cells
    .filter(({ parts }) => parts.some((part) => part !== ''))
    .filter(({ parts }, at) => !(at === 0 && isHead(parts)));
  if (lines.length === 0) throw new Refusal('calendar.list_empty', { field: 'file' });
  if (lines.length > mostLines)
    throw new Refusal('calendar.list_too_long', { params: { most: mostLines }, field: 'file' });
  return lines.map(({ line, parts }) => readLine(line, parts, year));
}

type Line = { line: number; parts: string[] };

async function tableRows(bytes: Uint8Array): Promise<Line[]> {
  const [sheet] = (await openSheetFile(bytes)).sheets;
  const lines: Line[] = [];
  for await (const row of sheet?.rows() ?? []) {
    lines.push({ line: row.line, parts: row.cells.map((cell) => cellText(cell).trim()) });
    if (lines.length > mostLines + 10) break;
  }
  return lines;
}

function jsonRows(bytes: Uint8Array): Line[] | undefined {
  const text = new TextDecoder().decode(bytes).trim();
  if (!text.startsWith('[') && !text.startsWith('{')) return undefined;
  const parsed = parsedJson(text);
  const list = isRecord(parsed) ? parsed['days'] : parsed;
  if (!Array.isArray(list)) throw new Refusal('calendar.list_not_json', { field: 'file' });
  return list.map((one: unknown, at) => ({
    line: at + 1,
    parts: isRecord(one) ? [textOf(one['date']), textOf(one['kind']), textOf(one['name'])] : [textOf(one)],
  }));
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal('calendar.list_not_json', { field: 'file' });
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

function isHead(parts: string[]): boolean {
  return /^(?:日期|date|day)$/iu.test(parts[0] ?? '');
}

const kindWords: readonly (readonly [CalendarRow['kind'], RegExp])[] = [
  ['holiday', /^(?:holiday|放假|休|休息|假|节假日|假日|公休)$/iu],
  ['workday', /^(?:workday|上班|班|补班|调休上班|调班|工作日)$/iu],
];

function readLine(line: number, parts: string[], year: number): ReadLine {
  const [dateText = '', kindText = '', name = ''] = parts;
  const text = parts.filter((part) => part !== '').join('　');
  const date = dateOf(dateText, year);
  if (!date)
    return { line, text, reason: { code: 'calendar.not_a_day', params: { text: dateText || text } } };
  const kind = kindWords.find(([, words]) => words.test(kindText))?.[0];
  if (!kind) return { line, text, reason: { code: 'calendar.not_a_kind', params: { text: kindText } } };
  return { line, text, day: { date, kind, ...(name && { name: name.slice(0, 20) }) } };
}

/** 2027-01-01, 2027/1/1, 2027年1月1日, and 1月1日 of the year asked for; nothing else, and no day that does not exist. */
function dateOf(text: string, year: number): string | undefined {
  const found = /^(?:(\d{4})\s*[-/.年]\s*)?(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/u.exec(text);
  if (!found) return undefined;
  const [, y, m, d] = found;
  try {
    const fields = { year: y ? Number(y) : year, month: Number(m), day: Number(d) };
    return Temporal.PlainDate.from(fields, { overflow: 'reject' }).toString();
  } catch {
    return undefined;
  }
}
