/** Reads comma-, semicolon- or tab-separated text (RFC 4180) in UTF-8, GB18030 or UTF-16. Every cell is text. */

import { emptyCell, type Cell, type Sheet, type SheetRow } from './cell.ts';

/** Opens the text as one sheet; undefined when it does not look like a table. */
export function openCsv(bytes: Uint8Array): Sheet | undefined {
  const text = decodeText(bytes);
  if (text === undefined || text.includes('\0') || text.trimStart().startsWith('<')) return undefined;
  const separator = guessSeparator(text);
  if (!separator) return undefined;
  return {
    name: 'CSV',
    hidden: false,
    estimatedLines: text.split('\n').length,
    rows: () => csvRows(text, separator),
  };
}

/** Chinese spreadsheet programs save .csv in GB18030 unless told otherwise; UTF-8 is tried first because it can fail. */
function decodeText(bytes: Uint8Array): string | undefined {
  // What spreadsheet programs call “Unicode text”.
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // not this encoding: the next one decides
    }
  }
  return undefined;
}

function guessSeparator(text: string): string | undefined {
  const head = text.slice(0, 20_000);
  const counted = [',', '\t', ';'].map((mark) => ({ mark, times: head.split(mark).length - 1 }));
  const best = counted.sort((a, b) => b.times - a.times)[0];
  return best && best.times > 0 ? best.mark : undefined;
}

async function* csvRows(text: string, separator: string): AsyncGenerator<SheetRow> {
  let line = 1;
  let cells: Cell[] = [];
  let value = '';
  let quoted = false;
  const endCell = () => {
    cells.push(value === '' ? emptyCell : { kind: 'text', value });
    value = '';
  };
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (quoted) {
      if (char !== '"') value += char;
      else if (text[i + 1] === '"') value += text[++i];
      else quoted = false;
    } else if (char === '"' && value.trim() === '') {
      value = '';
      quoted = true;
    } else if (char === separator) endCell();
    else if (char === '\n') {
      endCell();
      yield { line: line++, cells };
      cells = [];
    } else if (char !== '\r') value += char;
  }
  if (value !== '' || cells.length > 0) {
    endCell();
    yield { line, cells };
  }
}
