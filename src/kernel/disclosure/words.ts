/** Words of a published text for the site's search: pairs of characters, since two-character words are usual in Chinese. */
import { textsOf, type PublicContent } from './content.ts';

/** The text of a publication in one string, as it is searched. */
export function searchable(title: string, content: PublicContent): string {
  return folded(textsOf(title, content).join('\n'));
}

/** Full width and case do not matter to a search. */
export function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** Each pair of neighbouring letters or digits once; a text of one character has none. */
export function bigramsOf(text: string): string[] {
  const pairs = new Set<string>();
  for (const run of folded(text).match(/[\p{Letter}\p{Number}]+/gu) ?? []) {
    const letters = [...run];
    for (const [index, letter] of letters.entries()) {
      const next = letters[index + 1];
      if (next !== undefined) pairs.add(letter + next);
    }
  }
  return [...pairs];
}
