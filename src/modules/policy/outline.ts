/** The numbered tree as chapters and articles: which level is which is decided by what the levels hold. */

import { type NumberedNode, nodesOf } from './numbered-tree.ts';
import type { SourceLine } from './source-lines.ts';

/** Lines `from`..`to` (end exclusive) of the body; `node` is absent for text that carries no number. */
export type ArticleOutline = { node?: NumberedNode; from: number; to: number };

/** `headingAt` is the index of the heading line; `lead` are its lines that belong to no article. */
export type ChapterOutline = {
  node?: NumberedNode;
  headingAt?: number;
  lead: { from: number; to: number }[];
  articles: ArticleOutline[];
};

export type Outline = { start: number; chapters: ChapterOutline[] };

const SHORT_HEADING = 60;

/** Divides lines `0..end` below the tree's roots; text before the first root is not part of the outline. */
export function outlineOf(lines: SourceLine[], roots: NumberedNode[], end: number): Outline {
  const main = mainRoots(roots);
  const [first] = main;
  if (!first) return { start: end, chapters: [] };
  const stops = [...main.slice(1).map((node) => node.at), end];
  if (!holdChapters(lines, main)) {
    const articles = main.map((node, i) => ({ node, from: node.at, to: stops[i] ?? end }));
    return { start: first.at, chapters: [{ lead: [], articles }] };
  }
  const chapters = main.flatMap((node, i) => chaptersOf(node, stops[i] ?? end));
  return { start: first.at, chapters };
}

/** Roots of the outermost kind; a short list in front of them (in the preamble) is left there. */
function mainRoots(roots: NumberedNode[]): NumberedNode[] {
  const last = roots.at(-1);
  if (!last) return [];
  const from = roots.findIndex((node) => node.marker.kind === last.marker.kind);
  return roots.slice(from).filter((node) => node.marker.kind === last.marker.kind);
}

function holdChapters(lines: SourceLine[], roots: NumberedNode[]): boolean {
  const kind = roots[0]?.marker.kind;
  if (kind === 'clause') return false;
  const children = roots.flatMap((node) => node.children);
  if (children.length === 0) return false;
  if (kind === 'part' || kind === 'chapter' || kind === 'section') return true;
  if (children.some((child) => child.marker.kind === 'clause')) return true;
  const headings = roots.filter((node) => isHeading(lines[node.at]?.text ?? '')).length;
  const parents = roots.filter((node) => node.children.length > 0).length;
  return headings * 2 >= roots.length && (parents * 2 >= roots.length || children.length >= roots.length);
}

/** A heading stands alone on its line: short, and no sentence ends in it. */
export function isHeading(text: string): boolean {
  return text.length <= SHORT_HEADING && !/[。；！？]/.test(text) && !/[，、,]$/.test(text);
}

function chaptersOf(node: NumberedNode, end: number): ChapterOutline[] {
  const inner = node.children.filter((child) => child.marker.kind === 'chapter');
  if (node.marker.kind === 'part' && inner.length > 0) {
    return inner.flatMap((child, i) => chaptersOf(child, inner[i + 1]?.at ?? end));
  }
  const parts = partsOf(node);
  const stop = (i: number): number => parts[i]?.node.at ?? end;
  const ranges = parts.map((part, i) => ({ ...part, from: part.node.at, to: stop(i + 1) }));
  const lead = [{ from: node.at + 1, to: stop(0) }, ...ranges.filter((part) => part.groups)];
  const articles = ranges.filter((part) => !part.groups);
  return [{ node, headingAt: node.at, lead, articles }];
}

/** Articles of a chapter: its clauses where it has clauses, else its children; a section (节) only groups them. */
function partsOf(chapter: NumberedNode): { node: NumberedNode; groups: boolean }[] {
  return chapter.children.flatMap((child) => {
    if (child.marker.kind === 'clause') return [{ node: child, groups: false }];
    const clauses = nodesOf(child).filter((each) => each.marker.kind === 'clause');
    const grouped = clauses.length > 0 ? clauses : child.marker.kind === 'section' ? child.children : [];
    if (grouped.length === 0) return [{ node: child, groups: false }];
    return [{ node: child, groups: true }, ...grouped.map((node) => ({ node, groups: false }))];
  });
}
