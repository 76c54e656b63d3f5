/** Chapters and articles with their text, sub-levels, institutions and quantities. */

import { tidy } from './characters.ts';
import { findInstitutions, type InstitutionMention } from './institutions-in-text.ts';
import { markerAt } from './numbering.ts';
import type { NumberedNode } from './numbered-tree.ts';
import type { ArticleOutline, ChapterOutline } from './outline.ts';
import type { Placing } from './placing.ts';
import { findQuantities, type Quantity } from './quantities.ts';
import type { SourceLine } from './source-lines.ts';

/** A numbered part of an article; `start`, `end` are offsets in the article's text, the marker included. */
export type Sub = { marker: string; number: number; start: number; end: number; subs: Sub[] };

/**
 * `number` is the document's own, 0 for text of a chapter that carries none. `text` is everything after the number,
 * a line break for each paragraph; the title is its beginning up to `bodyStart`, or empty when the text has no heading.
 */
export type Article = {
  number: number;
  title: string;
  bodyStart: number;
  text: string;
  line: number;
  subs: Sub[];
  institutions: InstitutionMention[];
  quantities: Quantity[];
};

/** `number` is 1 and `title` empty when the document has no chapters; `text` stands between heading and first article. */
export type Chapter = {
  number: number;
  title: string;
  text: string;
  line: number | null;
  articles: Article[];
};

const LONGEST_LEAD = 40;
const LONGEST_LABEL = 25;

/** Reads the outlined chapters from `lines` and places their lines under `chapter` and `article`. */
export function readChapters(lines: SourceLine[], outlines: ChapterOutline[], placing: Placing): Chapter[] {
  return outlines.map((outline, index) => {
    const key = String(index);
    const heading = outline.headingAt === undefined ? undefined : lines[outline.headingAt];
    const skip = outline.node?.marker.length ?? 0;
    const { title, bodyStart } = splitLead(heading?.text.slice(skip) ?? '', false);
    const cut = bodyStart === 0 ? skip : skip + bodyStart;
    const leads = outline.lead.flatMap(({ from, to }) => lines.slice(from, to));
    const rest = heading?.text.slice(cut) ?? '';
    const ownText = [rest, ...leads.map((line) => line.text)].filter((text) => text !== '').join('\n');
    if (heading) placing.put(heading, 'chapter', { key, to: cut });
    const alone = outline.articles.length === 0 && ownText !== '';
    const field = alone ? 'article' : 'chapter';
    if (heading) placing.put(heading, field, { key: alone ? `${key}.0` : key, from: cut });
    for (const line of leads) placing.put(line, field, { key: alone ? `${key}.0` : key });
    const own = alone
      ? [describe({ number: 0, title, bodyStart: 0, text: ownText, line: heading?.line ?? 0, subs: [] })]
      : [];
    return {
      number: outline.node?.marker.number ?? 1,
      title,
      text: alone ? '' : ownText,
      line: heading?.line ?? null,
      articles: [
        ...own,
        ...outline.articles.map((each, i) => readArticle(lines, each, `${key}.${i}`, placing)),
      ],
    };
  });
}

/** True when the article names no institution that could be measured: it exhorts, and the board says so. */
export function namesNothingMeasurable(article: Article, isMeasurable: (id: string) => boolean): boolean {
  return !article.institutions.some(({ id }) => isMeasurable(id));
}

function readArticle(lines: SourceLine[], outline: ArticleOutline, key: string, placing: Placing): Article {
  const { node, from, to } = outline;
  const own = lines.slice(from, to);
  const skip = node?.marker.length ?? 0;
  const starts: number[] = [];
  let text = '';
  for (const [i, line] of own.entries()) {
    placing.put(line, 'article', { key });
    if (i > 0) text += '\n';
    starts.push(text.length);
    text += i === 0 ? line.text.slice(skip) : line.text;
  }
  const offsetOf = (at: number): number => starts[at - from] ?? text.length;
  const subs = node ? lineSubs(node.children, text.length, offsetOf) : [];
  const { title, bodyStart } = node ? splitLead(text, true) : { title: '', bodyStart: 0 };
  return describe({
    number: node?.marker.number ?? 0,
    title,
    bodyStart,
    text,
    line: own[0]?.line ?? 0,
    subs: subs.length > 0 ? subs : inlineSubs(text),
  });
}

function describe(article: Omit<Article, 'institutions' | 'quantities'>): Article {
  return {
    ...article,
    institutions: findInstitutions(article.text),
    quantities: findQuantities(article.text),
  };
}

/** The heading at the start of a text: up to the first full stop or colon, a bracket, or a short line of its own. */
export function splitLead(text: string, inArticle: boolean): { title: string; bodyStart: number } {
  const lineEnd = text.includes('\n') ? text.indexOf('\n') : text.length;
  const line = text.slice(0, lineEnd);
  const bracket = /^[【[（(]([^】\]）)]{2,20})[】\]）)]\s*/.exec(line);
  if (bracket && inArticle) return { title: tidy(bracket[1] ?? ''), bodyStart: bracket[0].length };
  const stop = line.search(/[。；！？]/);
  if (stop !== -1) {
    const colon = line.search(/[：:]/);
    const isLabel =
      colon > 0 && colon < stop && colon <= LONGEST_LABEL && !line.slice(0, colon).includes('，');
    if (isLabel) return { title: tidy(line.slice(0, colon)), bodyStart: colon + 1 };
    return stop <= LONGEST_LEAD
      ? { title: tidy(line.slice(0, stop)), bodyStart: stop + 1 }
      : { title: '', bodyStart: 0 };
  }
  if (inArticle && line.length > LONGEST_LEAD) return { title: '', bodyStart: 0 };
  const title = tidy(line.replace(/[：:]$/, ''));
  return { title, bodyStart: Math.min(text.length, lineEnd + 1) };
}

function lineSubs(nodes: NumberedNode[], end: number, offsetOf: (at: number) => number): Sub[] {
  return nodes.map(({ marker, at, children }, i) => {
    const next = nodes[i + 1];
    const stop = next ? offsetOf(next.at) : end;
    return {
      marker: marker.raw,
      number: marker.number,
      start: offsetOf(at),
      end: stop,
      subs: lineSubs(children, stop, offsetOf),
    };
  });
}

/** Numbers inside a paragraph (… ：（一）…；（二）…), when at least two of a kind follow each other from 1. */
function inlineSubs(text: string): Sub[] {
  const found: { kind: string; sub: Sub }[] = [];
  for (let at = 0; at < text.length; at++) {
    if (at > 0 && !/[。；：;:，\n]/.test(text.charAt(at - 1))) continue;
    const marker = markerAt(text.slice(at, at + 24));
    if (!marker || !/^(?:cnParen|numParen|num|circled)$/.test(marker.kind)) continue;
    const kind = found[0]?.kind ?? marker.kind;
    if (marker.kind !== kind || marker.number !== found.length + 1) continue;
    found.push({
      kind,
      sub: { marker: marker.raw, number: marker.number, start: at, end: text.length, subs: [] },
    });
  }
  if (found.length < 2) return [];
  return found.map(({ sub }, i) => ({ ...sub, end: found[i + 1]?.sub.start ?? text.length }));
}
