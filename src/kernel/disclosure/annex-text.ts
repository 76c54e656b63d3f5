/** What an annex says, as far as it can be read: Word, Excel and text; pictures and PDF are the reviewer's to look at. */
import type { Admitted } from '../files/admit.ts';
import { cellText } from '../paper/cell.ts';
import { readDocumentText } from '../paper/document-text.ts';
import { openSheetFile } from '../paper/sheet.ts';

const readable = ['text/plain', 'wordprocessing', 'spreadsheet'];

/** Whether the texts of a file of this media type can be read and screened. */
export function readsAsText(type: string): boolean {
  return readable.some((part) => type.includes(part));
}

/** Texts of an annex, line by line; none where it cannot be read as text. */
export async function textsOfAnnex({ name, type, bytes }: Admitted): Promise<string[]> {
  if (!readsAsText(type)) return [];
  if (type.includes('spreadsheet')) {
    const { sheets } = await openSheetFile(bytes);
    const texts: string[] = [];
    for (const sheet of sheets)
      for await (const row of sheet.rows())
        // A comma between, so that the digits of two cells never read as one number.
        texts.push(row.cells.map((cell) => cellText(cell)).join('，'));
    return texts;
  }
  const { text } = await readDocumentText(bytes, name);
  return text.split('\n');
}
