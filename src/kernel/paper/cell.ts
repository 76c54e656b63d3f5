/** Cells and lines of a spreadsheet, whatever the file's format. */

/**
 * One cell as the file has it. `digits` are a number's characters as written in the file: an 18-digit number does not
 * survive as a JavaScript number, so whether it was intact shows only there. `format` is the number format's code;
 * `from1904` stands where the workbook counts its days from 1904.
 */
export type Cell =
  | { kind: 'empty'; value: '' }
  | { kind: 'text'; value: string }
  | { kind: 'number'; value: number; digits: string; format: string; from1904?: true }
  | { kind: 'date'; value: Temporal.PlainDate; format: string }
  | { kind: 'error'; value: string };

/** `line` is the line number that the spreadsheet program shows, from 1. */
export type SheetRow = { line: number; cells: Cell[] };

export type Sheet = {
  name: string;
  hidden: boolean;
  /** Lines that the file claims to have; for showing progress only. */
  estimatedLines: number;
  /** Streams the lines; may be called again. Vertically merged cells carry the value of their first line. */
  rows(): AsyncGenerator<SheetRow>;
};

export const emptyCell: Cell = { kind: 'empty', value: '' };

/** Columns behind these are not read: nobody fills them, but stray formats can reach column XFD. */
export const MAX_COLUMNS = 256;

/** The text that a person sees in the cell, dates as YYYY-MM-DD, numbers as written in the file. */
export function cellText(cell: Cell | undefined): string {
  switch (cell?.kind) {
    case undefined:
    case 'empty':
      return '';
    case 'number':
      return cell.digits;
    case 'date':
      return cell.value.toString();
    case 'text':
    case 'error':
      return cell.value;
  }
}
