/** What stands above the text: mark, number, issuer, title, recipients (GB/T 9704-2012 §7.2, 7.3.1, 7.3.2). */

import { Refusal } from '../../kernel/refusal.ts';
import { tidy, toHalfWidth } from './characters.ts';
import { type DocumentNumber, readDocumentNumber } from './document-number.ts';
import { DAY } from './dates.ts';
import type { Placing } from './placing.ts';
import type { SourceLine } from './source-lines.ts';

export type Head = {
  mark: string | null;
  urgency: string | null;
  number: DocumentNumber | null;
  numberLine: number | null;
  signer: string | null;
  issuer: string | null;
  title: string;
  /** A day in brackets under the title, as written. */
  day: string | null;
  recipients: string[];
  notes: string[];
  /** Index of the first line below the head. */
  next: number;
};

const KIND =
  /(?:决议|决定|命令|令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要|办法|规定|细则|方案|条例|规则|规程|制度|规划|要点|计划|总结|章程|准则|安排|措施|标准|公约|要求)(?:[(（][^()（）]{1,12}[)）])?$/;
const LONGEST_TITLE_LINES = 6;
const LONGEST_TITLE_LINE = 60;
const ORGANIZATION =
  /(?:委员会|人民政府|党委|党工委|党组|支部|总支|办公室|党政办|联席会议|领导小组|工作组|专班|[局站所部院团社委会办])$/;

/** True for a short line that names an organization and says nothing else. */
export function namesOrganization(text: string): boolean {
  const bare = tidy(text);
  return (
    bare.length >= 2 && bare.length <= 40 && !/[。，、；：:！？,;《》]/.test(bare) && ORGANIZATION.test(bare)
  );
}

/**
 * Reads the head in lines `0..end` and places it. A classification mark refuses the document
 * (`document.classified`): such papers do not belong on this system.
 */
export function readHead(lines: SourceLine[], end: number, placing: Placing): Head {
  const head: Head = {
    mark: null,
    urgency: null,
    number: null,
    numberLine: null,
    signer: null,
    issuer: null,
    title: '',
    day: null,
    recipients: [],
    notes: [],
    next: 0,
  };
  while (head.next < end && takeAboveTitle(lines[head.next], head, placing)) head.next += 1;
  readTitle(lines, end, head, placing);
  while (head.next < end && takeBelowTitle(lines[head.next], head, placing)) head.next += 1;
  readRecipients(lines, end, head, placing);
  return head;
}

function takeAboveTitle(line: SourceLine | undefined, head: Head, placing: Placing): boolean {
  if (!line) return false;
  const text = toHalfWidth(line.text).trim();
  if (/^(?:绝\s*密|机\s*密|秘\s*密)\s*(?:★.*)?$/.test(text)) {
    throw new Refusal('document.classified', { cites: '保密法2024', remedy: 'document.classified' });
  }
  if (takeNumber(line, text, head, placing)) return true;
  if (head.urgency === null && /^(?:特提|特急|加急|平急|急件)$/.test(text.replaceAll(' ', ''))) {
    head.urgency = tidy(text);
    placing.put(line, 'urgency');
    return true;
  }
  if (head.signer === null && /^签\s*发\s*人\s*:/.test(text)) {
    head.signer = tidy(text.replace(/^[^:]*:/, ''));
    placing.put(line, 'signer');
    return true;
  }
  if (head.mark === null && /文\s*件$/.test(text) && !text.includes('关于') && text.length <= 60) {
    head.mark = tidy(line.text);
    placing.put(line, 'mark');
    return true;
  }
  if (/^\d{6}$/.test(text) || /^\(.{0,20}\)$/.test(text)) {
    head.notes.push(line.text);
    placing.put(line, 'notes');
    return true;
  }
  return false;
}

function takeNumber(line: SourceLine, text: string, head: Head, placing: Placing): boolean {
  if (head.number) return false;
  const marked = /^(.{2,40}文\s*件)\s+(?=\S)/.exec(text);
  const from = marked?.[0].length ?? 0;
  const bracketed = /^\((.*)\)$/.exec(text.slice(from));
  const number = readDocumentNumber(bracketed?.[1] ?? text.slice(from));
  if (!number || (number.rest !== '' && !/^签\s*发\s*人/.test(number.rest))) return false;
  if (marked && head.mark === null) {
    head.mark = tidy(marked[1] ?? '');
    placing.put(line, 'mark', { to: from });
  } else if (marked) {
    return false;
  }
  head.number = number;
  head.numberLine = line.line;
  const signer = number.rest.replace(/^签\s*发\s*人\s*:?\s*/, '');
  const to = number.rest === '' ? line.text.length : text.lastIndexOf(number.rest);
  placing.put(line, 'number', { from, to });
  if (number.rest !== '') {
    head.signer = tidy(signer);
    placing.put(line, 'signer', { from: to });
  }
  return true;
}

function readTitle(lines: SourceLine[], end: number, head: Head, placing: Placing): void {
  const count = titleLength(lines, head.next, end);
  const titleLines = lines.slice(head.next, head.next + count);
  head.next += count;
  const issuers: string[] = [];
  let title = '';
  for (const line of titleLines) {
    const about = line.text.indexOf('关于');
    const isIssuer =
      title === '' &&
      (about > 0 ? namesOrganization(line.text.slice(0, about)) : namesOrganization(line.text));
    if (isIssuer && about <= 0 && line !== titleLines.at(-1)) {
      issuers.push(...organizationsIn(line.text));
      placing.put(line, 'issuer');
    } else if (isIssuer && about > 0) {
      issuers.push(...organizationsIn(line.text.slice(0, about)));
      placing.put(line, 'issuer', { to: about });
      placing.put(line, 'title', { from: about });
      title += line.text.slice(about);
    } else {
      placing.put(line, 'title');
      title += ` ${line.text}`;
    }
  }
  head.title = tidy(title);
  if (issuers.length > 0) head.issuer = issuers.join('、');
}

/** How many lines the title takes: up to the one that ends in a kind of document (意见, 通知 …), issuer lines included. */
function titleLength(lines: SourceLine[], start: number, end: number): number {
  for (let count = 1; count <= LONGEST_TITLE_LINES && start + count <= end; count++) {
    const text = lines[start + count - 1]?.text ?? '';
    if (text.length > LONGEST_TITLE_LINE || /[。：:；;]$/.test(text))
      return plainTitleLength(lines, start, count - 1);
    const next = lines[start + count]?.text ?? '';
    if (!KIND.test(tidy(text)) || (start + count < end && next.startsWith('的'))) continue;
    return /^[（(](?:试行|草案|修订|暂行|征求意见稿|.{0,4}稿)[)）]$/.test(next) ? count + 1 : count;
  }
  return plainTitleLength(lines, start, Math.min(LONGEST_TITLE_LINES, end - start));
}

/** A title of no known kind (a bare 关于…, a name) is the first line that is not an issuer, and not a sentence. */
function plainTitleLength(lines: SourceLine[], start: number, limit: number): number {
  let count = 0;
  while (count < limit && namesOrganization(lines[start + count]?.text ?? '')) count += 1;
  return count < limit ? count + 1 : 0;
}

/** Organizations of a joint document, which are set apart by blanks. */
function organizationsIn(text: string): string[] {
  const parts = text.split(/[\s\u3000]+/).filter((part) => part !== '');
  return parts.length > 1 && parts.every((part) => part.length > 3 && namesOrganization(part))
    ? parts
    : [tidy(text)];
}

function takeBelowTitle(line: SourceLine | undefined, head: Head, placing: Placing): boolean {
  if (!line) return false;
  const text = toHalfWidth(line.text).trim();
  if (takeNumber(line, text, head, placing)) return true;
  if (head.day === null && new RegExp(`^\\(\\s*${DAY}\\s*\\)$`).test(text)) {
    head.day = line.text;
    placing.put(line, 'date');
    return true;
  }
  if (/^\(.{2,80}\)$/.test(text)) {
    head.notes.push(line.text);
    placing.put(line, 'notes');
    return true;
  }
  return false;
}

function readRecipients(lines: SourceLine[], end: number, head: Head, placing: Placing): void {
  if (head.title === '') return;
  let text = '';
  for (let count = 1; count <= 4 && head.next + count <= end; count++) {
    const line = lines[head.next + count - 1];
    text += line?.text ?? '';
    if (/[。；！？]/.test(text) || text.length > 200) return;
    if (!/[：:]$/.test(text)) continue;
    if (/如下|以下|现将|下列|包括|主要是/.test(text)) return;
    head.recipients = splitList(text.slice(0, -1));
    for (const each of lines.slice(head.next, head.next + count)) placing.put(each, 'recipients');
    head.next += count;
    return;
  }
}

/** Splits 各支部，镇属各单位。 at its commas, but not inside brackets. */
export function splitList(text: string): string[] {
  const items = [''];
  let depth = 0;
  for (const character of text.replace(/[。.]\s*$/, '')) {
    if (/[（(]/.test(character)) depth += 1;
    if (/[）)]/.test(character)) depth -= 1;
    if (depth <= 0 && /[，、,；;]/.test(character)) items.push('');
    else items[items.length - 1] += character;
  }
  return items.map(tidy).filter((item) => item !== '');
}
