/** Text of a policy document → its fields, chapters and articles, with every character in one place. Pure. */

import { tidy, toHalfWidth } from './characters.ts';
import { firstCopy } from './copied-documents.ts';
import { isoDay } from './dates.ts';
import { type Head, readHead } from './head.ts';
import {
  imprintStart,
  type Imprint,
  isClosing,
  isDayLine,
  isSignature,
  readImprint,
  type PrintLine,
} from './imprint.ts';
import { type Chapter, readChapters } from './chapters.ts';
import { markerAt } from './numbering.ts';
import { numberedTree } from './numbered-tree.ts';
import { type ChapterOutline, type Outline, outlineOf } from './outline.ts';
import { newPlacing, type Placement, type Placing } from './placing.ts';
import { sourceLines, type SourceLine } from './source-lines.ts';

export type { Article, Chapter, Sub } from './chapters.ts';
export type { Placement } from './placing.ts';

/** Why a line has no place; messages `policy.unplaced.<reason>`. */
export type UnplacedReason = 'attachment' | 'after_imprint' | 'other_document' | 'between_chapters';

/** `line` counts from 1 in the source. */
export type Unplaced = { line: number; text: string; reason: UnplacedReason };

/** What the document does against the norm; messages `policy.fault.<code>`. */
export type Fault = { code: string; line: number | null; params: Record<string, string | number> };

/** Days are ISO. What the document does not carry is null or empty; `number` is in the norm's form. */
export type PolicyReading = {
  number: string | null;
  issuer: string | null;
  title: string;
  date: string | null;
  recipients: string[];
  copiesTo: string[];
  subjectWords: string[];
  printLine: PrintLine | null;
  copies: number | null;
  mark: string | null;
  urgency: string | null;
  signer: string | null;
  signature: string[];
  attachmentNote: string[];
  notes: string[];
  closing: string[];
  pageMarks: string[];
  preamble: string;
  chapters: Chapter[];
  unplaced: Unplaced[];
  faults: Fault[];
  /** Every non-blank character of the source lies in exactly one of these. */
  placements: Placement[];
};

const PAGE_MARK =
  /^(?:[-—–－─]+\s*\d{1,3}\s*[-—–－─]+|第\s*\d{1,3}\s*页(?:\s*[,，/]?\s*共\s*\d{1,3}\s*页)?)$/u;

/** Reads a document; refuses one that bears a classification mark (`document.classified`), nothing else. */
export function readPolicy(text: string): PolicyReading {
  const placing = newPlacing();
  const all = sourceLines(text);
  const pageMarks = all.filter((line) => PAGE_MARK.test(line.text));
  for (const line of pageMarks) placing.put(line, 'pageMarks');
  const { lines, repeated, others } = firstCopy(all.filter((line) => !PAGE_MARK.test(line.text)));
  for (const line of repeated.lines) placing.put(line, 'repeatedCopy');

  const numbered = firstNumberedLine(lines);
  const head = readHead(lines, numbered ?? lines.length, placing);
  const end = withoutClosing(lines, imprintStart(lines, numbered ?? head.next - 1), head.next);
  const body = lines.slice(head.next, end);
  const tree = numberedTree(body);
  const outline = outlineOf(body, tree.roots, body.length);
  const imprint = readImprint(lines, end, placing);
  const preamble = readPreamble(body.slice(0, outline.chapters.length > 0 ? outline.start : 0), placing);
  const chapters = readChapters(
    body,
    outline.chapters.length > 0 ? outline.chapters : unnumbered(body),
    placing,
  );

  const unplaced = [
    ...imprint.unplaced,
    ...others.map((line) => ({ line, reason: 'other_document' as const })),
    ...groupHeadings(body, outline).map((line) => ({ line, reason: 'between_chapters' as const })),
  ].sort((a, b) => a.line.line - b.line.line);
  for (const { line } of unplaced) placing.put(line, 'unplaced');

  const day = imprint.day ?? head.day ?? preamble.day;
  const date = day === null ? null : (isoDay(day) ?? null);
  const faults = [
    ...numberFaults(head),
    ...(head.title === '' ? [{ code: 'title.missing', line: null, params: {} }] : []),
    ...dateFaults(day, date, imprint.dayLine),
    ...tree.faults.map(({ code, line, marker, expected }) => ({ code, line, params: { marker, expected } })),
    ...(repeated.count > 0
      ? [
          {
            code: 'copies.repeated',
            line: repeated.lines[0]?.line ?? null,
            params: { count: repeated.count },
          },
        ]
      : []),
  ];
  return {
    number: head.number?.value ?? null,
    issuer: head.issuer ?? issuerBelow(head, imprint, preamble.signature),
    title: head.title,
    date,
    recipients: head.recipients.length > 0 ? head.recipients : imprint.recipients,
    copiesTo: imprint.copiesTo,
    subjectWords: imprint.subjectWords,
    printLine: imprint.printLine,
    copies: imprint.copies,
    mark: head.mark,
    urgency: head.urgency,
    signer: head.signer,
    signature: [...preamble.signature, ...imprint.signature],
    attachmentNote: imprint.attachmentNote,
    notes: [...head.notes, ...imprint.notes],
    closing: imprint.closing,
    pageMarks: pageMarks.map((line) => line.text),
    preamble: preamble.text,
    chapters,
    unplaced: unplaced.map(({ line, reason }) => ({ line: line.line, text: line.text, reason })),
    faults,
    placements: placing.placements.sort((a, b) => a.start - b.start),
  };
}

/** Where the numbering begins: the first 1 of any kind, else the first number. */
function firstNumberedLine(lines: SourceLine[]): number | undefined {
  const markers = lines.map((line) => markerAt(line.text));
  const one = markers.findIndex((marker) => marker?.number === 1);
  const any = one === -1 ? markers.findIndex((marker) => marker !== undefined) : one;
  return any === -1 ? undefined : any;
}

/** 特此通知。 directly above the signature belongs to no article. */
function withoutClosing(lines: SourceLine[], end: number, from: number): number {
  let at = end;
  while (at - 1 > from && isClosing(lines[at - 1])) at -= 1;
  return at;
}

/** A text without numbers is one article without a number. */
function unnumbered(body: SourceLine[]): ChapterOutline[] {
  return body.length === 0 ? [] : [{ lead: [], articles: [{ from: 0, to: body.length }] }];
}

/** Headings above the chapters (第一编), which the outline skips. */
function groupHeadings(body: SourceLine[], { start, chapters }: Outline): SourceLine[] {
  const covered = new Set<number>();
  for (const { headingAt, lead, articles } of chapters) {
    if (headingAt !== undefined) covered.add(headingAt);
    for (const { from, to } of [...lead, ...articles]) for (let at = from; at < to; at++) covered.add(at);
  }
  return body.filter((_, at) => chapters.length > 0 && at >= start && !covered.has(at));
}

/** The preamble, and the signature and day of a covering notice (印发《…》的通知) that stands above the text. */
function readPreamble(
  lines: SourceLine[],
  placing: Placing,
): { text: string; day: string | null; signature: string[] } {
  const texts: string[] = [];
  const signature: string[] = [];
  let day: string | null = null;
  for (const [at, line] of lines.entries()) {
    const next = toHalfWidth(lines[at + 1]?.text ?? '');
    if (day === null && isDayLine(toHalfWidth(line.text)) && !isSignature(line)) {
      day = line.text;
      placing.put(line, 'date');
    } else if (day === null && isSignature(line) && isDayLine(next)) {
      signature.push(tidy(line.text));
      placing.put(line, 'signature');
    } else {
      texts.push(line.text);
      placing.put(line, 'preamble');
    }
  }
  return { text: texts.join('\n'), day, signature };
}

/** A document that names its issuer only in the red heading or in the signature. */
function issuerBelow(head: Head, imprint: Imprint, signature: string[]): string | null {
  const signed = signature.length > 0 ? signature : imprint.signature;
  if (signed.length > 0) return signed.join('、');
  return head.mark?.replace(/文件$/, '') ?? null;
}

function numberFaults({ number, numberLine }: Head): Fault[] {
  if (!number) return [{ code: 'number.missing', line: null, params: {} }];
  return number.faults.map((code) => ({ code, line: numberLine, params: { number: number.value } }));
}

function dateFaults(day: string | null, date: string | null, line: number | null): Fault[] {
  if (day === null) return [{ code: 'date.missing', line: null, params: {} }];
  return date === null ? [{ code: 'date.impossible', line, params: { day: tidy(day) } }] : [];
}
