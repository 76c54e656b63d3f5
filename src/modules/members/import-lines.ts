/** What an import keeps of a line until it is written: sealed, because it carries whole numbers. */
import type { Ctx } from '../../kernel/ctx.ts';
import type { Cell } from '../../kernel/paper/cell.ts';
import { fieldOfHeader } from './roster-columns.ts';
import type { ComparedRow, ShownProblem } from './roster-comparing.ts';
import type { RosterRow } from './roster-reading.ts';
import { valueText } from './roster-sheets.ts';
import type { RosterValues } from './roster-values.ts';
import { readStoredDate } from './record-values.ts';

type Line = { values: RosterValues; source?: Cell[]; problems?: ShownProblem[] };

const purpose = 'members.roster_line';

/** Wrong and duplicate lines keep their cells for the sheet to correct, others the values that will be written. */
export function sealLine(
  ctx: Ctx,
  compared: ComparedRow,
  row: RosterRow,
  head: { headers: string[] },
): Buffer | null {
  if (compared.verdict === 'same') return null;
  const isWrong = compared.verdict === 'wrong' || compared.verdict === 'duplicate';
  const line: Line = isWrong
    ? { values: {}, source: row.source ?? cellsOf(row.values, head.headers), problems: compared.problems }
    : { values: row.values };
  return ctx.services.secrets.seal(purpose, JSON.stringify(line));
}

export function openLine(ctx: Ctx, content: Buffer): Line {
  const line = JSON.parse(ctx.services.secrets.open(purpose, content)) as Line; // sealed above
  const values = Object.fromEntries(
    Object.entries(line.values).map(([field, value]) => [
      field,
      isStoredDate(value) ? revived(value) : value,
    ]),
  ) as RosterValues; // the same fields as before
  return {
    ...line,
    values,
    ...(line.source && { source: line.source.map(revivedCell) }),
  };
}

type StoredDate = { date: string; precision: 'day' | 'month' };

function isStoredDate(value: unknown): value is StoredDate {
  return typeof value === 'object' && value !== null && 'precision' in value;
}

function revived(value: StoredDate) {
  return { ...readStoredDate(value.date), precision: value.precision };
}

function revivedCell(cell: Cell): Cell {
  return cell.kind === 'date' ? { ...cell, value: Temporal.PlainDate.from(String(cell.value)) } : cell;
}

/** A line that reads well but is wrong for the town goes back as it was understood. */
function cellsOf(values: RosterValues, headers: string[]): Cell[] {
  return headers.map((header): Cell => {
    const field = fieldOfHeader(header);
    const text = field && field !== 'serial' ? valueText(values, field) : undefined;
    return text === undefined ? { kind: 'empty', value: '' } : { kind: 'text', value: String(text) };
  });
}
