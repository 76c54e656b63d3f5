/** What a text may say of its parameters: `{{cites, citation}}`, `{{period, period}}`; the same for server and staff app. */
import type { i18n } from 'i18next';
import { citationInWords } from './citation.ts';
import { periodInWords } from './period.ts';

export function addFormatters({ services }: i18n): void {
  const localeOf = (language: string | undefined) => (language === 'en' ? 'en' : 'zh-CN');
  services.formatter?.add('citation', (cites: string, language) =>
    citationInWords(cites, localeOf(language)),
  );
  services.formatter?.add('period', (label: string, language) => periodInWords(label, localeOf(language)));
}
