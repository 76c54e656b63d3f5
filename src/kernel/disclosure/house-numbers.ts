/** House numbers: where a person lives is on no board; the road stays, the number goes. */

const number = '[\\d\\uff10-\\uff19〇零一二三四五六七八九十百]+';
const inside = `(?:${number}(?:号院|号楼|栋|幢|单元|楼|层|室|户))+`;
/** 号 that counts something else than a door: a road, a paper, a bridge, a well, a lot of work. */
const otherThing = '(?!线|公路|文|令|桥|井|机|渠|泵|标|闸|变|电|地块|图|池|坝|窖|大棚|棚|楼梯|路灯|案|宗)';
const houseNumber = new RegExp(
  `(?<=\\p{Script=Han}(?:路|街|巷|弄|里|胡同|大道|村|组|队|屯|庄|社|小区|社区))\\s*(?:${number}(?:[-－]${number})?\\s*号${otherThing}(?:院|楼)?(?:${inside})?|${inside}(?<=室|户))`,
  'gu',
);

/** Each house number of a text with its place. */
export function houseNumbersIn(text: string): { index: number; found: string }[] {
  return [...text.matchAll(houseNumber)].map((match) => ({ index: match.index, found: match[0].trim() }));
}

/** 清河路12号3单元501室 → 清河路**号. */
export function withoutHouseNumbers(text: string): string {
  return text.replaceAll(houseNumber, '**号');
}
