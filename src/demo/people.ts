/** Invented people for the demo town: the same for the same seed; numbers begin with 999999, which is no place. */
import { checkDigitOf } from '../modules/members/id-number.ts';
import type { RosterValues } from '../modules/members/roster-values.ts';
import type { Kind } from '../modules/members/choices.ts';

const surnames = Array.from(
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕',
);
const givenMale =
  '守田 大山 建国 志强 长河 文斌 有粮 春林 庆丰 海波 立新 德厚 明远 永安 振华 水生 金锁 小军 国栋 宝成'.split(
    ' ',
  );
const givenFemale =
  '秀英 桂兰 玉梅 小雨 春燕 丽华 静 巧云 红霞 素珍 晓梅 彩凤 月娥 青 雪莲 文娟 冬梅 小满 兰芳 慧'.split(' ');
const educations = ['小学', '初中', '初中', '高中', '高中', '中专', '大专', '大学'];
const occupations = ['农牧渔民', '农牧渔民', '农牧渔民', '外出务工经商', '个体工商户', '离退休人员'];

/** A small generator with a seed (mulberry32): 0 ≤ x < 1. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export type Invented = { values: RosterValues; kind: Kind };

/** Gives one invented member after the other, no name twice. `latest` is the last possible day of joining. */
export function inventor(
  seed: number,
  latest: Temporal.PlainDate,
): (given?: Partial<RosterValues>) => Invented {
  const random = seeded(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!; // the lists are not empty
  const used = new Set<string>();
  let made = 0;

  const freeName = (isMale: boolean): string => {
    for (;;) {
      const name = pick(surnames) + pick(isMale ? givenMale : givenFemale);
      if (used.has(name)) continue;
      used.add(name);
      return name;
    }
  };

  return (given = {}) => {
    made += 1;
    const isMale = given.sex ? given.sex === 'male' : random() < 0.7;
    const drawn = Temporal.PlainDate.from('1940-01-01').add({ days: Math.floor(random() * 22_000) });
    const born = given.birth_date?.date ?? drawn;
    const adult = born.add({ years: 20 });
    const span = Math.max(1, adult.until(latest).days);
    const joined = adult.add({ days: Math.floor(random() * Math.min(span, 9000)) });
    const conversion = joined.add({ years: 1 });
    const isFull = Temporal.PlainDate.compare(conversion, latest) <= 0;
    const isAway = random() < 0.15;
    const values: RosterValues = {
      name: given.name ?? freeName(isMale),
      sex: isMale ? 'male' : 'female',
      id_no: numberOf(born, made * 2 + (isMale ? 1 : 0)),
      ethnicity: random() < 0.95 ? '汉族' : '回族',
      birth_date: { date: born, precision: 'day' },
      native_place: '青江县',
      education: pick(educations),
      occupation: isAway ? '外出务工经商' : pick(occupations),
      joined_on: { date: joined, precision: 'day' },
      ...(isFull && { converted_on: { date: conversion, precision: 'day' } }),
      mobile: `1990000${String(1000 + made)}`,
      is_mobile: isAway,
      ...(isAway && { mobile_place: '外省务工' }),
      ...given,
    };
    return { values, kind: isFull ? 'full' : 'probationary' };
  };
}

/** Odd sequence numbers are male; the sequence runs on where three digits do not suffice by the day of birth. */
function numberOf(born: Temporal.PlainDate, sequence: number): string {
  const first17 = `999999${born.toString().replaceAll('-', '')}${String(sequence % 1000).padStart(3, '0')}`;
  return first17 + checkDigitOf(first17);
}
