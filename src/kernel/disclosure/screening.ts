/** What must never leave: found by its form in every text that someone wants to publish. */
import type { Reason } from '../refusal.ts';
import { textsOf, type PublicContent } from './content.ts';

const digits = '(?<![0-9])';
const end = '(?![0-9Xx])';

/** 公开2017 and PIPL art. 28: numbers that name a person, ways to reach one, and marks of secrecy. */
const forbidden: readonly { code: string; pattern: RegExp; cites: string }[] = [
  {
    code: 'disclosure.has_id_number',
    pattern: new RegExp(
      `${digits}[1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]${end}`,
      'u',
    ),
    cites: 'PIPL 28',
  },
  {
    code: 'disclosure.has_phone',
    pattern: new RegExp(`${digits}1[3-9][0-9][ -]?[0-9]{4}[ -]?[0-9]{4}${end}`, 'u'),
    cites: 'PIPL 28',
  },
  {
    code: 'disclosure.has_bank_card',
    pattern: new RegExp(`${digits}(?:62|4|5)[0-9]{14,17}${end}`, 'u'),
    cites: 'PIPL 28',
  },
  {
    code: 'disclosure.is_classified',
    pattern: /(?:绝密|机密|秘密)\s*(?:★|☆|\*)|^\s*(?:绝密|机密|秘密)\s*$/mu,
    cites: '保密法 2024',
  },
];

/** Reasons why a content may not be published, with the piece of text that shows it; none when it may. */
export function reasonsNotToPublish(title: string, content: PublicContent): Reason[] {
  const texts = textsOf(title, content).map(halfWidth);
  return forbidden.flatMap(({ code, pattern, cites }) => {
    const hit = texts.map((one) => pattern.exec(one)?.[0]).find((found) => found !== undefined);
    return hit === undefined ? [] : [{ code, cites, params: { found: shortened(hit) }, field: 'content' }];
  });
}

/** Digits typed full-width or with blanks between are the same digits. */
function halfWidth(text: string): string {
  return text.normalize('NFKC').replaceAll(/(?<=[0-9])[\s\u200B-\u200D]+(?=[0-9])/gu, '');
}

function shortened(hit: string): string {
  return hit.length > 6 ? `${hit.slice(0, 3)}…${hit.slice(-2)}` : hit;
}
