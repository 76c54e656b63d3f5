/** What the catalogue says of an institution, and whether this installation runs it. */
import type { Institution } from '../../kernel/institution.ts';
import type { Locale } from '../../kernel/i18n/catalogue.ts';
import { CATALOGUE, findInstitution } from './institutions-catalogue.ts';

/** The institutions that run here, by id; put together in app.ts. */
export type Running = ReadonlyMap<string, Institution>;

export function runningInstitutions(institutions: readonly Institution[]): Running {
  return new Map(institutions.map((one) => [one.id, one]));
}

export function nameOfInstitution(id: string, locale: Locale): string {
  const row = findInstitution(id);
  if (!row) return id;
  return locale === 'en' ? row.nameEn : row.name;
}

export function isNarrative(id: string): boolean {
  return findInstitution(id)?.nature === 'narrative';
}

/** An article is measurable when it names at least one institution that is. */
export function natureOf(ids: readonly string[]): 'measurable' | 'narrative' {
  return ids.some((id) => !isNarrative(id)) ? 'measurable' : 'narrative';
}

/** Rows whose name, other names or English name hold the words; all of them when there are none. */
export function searchInstitutions(words: string): string[] {
  const asked = words.toLowerCase();
  return CATALOGUE.filter(({ name, nameEn, aliases }) =>
    [name, nameEn, ...aliases].some((each) => each.toLowerCase().includes(asked)),
  ).map(({ id }) => id);
}
