/** What must never leave: found by its form in every text that someone wants to publish, with the place where it stands. */
import type { Reason } from '../refusal.ts';
import { mapContent, textsOf, type PublicContent } from './content.ts';
import { houseNumbersIn } from './house-numbers.ts';
import type { MaskingProfile } from './masking.ts';
import { usualSurnames } from './surnames.ts';

/** One hit: `index` in the text, as it was read. */
type Hit = { index: number; found: string };
type Finder = (text: string, named: boolean) => Hit[];

/** `named`: whether the content names persons; what then tells of one of them may be harmless without. */
type Rule = { code: string; cites: string; find: Finder; unless?: readonly MaskingProfile[] };

const digits = '(?<![0-9])';
const end = '(?![0-9Xx])';
const person = `[${usualSurnames}](?:[\\p{Script=Han}*]{1,2}|某{1,2})(?=[\\s，,。、；;：:（(）)]|$)`;

const by =
  (...patterns: RegExp[]): Finder =>
  (text) =>
    patterns.flatMap((pattern) =>
      [...text.matchAll(pattern)].map((match) => ({ index: match.index, found: match[0] })),
    );
const byWhereNamed =
  (pattern: RegExp, always: Finder): Finder =>
  (text, named) => [...always(text, named), ...(named ? by(pattern)(text, named) : [])];

/** 公开2017 and PIPL art. 28, 31: numbers that name a person, ways to reach one, what nobody need know of one, secrecy. */
const rules: readonly Rule[] = [
  {
    code: 'disclosure.has_id_number',
    cites: 'PIPL 28',
    find: by(
      new RegExp(
        `${digits}[1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]${end}`,
        'gu',
      ),
    ),
  },
  {
    code: 'disclosure.has_phone',
    cites: 'PIPL 28',
    find: by(new RegExp(`${digits}1[3-9][0-9][ -]?[0-9]{4}[ -]?[0-9]{4}${end}`, 'gu')),
  },
  {
    code: 'disclosure.has_bank_card',
    cites: 'PIPL 28',
    find: by(new RegExp(`${digits}(?:62|4|5)[0-9]{14,17}${end}`, 'gu')),
  },
  {
    code: 'disclosure.is_classified',
    cites: '保密法 2024',
    find: by(/(?:绝密|机密|秘密)\s*(?:★|☆|\*)|^\s*(?:绝密|机密|秘密)\s*$/gmu),
  },
  {
    code: 'disclosure.has_health',
    cites: 'PIPL 28',
    find: byWhereNamed(
      /(?:癌|肿瘤|白血病|尿毒症|糖尿病|高血压|心脏病|精神病|精神障碍|肝炎|肺结核|艾滋|残疾|重病|大病|因病)/gu,
      by(
        /(?:身患|罹患|患有|确诊|查出)[^，。；、\s]{1,10}/gu,
        /残疾证|[一二三四]级(?:肢体|视力|听力|言语|智力|精神|多重)?残疾/gu,
      ),
    ),
  },
  {
    code: 'disclosure.has_minor',
    cites: 'PIPL 31',
    find: byWhereNamed(
      /(?<![0-9.])(?:[0-9]|1[0-7])\s*周?岁(?!以[上下]|至|到|[—–-])|孤儿|留守儿童|困境儿童|小学生|初中生|幼儿/gu,
      by(
        new RegExp(`(?:孤儿|留守儿童|困境儿童|儿童|小学生|初中生|中学生|学生|幼儿)[：:]?\\s*${person}`, 'gu'),
      ),
    ),
  },
  // With hidden or masked names the number itself is taken out (masking.ts); beside a whole name it is refused.
  {
    code: 'disclosure.has_address',
    cites: 'PIPL 28',
    find: houseNumbersIn,
    unless: ['names_masked', 'names_hidden'],
  },
];

/**
 * Reasons why a content may not be published under its profile, each with the piece of text that shows it (shortened)
 * and the words around it; none when it may. `names`: of its annexes.
 */
export function reasonsNotToPublish(
  title: string,
  content: PublicContent,
  profile: MaskingProfile = 'names_masked',
  names: readonly string[] = [],
): Reason[] {
  const named = namesPersons(content);
  const [first = '', ...rest] = [...textsOf(title, content), ...names].map(halfWidth);
  const texts = [{ text: first, field: 'title' }, ...rest.map((text) => ({ text, field: 'text' }))];
  return rules
    .filter((rule) => !rule.unless?.includes(profile))
    .flatMap(({ code, cites, find }) => {
      for (const { text, field } of texts) {
        const [hit] = find(text, named);
        if (hit) return [{ code, cites, field, params: shownAt(text, hit) }];
      }
      return [];
    });
}

/** Where a house number stands that masking takes out, for who proposes and reviews. */
export function placesMasked(title: string, content: PublicContent): string[] {
  return textsOf(title, content).flatMap((text) =>
    houseNumbersIn(text).map((hit) => shownAt(text, hit).place),
  );
}

function namesPersons(content: PublicContent): boolean {
  let found = false;
  mapContent(content, (value) => {
    if (value.kind === 'person') found = true;
    return value;
  });
  return found;
}

/** Digits typed full-width or with blanks between are the same digits. */
function halfWidth(text: string): string {
  return text
    .replaceAll(/\p{Number}|[Ａ-Ｚａ-ｚ－]/gu, (one) => one.normalize('NFKC'))
    .replaceAll(/(?<=[0-9])[\s\u200B-\u200D]+(?=[0-9])/gu, '');
}

/** The hit, and up to eight characters on each side; a number is never repeated in whole. */
function shownAt(text: string, { index, found }: Hit): { found: string; place: string } {
  const short = shortened(found);
  const before = Array.from(text.slice(0, index))
    .slice(-8)
    .join('')
    .replaceAll(/\d{4,}/gu, '…');
  const after = Array.from(text.slice(index + found.length))
    .slice(0, 8)
    .join('')
    .replaceAll(/\d{4,}/gu, '…');
  return { found: short, place: `${before}【${short}】${after}`.replaceAll('\n', ' ') };
}

function shortened(hit: string): string {
  return /\d/u.test(hit) && hit.length > 6 ? `${hit.slice(0, 3)}…${hit.slice(-2)}` : hit;
}
