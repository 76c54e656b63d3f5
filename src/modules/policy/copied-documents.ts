/** Several copies pasted one after another into one file: the first is read, identical ones are set aside. */

import { CHINESE_NUMERAL, withoutBlanks } from './characters.ts';
import { readDocumentNumber } from './document-number.ts';
import { namesOrganization } from './head.ts';
import type { SourceLine } from './source-lines.ts';

export type FirstCopy = {
  lines: SourceLine[];
  /** Copies that say the same, and how many they are. */
  repeated: { lines: SourceLine[]; count: number };
  /** What stands below and is another text. */
  others: SourceLine[];
};

const LAST_LINE = new RegExp(`共\\s*印\\s*制?\\s*(?:\\d+|${CHINESE_NUMERAL}+)\\s*份|日\\s*印\\s*发[。.]?$`);

/** Divides the lines where a document ends (共印…份, …印发) and another begins, or where the first line comes again. */
export function firstCopy(lines: SourceLine[]): FirstCopy {
  const parts = divide(lines);
  const [first = [], ...rest] = parts;
  const content = contentOf(first);
  const same = rest.filter((part) => contentOf(part) === content);
  return {
    lines: first,
    repeated: { lines: same.flat(), count: same.length },
    others: rest.filter((part) => contentOf(part) !== content).flat(),
  };
}

function divide(lines: SourceLine[]): SourceLine[][] {
  const parts: SourceLine[][] = [[]];
  const opening = lines[0]?.text ?? '';
  const opens =
    readDocumentNumber(opening) !== undefined || namesOrganization(opening) || /文件$|关于/.test(opening);
  for (const [at, line] of lines.entries()) {
    const current = parts.at(-1) ?? [];
    const ended = LAST_LINE.test(lines[at - 1]?.text ?? '') && !LAST_LINE.test(line.text);
    const again = opens && at > 3 && line.text === opening && repeatsFrom(lines, at);
    if (current.length > 3 && (ended || again)) parts.push([line]);
    else current.push(line);
  }
  return parts;
}

/** The three lines from here are the document's first three. */
function repeatsFrom(lines: SourceLine[], at: number): boolean {
  return [1, 2].every((i) => lines[at + i] !== undefined && lines[at + i]?.text === lines[i]?.text);
}

function contentOf(lines: SourceLine[]): string {
  return withoutBlanks(lines.map((line) => line.text).join(''));
}
