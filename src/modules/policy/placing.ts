/** Where each line of the source went: one place for each, so that nothing can be lost or counted twice. */

import { type SourceLine, spansOf } from './source-lines.ts';

/** Fields of a reading that take text of the source besides chapters and articles. */
export type Field =
  | 'mark'
  | 'urgency'
  | 'number'
  | 'signer'
  | 'issuer'
  | 'title'
  | 'recipients'
  | 'preamble'
  | 'closing'
  | 'attachmentNote'
  | 'signature'
  | 'date'
  | 'notes'
  | 'subjectWords'
  | 'copiesTo'
  | 'printLine'
  | 'copies'
  | 'pageMarks'
  | 'repeatedCopy'
  | 'chapter'
  | 'article'
  | 'unplaced';

/** A stretch of the source (UTF-16 offsets, end exclusive) and its place; `key` tells chapters and articles apart. */
export type Placement = { field: Field; key?: string; start: number; end: number };

export type Placing = {
  placements: Placement[];
  /** Places characters `from`..`to` of a line (the whole line unless told). */
  put(line: SourceLine, field: Field, options?: { key?: string; from?: number; to?: number }): void;
};

export function newPlacing(): Placing {
  const placements: Placement[] = [];
  return {
    placements,
    put(line, field, { key, from, to } = {}) {
      for (const span of spansOf(line, from, to))
        placements.push({ field, ...(key ? { key } : {}), ...span });
    },
  };
}
