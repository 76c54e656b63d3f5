/** Message catalogues: one for each module, zh-CN the source, en with the same keys (checked by the types). */

export type Locale = 'zh-CN' | 'en';

export type Messages = Record<string, string>;

/** Both languages of one namespace. Keys are flat and dotted; values use i18next's `{{name}}`. */
export type Catalogue<Zh extends Messages = Messages> = { 'zh-CN': Zh; en: Record<keyof Zh, string> };

/** Checks at compile time that en has exactly the keys of zh-CN. */
export function catalogue<const Zh extends Messages>(zh: Zh, en: Record<keyof Zh, string>): Catalogue<Zh> {
  return { 'zh-CN': zh, en };
}

/** Merges catalogues; a key that two of them claim is a mistake and throws. */
export function mergeCatalogues(parts: Catalogue[]): Catalogue {
  const merged: Catalogue = { 'zh-CN': {}, en: {} };
  for (const part of parts) {
    for (const [key, text] of Object.entries(part['zh-CN'])) {
      if (key in merged['zh-CN']) throw new Error(`message key ${key} is claimed twice`);
      merged['zh-CN'][key] = text;
      merged.en[key] = part.en[key] ?? '';
    }
  }
  return merged;
}
