/** Numbered lines to a tree. The nesting follows the document's own sequences, not a fixed list of levels. */

import { KINDS, type Kind, type Marker, markerAt } from './numbering.ts';
import type { SourceLine } from './source-lines.ts';

/** A numbered line; `at` is its index in the lines, children are nested one level deeper. */
export type NumberedNode = { marker: Marker; at: number; children: NumberedNode[] };

export type NumberingFault = {
  code: 'numbering.gap' | 'numbering.repeated';
  line: number;
  marker: string;
  expected: number;
};

export type NumberedTree = { roots: NumberedNode[]; faults: NumberingFault[] };

type Candidate = { at: number; marker: Marker; afterSentence: boolean };

const LARGEST_GAP = 5;

/** Accepts the line numbers that form sequences (from 1, or continuing across parents) and nests them. */
export function numberedTree(lines: SourceLine[]): NumberedTree {
  const candidates = findCandidates(lines);
  const rank = rankKinds(candidates);
  const rankOf = (node: { marker: Marker }): number => rank.indexOf(node.marker.kind);
  const roots: NumberedNode[] = [];
  const faults: NumberingFault[] = [];
  const lastNumber = new Map<Kind, number>();
  const path: NumberedNode[] = [];
  for (const candidate of candidates) {
    const { marker, at } = candidate;
    const depth = path.findIndex((node) => rankOf(node) >= rankOf(candidate));
    const level = depth === -1 ? path.length : depth;
    const sibling = path[level]?.marker.kind === marker.kind ? path[level].marker.number : undefined;
    const expected = (sibling ?? lastNumber.get(marker.kind) ?? 0) + 1;
    const verdict = judge(candidate, expected, sibling !== undefined);
    if (verdict === 'text') continue;
    if (verdict !== 'next') {
      faults.push({ code: verdict, line: lines[at]?.line ?? 0, marker: marker.raw, expected });
    }
    const node: NumberedNode = { marker, at, children: [] };
    path.length = level;
    (path.at(-1)?.children ?? roots).push(node);
    path.push(node);
    lastNumber.set(marker.kind, marker.number);
  }
  return { roots, faults };
}

/** A node and all below it, in the document's order. */
export function nodesOf(node: NumberedNode): NumberedNode[] {
  return [node, ...node.children.flatMap(nodesOf)];
}

function findCandidates(lines: SourceLine[]): Candidate[] {
  const candidates: Candidate[] = [];
  for (const [at, line] of lines.entries()) {
    const marker = markerAt(line.text);
    if (!marker) continue;
    const before = lines[at - 1]?.text ?? '';
    const numbered = candidates.at(-1)?.at === at - 1;
    const heading = before.length <= 40 && !/[，,、]$/.test(before);
    candidates.push({
      at,
      marker,
      afterSentence: before === '' || /[。！？：；.!?:;）)”]$/.test(before) || (numbered && heading),
    });
  }
  return candidates;
}

type Verdict = 'next' | 'numbering.gap' | 'numbering.repeated' | 'text';

/** "2012、2013" at the start of a wrapped line is text; a forgotten or doubled number is a fault, its text stays an article. */
function judge({ marker, afterSentence }: Candidate, expected: number, hasSibling: boolean): Verdict {
  if (marker.number === expected) return 'next';
  if (marker.number === 1) return hasSibling && !afterSentence ? 'text' : 'next';
  if (!afterSentence) return 'text';
  if (marker.number > expected && marker.number - expected <= LARGEST_GAP) return 'numbering.gap';
  return hasSibling && marker.number < expected && marker.number > expected - LARGEST_GAP
    ? 'numbering.repeated'
    : 'text';
}

/**
 * Outermost first. The usual order holds unless the document shows the contrary: an outer number runs on
 * while the inner one starts again below it (1、 with （一） under each).
 */
function rankKinds(candidates: Candidate[]): Kind[] {
  const numbers = new Map<Kind, number[]>();
  for (const { marker } of candidates) {
    const known = numbers.get(marker.kind);
    if (known) known.push(marker.number);
    else numbers.set(marker.kind, [marker.number]);
  }
  const present = KINDS.filter((kind) => numbers.has(kind));
  const restarts = (kind: Kind): number =>
    (numbers.get(kind) ?? []).filter((n, i) => n === 1 && i > 0).length;
  const runsOn = (kind: Kind): boolean => restarts(kind) === 0 && (numbers.get(kind) ?? []).length >= 2;
  const first = (kind: Kind): number => candidates.findIndex(({ marker }) => marker.kind === kind);
  const rank = [...present];
  for (let pass = 0; pass < rank.length; pass++) {
    for (let i = 0; i + 1 < rank.length; i++) {
      const [outer, inner] = [rank[i], rank[i + 1]];
      if (!outer || !inner) continue;
      if (first(inner) < first(outer) && runsOn(inner) && restarts(outer) > 0)
        [rank[i], rank[i + 1]] = [inner, outer];
    }
  }
  return rank;
}
