/** The language of the command line: that of the terminal. */

import type { Locale } from '../kernel/i18n/catalogue.ts';

/** Chinese where LC_ALL, LC_MESSAGES or LANG (the first that is set) starts with zh, else English. */
export function terminalLocale(environment: NodeJS.ProcessEnv): Locale {
  const language = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '';
  return /^zh/i.test(language) ? 'zh-CN' : 'en';
}
