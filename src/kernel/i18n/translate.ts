/** Texts in the reader's language, from the merged catalogue. */
import { createInstance } from 'i18next';
import type { Params } from '../refusal.ts';
import type { Catalogue, Locale } from './catalogue.ts';
import { addFormatters } from './formatters.ts';

/** `t(key, params)`; parameters whose name ends in `Key` are keys themselves and are translated into the name without it. */
export type Translate = (key: string, params?: Params) => string;

/** One translator for each language. A key that the catalogue lacks shows as itself, so that a check can find it. */
export function translators(catalogue: Catalogue): Record<Locale, Translate> {
  const instance = createInstance();
  void instance.init({
    lng: 'zh-CN',
    fallbackLng: 'zh-CN',
    initAsync: false,
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    resources: { 'zh-CN': { translation: catalogue['zh-CN'] }, en: { translation: catalogue.en } },
  });
  addFormatters(instance);
  const of = (locale: Locale): Translate => {
    const fixed = instance.getFixedT(locale);
    return (key, params = {}) => {
      const shown: Params = { ...params };
      for (const [name, value] of Object.entries(params)) {
        if (name.endsWith('Key') && typeof value === 'string') shown[name.slice(0, -3)] = fixed(value);
      }
      return fixed(key, shown);
    };
  };
  return { 'zh-CN': of('zh-CN'), en: of('en') };
}
