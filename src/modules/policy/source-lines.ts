/** The document as logical lines that know where each of their characters stood in the source. */

import { isBlank } from './characters.ts';

/** A stretch of the source, offsets in UTF-16 units, end exclusive. */
export type Span = { start: number; end: number };

/** One paragraph: `line` counts from 1 in the source; `text` is its trimmed pieces joined without a break. */
export type SourceLine = { line: number; text: string; spans: Span[]; indented: boolean };

const LINE_BREAK = /\r\n|[\n\r\f\v\u0085\u2028\u2029]/g;
const SENTENCE_END = /[。！？：；!?:;…”』」）)]$/;

/** Non-blank lines of the text; lines that an editor wrapped at a fixed width are joined again. */
export function sourceLines(text: string): SourceLine[] {
  const lines = physicalLines(text);
  const width = wrapWidth(lines);
  if (width === undefined) return lines;
  const joined: SourceLine[] = [];
  let previous: SourceLine | undefined;
  for (const line of lines) {
    const last = joined.at(-1);
    if (last && previous && continues(previous, line, width)) {
      last.text += line.text;
      last.spans.push(...line.spans);
    } else {
      joined.push({ ...line, spans: [...line.spans] });
    }
    previous = line;
  }
  return joined;
}

/** Offset in the source of the character at `index` of the line's text; its length gives the end of the line. */
export function sourceOffset(line: SourceLine, index: number): number {
  let rest = index;
  for (const span of line.spans) {
    const length = span.end - span.start;
    if (rest < length) return span.start + rest;
    rest -= length;
  }
  return line.spans.at(-1)?.end ?? 0;
}

/** The spans of the line's characters from `from` to `to`. */
export function spansOf(line: SourceLine, from = 0, to = line.text.length): Span[] {
  const spans: Span[] = [];
  let at = 0;
  for (const span of line.spans) {
    const length = span.end - span.start;
    const start = Math.max(from, at);
    const end = Math.min(to, at + length);
    if (start < end) spans.push({ start: span.start + start - at, end: span.start + end - at });
    at += length;
  }
  return spans;
}

function physicalLines(text: string): SourceLine[] {
  const lines: SourceLine[] = [];
  let start = 0;
  let number = 0;
  const add = (end: number): void => {
    number += 1;
    let from = start;
    let to = end;
    while (from < to && isBlank(text.charAt(from))) from++;
    while (to > from && isBlank(text.charAt(to - 1))) to--;
    if (from < to) {
      lines.push({
        line: number,
        text: text.slice(from, to),
        spans: [{ start: from, end: to }],
        indented: from > start,
      });
    }
  };
  for (const found of text.matchAll(LINE_BREAK)) {
    add(found.index);
    start = found.index + found[0].length;
  }
  add(text.length);
  return lines;
}

const LONGEST_WRAPPED = 170;

/** Columns a line takes: a Latin letter or digit is half a Chinese character; no editor wraps at more than 80. */
function columns(line: SourceLine): number {
  if (line.text.length > LONGEST_WRAPPED) return line.text.length;
  const narrow = line.text.match(/[\u0020-\u00ff]/g)?.length ?? 0;
  return line.text.length - narrow / 2 + (line.indented ? 2 : 0);
}

/** The width at which an editor wrapped the text, when it did: many lines end near the same column in mid-sentence. */
function wrapWidth(lines: SourceLine[]): number | undefined {
  const broken = lines.filter((line) => line.text.length >= 16 && !SENTENCE_END.test(line.text));
  if (broken.length < 4) return undefined;
  const widths = broken.map(columns).sort((a, b) => a - b);
  const width = widths[Math.floor(widths.length * 0.9)] ?? 0;
  if (width > 80) return undefined;
  const near = widths.filter((each) => each >= width - 3 && each <= width + 2).length;
  const beyond = lines.filter((line) => columns(line) > width + 3).length;
  return near >= 4 && near >= lines.length * 0.25 && beyond <= lines.length * 0.1 ? width : undefined;
}

function continues(previous: SourceLine, line: SourceLine, width: number): boolean {
  if (line.indented && !previous.indented) return false;
  if (line.line !== previous.line + 1) return false;
  return columns(previous) >= width - 3 && !/[。！？：；!?;]$/.test(previous.text);
}
