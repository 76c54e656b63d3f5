/** The promise of the document reader, stated once: every visible character of the source is in exactly one place. */

import assert from 'node:assert/strict';
import { withoutBlanks } from '../../src/modules/policy/characters.ts';
import type { PolicyReading } from '../../src/modules/policy/reading.ts';

const BLANK = /[\s\u200b-\u200d\u2060\ufeff]/u;

/** Checks the placements against the source, and the texts of the reading against the placements. */
export function assertNothingLost(source: string, reading: PolicyReading): void {
  const places = new Uint8Array(source.length);
  for (const { start, end } of reading.placements)
    for (let i = start; i < end; i++) places[i] = (places[i] ?? 0) + 1;
  for (let i = 0; i < source.length; i++) {
    const wanted = BLANK.test(source.charAt(i)) ? 1 : places[i];
    assert.equal(wanted, 1, `character ${i} (${source.slice(i - 5, i + 6)}) is in ${places[i]} places`);
    assert.ok((places[i] ?? 0) <= 1, `character ${i} is in ${places[i]} places`);
  }
  const placed = (field: string, key?: string): string =>
    withoutBlanks(
      reading.placements
        .filter((placement) => placement.field === field && (key === undefined || placement.key === key))
        .map(({ start, end }) => source.slice(start, end))
        .join(''),
    );
  assert.equal(withoutBlanks(reading.preamble), placed('preamble'));
  assert.equal(withoutBlanks(reading.title), placed('title'));
  assert.equal(withoutBlanks(reading.unplaced.map(({ text }) => text).join('')), placed('unplaced'));
  for (const [c, chapter] of reading.chapters.entries()) {
    for (const [a, article] of chapter.articles.entries()) {
      const text = withoutBlanks(article.text);
      const source = placed('article', `${c}.${a}`);
      assert.ok(
        source.endsWith(text) && source.length - text.length <= 8,
        `article ${article.number}: ${source}`,
      );
    }
    assert.ok(placed('chapter', String(c)).includes(withoutBlanks(chapter.title)));
    assert.ok(placed('chapter', String(c)).endsWith(withoutBlanks(chapter.text)));
  }
}
