/** How a name is found and where it stands: pinyin, initials, its characters alone and in pairs, its place in the roll. */
import { pinyin } from 'pinyin-pro';

export type NameIndex = { pinyin: string; initials: string; grams: string[]; sortKey: string };

/**
 * Pinyin in the reading of surnames (单 shan, 仇 qiu), lower case without tones and blanks. The sort key sets the character
 * behind its reading and tone (chen2陈wei3伟), so that readings sort first and one surname is never divided by another.
 */
export function indexName(name: string): NameIndex {
  const parts = pinyin(name, {
    surname: 'head',
    toneType: 'num',
    type: 'all',
    v: true,
    nonZh: 'consecutive',
  }).map(({ origin, pinyin: reading, isZh }) => ({
    origin: origin.trim(),
    reading: (isZh ? reading : origin).toLowerCase().replaceAll(/[^a-z0-9]/gu, ''),
  }));
  const syllables = parts
    .map(({ reading }) => reading.replaceAll(/\d/gu, ''))
    .filter((syllable) => syllable !== '');
  return {
    pinyin: syllables.join(''),
    initials: syllables.map((syllable) => syllable[0]).join(''),
    grams: gramsOf(name),
    sortKey: parts.map(({ reading, origin }) => reading + origin).join(''),
  };
}

/** Single characters and neighbouring pairs, each once. */
export function gramsOf(text: string): string[] {
  const characters = Array.from(text.replaceAll(/\s/gu, ''));
  const pairs = characters.slice(1).map((character, i) => `${characters[i]}${character}`);
  return [...new Set([...characters, ...pairs])];
}

/** What a search asks for: exactly one of the four. */
export type MemberSearch =
  | { by: 'name'; grams: string[] }
  | { by: 'letters'; letters: string }
  | { by: 'last4'; last4: string }
  | { by: 'id'; number: string };

/** A whole number, the last four of a number, letters of pinyin or initials, else a part of the name. Undefined: nothing asked. */
export function readSearch(words: string): MemberSearch | undefined {
  const text = words.normalize('NFKC').replaceAll(/\s/gu, '');
  if (text === '') return undefined;
  if (/^\d{17}[\dXx]$/u.test(text)) return { by: 'id', number: text.toUpperCase() };
  if (/^\d{3}[\dXx]$/u.test(text)) return { by: 'last4', last4: text.toUpperCase() };
  if (/^[A-Za-z']+$/u.test(text)) return { by: 'letters', letters: text.toLowerCase().replaceAll("'", '') };
  const characters = Array.from(text);
  // Longer parts are found by their pairs; a single character by itself.
  return {
    by: 'name',
    grams:
      characters.length === 1 ? characters : gramsOf(text).filter((gram) => Array.from(gram).length === 2),
  };
}
