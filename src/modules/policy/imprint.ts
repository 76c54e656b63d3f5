/** What stands below the text: signature, day, subject words, copies, print line, attachments; old forms and new. */

import { CHINESE_NUMERAL, numeralValue, tidy, toHalfWidth } from './characters.ts';
import { DAY, isoDay } from './dates.ts';
import { namesOrganization, splitList } from './head.ts';
import { markerAt } from './numbering.ts';
import type { Placing } from './placing.ts';
import type { SourceLine } from './source-lines.ts';
import { splitSubjectWords } from './subject-words.ts';

export type PrintLine = { text: string; office: string; date: string | null };

export type Imprint = {
  signature: string[];
  /** The day as written. */
  day: string | null;
  dayLine: number | null;
  recipients: string[];
  copiesTo: string[];
  subjectWords: string[];
  printLine: PrintLine | null;
  copies: number | null;
  attachmentNote: string[];
  notes: string[];
  closing: string[];
  unplaced: { line: SourceLine; reason: 'attachment' | 'after_imprint' }[];
};

const DAY_ONLY = new RegExp(`^${DAY}$`);
const SIGNED_DAY = new RegExp(`^(.{2,40}?)\\s*(${DAY})$`);
const PRINT = new RegExp(`^(.*?)\\s*(${DAY})\\s*印\\s*发?\\s*(?:\\(?共印\\s*(\\d+)\\s*份\\)?)?$`);
const COPIES = new RegExp(`^\\(?\\s*共\\s*印\\s*制?\\s*(\\d+|${CHINESE_NUMERAL}+)\\s*份\\s*\\)?[。.]?$`);
const SUBJECT = /^主\s*题\s*词\s*:?\s*(.*)$/;
const COPIES_TO = /^(?:抄\s*送|抄\s*报)(?:\s*机\s*关)?\s*:\s*(.*)$/;
const SENT_TO = /^(?:印\s*发|主\s*送|发\s*送|分\s*送|发)(?:\s*机\s*关)?\s*:\s*(.*)$/;
const ATTACHMENT_NOTE = /^附\s*件?\s*:\s*\S/;
const ATTACHMENT = /^附\s*件\s*[\d一二三四五六七八九十]*\s*:?$/;
const OFFICE_NOTE = /^(?:\(.{2,80}\)|(?:校\s*对|打\s*字|核\s*稿|责任编辑|联\s*系\s*人|联系电话).*)$/;
const CLOSING =
  /^(?:特此(?:通知|通报|公告|通告|报告|请示|函[复告达]?|批复|公布|说明)|此致|敬礼|(?:以上|当否|妥否|如无不妥).{0,24}(?:批示|批复|执行|指示))[。.!]?$/;

/** Index of the first line of the imprint, `lines.length` when there is none; the text begins at `bodyStart`. */
export function imprintStart(lines: SourceLine[], bodyStart: number): number {
  const runsOn = numberingAfter(lines, bodyStart);
  for (let at = bodyStart + 1; at < lines.length; at++) {
    const text = halfWidth(lines[at]);
    if ([SUBJECT, COPIES_TO, PRINT, COPIES, ATTACHMENT, ATTACHMENT_NOTE].some((form) => form.test(text)))
      return at;
    if (/^印\s*发\s*:/.test(text)) return at;
    if (!isDayLine(text) || runsOn(at)) continue;
    let start = at;
    while (start - 1 > bodyStart && at - start < 4 && isSignature(lines[start - 1])) start -= 1;
    return start;
  }
  return lines.length;
}

/** Reads and places lines `start..`; closing formulas directly above `start` are the caller's to pass in. */
export function readImprint(lines: SourceLine[], start: number, placing: Placing): Imprint {
  const imprint: Imprint = {
    signature: [],
    day: null,
    dayLine: null,
    recipients: [],
    copiesTo: [],
    subjectWords: [],
    printLine: null,
    copies: null,
    attachmentNote: [],
    notes: [],
    closing: [],
    unplaced: [],
  };
  let open: 'copiesTo' | 'recipients' | 'attachmentNote' | undefined;
  let inAttachment = false;
  for (const line of lines.slice(start)) {
    const text = halfWidth(line);
    const continued = open;
    open = undefined;
    if (takeOfficeLine(line, text, imprint, placing)) continue;
    const list = COPIES_TO.exec(text) ?? SENT_TO.exec(text);
    if (list && (!inAttachment || COPIES_TO.test(text))) {
      const field = COPIES_TO.test(text) ? 'copiesTo' : 'recipients';
      imprint[field].push(...splitList(list[1] ?? ''));
      placing.put(line, field);
      open = text.endsWith('。') ? undefined : field;
    } else if (inAttachment || (imprint.day !== null && ATTACHMENT.test(text))) {
      inAttachment = true;
      imprint.unplaced.push({ line, reason: 'attachment' });
    } else if (
      ATTACHMENT_NOTE.test(text) ||
      ATTACHMENT.test(text) ||
      (continued === 'attachmentNote' && markerAt(line.text))
    ) {
      imprint.attachmentNote.push(line.text);
      placing.put(line, 'attachmentNote');
      open = 'attachmentNote';
    } else if (takeSignature(line, text, imprint, placing)) {
      continue;
    } else if (OFFICE_NOTE.test(text)) {
      imprint.notes.push(line.text);
      placing.put(line, 'notes');
    } else if ((continued === 'copiesTo' || continued === 'recipients') && !markerAt(line.text)) {
      imprint[continued].push(...splitList(line.text));
      placing.put(line, continued);
      open = text.endsWith('。') ? undefined : continued;
    } else if (CLOSING.test(text)) {
      imprint.closing.push(line.text);
      placing.put(line, 'closing');
    } else {
      imprint.unplaced.push({ line, reason: 'after_imprint' });
    }
  }
  return imprint;
}

/** 特此通知。 and its kin, which belong to no article. */
export function isClosing(line: SourceLine | undefined): boolean {
  return line !== undefined && CLOSING.test(halfWidth(line));
}

/** A line that is nothing but a day, or an organization and a day. */
export function isDayLine(text: string): boolean {
  if (DAY_ONLY.test(text)) return isoDay(text) !== undefined || /^\d{4}/.test(text);
  return namesOrganization(SIGNED_DAY.exec(text)?.[1] ?? '');
}

/** An organization's name on a line of its own. */
export function isSignature(line: SourceLine | undefined): boolean {
  return line !== undefined && namesOrganization(line.text) && !markerAt(line.text);
}

function takeOfficeLine(line: SourceLine, text: string, imprint: Imprint, placing: Placing): boolean {
  const subject = SUBJECT.exec(text);
  if (subject && imprint.subjectWords.length === 0) {
    imprint.subjectWords = splitSubjectWords((subject[1] ?? '').trim());
    placing.put(line, 'subjectWords');
    return true;
  }
  const print = PRINT.exec(text);
  if (print && imprint.printLine === null) {
    imprint.printLine = {
      text: tidy(line.text),
      office: tidy(print[1] ?? ''),
      date: isoDay(print[2] ?? '') ?? null,
    };
    if (print[3]) imprint.copies ??= Number(print[3]);
    placing.put(line, 'printLine');
    return true;
  }
  const copies = COPIES.exec(text);
  if (copies && imprint.copies === null) {
    imprint.copies = numeralValue(copies[1] ?? '') ?? null;
    placing.put(line, 'copies');
    return true;
  }
  return false;
}

function takeSignature(line: SourceLine, text: string, imprint: Imprint, placing: Placing): boolean {
  if (imprint.day !== null) return false;
  if (DAY_ONLY.test(text)) {
    imprint.day = text;
    imprint.dayLine = line.line;
    placing.put(line, 'date');
    return true;
  }
  const signed = SIGNED_DAY.exec(text);
  if (signed && namesOrganization(signed[1] ?? '')) {
    const [, name = '', day = ''] = signed;
    imprint.signature.push(tidy(name));
    imprint.day = day;
    imprint.dayLine = line.line;
    const from = line.text.length - day.length;
    placing.put(line, 'signature', { to: from });
    placing.put(line, 'date', { from });
    return true;
  }
  if (!isSignature(line)) return false;
  imprint.signature.push(tidy(line.text));
  placing.put(line, 'signature');
  return true;
}

/** After a day inside the text the numbering goes on; after the day that ends the document it does not. */
function numberingAfter(lines: SourceLine[], from: number): (at: number) => boolean {
  const first = markerAt(lines[from]?.text ?? '');
  const numbers = lines.map((line, at) => {
    const marker = at < from ? undefined : markerAt(line.text);
    return marker && marker.kind === first?.kind ? marker.number : undefined;
  });
  const before: (number | undefined)[] = [];
  for (const [at, number] of numbers.entries()) before[at] = number ?? before[at - 1];
  const after: (number | undefined)[] = [];
  for (let at = numbers.length - 1; at >= 0; at--) after[at] = numbers[at] ?? after[at + 1];
  return (at) => before[at] !== undefined && after[at] === before[at] + 1;
}

function halfWidth(line: SourceLine | undefined): string {
  return toHalfWidth(line?.text ?? '').trim();
}
