/** Both languages in one i18next; the modules' words come in their own chunk, beside the first request. */
import i18next, { use } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Locale } from '../../../src/kernel/i18n/catalogue.ts';
import type { MessageKey as ModuleMessageKey } from '../../../src/modules/messages.ts';
import { addFormatters } from '../../../src/kernel/i18n/formatters.ts';
import { kitMessages } from '../ui/messages.ts';
import { shellMessages } from './messages.ts';

/** Every key that `t` knows; a mistyped one does not compile. */
export type MessageKey =
  | keyof (typeof shellMessages)['zh-CN']
  | keyof (typeof kitMessages)['zh-CN']
  | ModuleMessageKey;

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    keySeparator: false;
    nsSeparator: false;
    returnNull: false;
    resources: { translation: Record<MessageKey, string> };
  }
}

/** Ready when every text can be shown. */
export async function startI18n(locale: Locale): Promise<void> {
  const { messages } = await import('../../../src/modules/messages.ts');
  const translation = (language: Locale) => ({
    translation: { ...messages[language], ...kitMessages[language], ...shellMessages[language] },
  });
  await use(initReactI18next).init({
    lng: locale,
    fallbackLng: 'zh-CN',
    supportedLngs: ['zh-CN', 'en'],
    resources: { 'zh-CN': translation('zh-CN'), en: translation('en') },
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
  });
  addFormatters(i18next);
}
