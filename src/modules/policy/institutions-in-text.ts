/** Finds the institutions that a text names. Quotes, book marks and line breaks do not hide a name. */

import { compact, unitsThatMatch } from './characters.ts';
import { CATALOGUE, type InstitutionId } from './institutions-catalogue.ts';

/** One naming: `start`, `end` are offsets in the text, `alias` the catalogue's wording that matched. */
export type InstitutionMention = { id: InstitutionId; alias: string; start: number; end: number };

const HIDDEN = unitsThatMatch(/[\s\u200b-\u200d\u2060\ufeff“”‘’"'「」『』《》〈〉<>]/u);
const KEY_LENGTH = 2;

/** 党务、政务公开 names two institutions with one wording, so an entry can carry several. */
type Entry = { ids: InstitutionId[]; alias: string; bare: string };

const index = buildIndex();

/** All namings in the order of the text; where two overlap the longer one stands. */
export function findInstitutions(text: string): InstitutionMention[] {
  const { text: plain, offsets } = compact(text, HIDDEN);
  const found: { entry: Entry; from: number }[] = [];
  const firsts = new Set([...index.keys()].map((key) => key.charCodeAt(0)));
  for (let from = 0; from + KEY_LENGTH <= plain.length; from++) {
    if (!firsts.has(plain.charCodeAt(from))) continue;
    const [longest] =
      index.get(plain.slice(from, from + KEY_LENGTH))?.filter((each) => plain.startsWith(each.bare, from)) ??
      [];
    if (longest) found.push({ entry: longest, from });
  }
  return withoutOverlaps(found)
    .flatMap(({ entry: { ids, alias, bare }, from }) => {
      const place = { alias, start: offsets[from] ?? 0, end: (offsets[from + bare.length - 1] ?? 0) + 1 };
      return ids.map((id) => ({ id, ...place }));
    })
    .sort((a, b) => a.start - b.start);
}

/** Longest first at each start; over the whole text the longer of two that overlap, the earlier of two as long. */
function withoutOverlaps(found: { entry: Entry; from: number }[]): { entry: Entry; from: number }[] {
  const kept: { entry: Entry; from: number }[] = [];
  for (const candidate of found) {
    const last = kept.at(-1);
    if (!last || last.from + last.entry.bare.length <= candidate.from) kept.push(candidate);
    else if (candidate.entry.bare.length > last.entry.bare.length) kept[kept.length - 1] = candidate;
  }
  return kept;
}

function buildIndex(): Map<string, Entry[]> {
  const entries = new Map<string, Entry>();
  for (const { id, name, aliases } of CATALOGUE) {
    for (const alias of [name, ...aliases]) {
      const bare = compact(alias, HIDDEN).text;
      const entry = entries.get(bare) ?? { ids: [], alias, bare };
      if (!entry.ids.includes(id)) entry.ids.push(id);
      entries.set(bare, entry);
    }
  }
  const byStart = new Map<string, Entry[]>();
  for (const entry of [...entries.values()].sort((a, b) => b.bare.length - a.bare.length)) {
    const key = entry.bare.slice(0, KEY_LENGTH);
    byStart.set(key, [...(byStart.get(key) ?? []), entry]);
  }
  return byStart;
}
