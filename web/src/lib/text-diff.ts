/** What changed between two texts: a list of pieces that stayed, went or came. */
export type DiffPiece = { kind: 'same' | 'gone' | 'new'; text: string };

/** Beyond this many pieces on a side the texts are compared by sentence, not by character. */
const mostCharacters = 1500;

/** The longest common part stays; pieces joined in the order of the new text, what went before what came. */
export function diffOf(before: string, after: string): DiffPiece[] {
  const byCharacter = Math.max(before.length, after.length) <= mostCharacters;
  const a = byCharacter ? [...before] : sentencesOf(before);
  const b = byCharacter ? [...after] : sentencesOf(after);
  const common = commonLengths(a, b);
  const pieces: DiffPiece[] = [];
  const push = (kind: DiffPiece['kind'], text: string) => {
    const last = pieces.at(-1);
    if (last?.kind === kind) last.text += text;
    else pieces.push({ kind, text });
  };
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const [left, right] = [a[i], b[j]];
    if (left !== undefined && left === right) {
      push('same', left);
      i += 1;
      j += 1;
    } else if (
      right === undefined ||
      (left !== undefined && (common[i + 1]?.[j] ?? 0) >= (common[i]?.[j + 1] ?? 0))
    ) {
      push('gone', left ?? '');
      i += 1;
    } else {
      push('new', right);
      j += 1;
    }
  }
  return pieces;
}

function sentencesOf(text: string): string[] {
  return text.match(/[^。；;\n]*[。；;\n]|[^。；;\n]+$/gu) ?? [];
}

/** common[i][j]: length of the longest common part of a from i and b from j. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint16Array[] {
  const rows = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    const row = rows[i];
    const below = rows[i + 1];
    if (!row || !below) continue;
    for (let j = b.length - 1; j >= 0; j -= 1)
      row[j] = a[i] === b[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
  }
  return rows;
}
