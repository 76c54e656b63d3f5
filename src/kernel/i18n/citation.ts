/** Rules as the code cites them, in the words that a clerk or a resident reads. Runs on the server and in the browser. */
import type { Locale } from './catalogue.ts';
import { citationMessages } from './citation-messages.ts';

type Key = keyof (typeof citationMessages)['zh-CN'];
type Say = (key: Key, params?: Record<string, string>) => string;

const prefix = 'cites.law.';
const shortNames = Object.keys(citationMessages['zh-CN'])
  .filter((key) => key.startsWith(prefix))
  .map((key) => key.slice(prefix.length));
const rule = new RegExp(
  String.raw`(?<!\p{Script=Han})(${shortNames.join('|')}) ?((?:19|20)\d{2})?(?: (?=\d))?(?=[ \d]|$|[，；,;)）])`,
  'gu',
);
/** The village law of 2026 was renumbered; the code cites it by the article before the revision. */
const renumbered = /村组2026 \[\?\] \(村组2018( art\. ?[\d()]+)\)/gu;
const articles = / ?art\. ?(\d+)(?:\((\d+)\))?(?:[–-](\d+))?/gu;

/** `村组2018 art. 24(3)` → 《村民委员会组织法》（2018年）第24条第3项; what it does not know stays as it is. */
export function citationInWords(cites: string, locale: Locale): string {
  const say: Say = (key, params = {}) =>
    Object.entries(params).reduce(
      (text, [name, value]) => text.replaceAll(`{{${name}}}`, value),
      citationMessages[locale][key],
    );
  const articleOf = (_: string, article: string, item?: string, last?: string): string => {
    if (item) return say('cites.item', { article, item });
    return last ? say('cites.range', { article, last }) : say('cites.article', { article });
  };
  return cites
    .replaceAll(renumbered, (_, article: string) =>
      say('cites.renumbered', { article: article.replaceAll(articles, articleOf) }),
    )
    .replaceAll(/(?<=PIPL )(\d+)/gu, 'art. $1')
    .replaceAll(
      rule,
      (_, short: string, year?: string) =>
        // The names come from the catalogue itself.
        say(`${prefix}${short}` as Key) + (year ? say('cites.year', { year }) : ''),
    )
    .replaceAll(articles, articleOf)
    .replaceAll(/ ?\[\?\]/gu, say('cites.unchecked'))
    .replaceAll(' (local practice)', say('cites.local'))
    .replaceAll(' (common practice)', say('cites.common'));
}
