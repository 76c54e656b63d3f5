import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { diffOf } from '../../web/src/lib/text-diff.ts';

const textOf = (kinds: string[], pieces: ReturnType<typeof diffOf>): string =>
  pieces
    .filter((piece) => kinds.includes(piece.kind))
    .map((piece) => piece.text)
    .join('');

test('a changed amount is shown as removed and added, the rest as it was', () => {
  assert.deepEqual(diffOf('出资12万元。', '出资20万元。'), [
    { kind: 'same', text: '出资' },
    { kind: 'gone', text: '1' },
    { kind: 'same', text: '2' },
    { kind: 'new', text: '0' },
    { kind: 'same', text: '万元。' },
  ]);
});

test('what stayed and went is the old text, what stayed and came is the new one', () => {
  const text = fc.string({ unit: fc.constantFrom('修', '路', '。', '\n', '1', '2'), maxLength: 60 });
  const long = text.map((one) => one.repeat(40));
  fc.assert(
    fc.property(fc.oneof(text, long), fc.oneof(text, long), (before, after) => {
      const pieces = diffOf(before, after);
      assert.equal(textOf(['same', 'gone'], pieces), before);
      assert.equal(textOf(['same', 'new'], pieces), after);
    }),
    { numRuns: 200 },
  );
});
