/** Sentences for what the roster reader says; the parameters are those of `RosterProblem`. */

import { catalogue } from '../../kernel/i18n/catalogue.ts';
import { rosterColumns, rosterFields, type RosterField } from './roster-columns.ts';
import type { ProblemCode } from './roster-problems.ts';

const zh = {
  'cell.error': '单元格是公式错误（{{value}}），请填写实际内容。',
  'name.missing': '没有姓名。',
  'name.normalized': '姓名中的空格或间隔号已整理。',
  'name.odd_characters': '姓名“{{value}}”里有不常见的字符，请核对。',
  'id_no.missing': '没有身份证号，无法核对是否重复；请尽量补上。',
  'id_no.length': '身份证号应为 18 位（旧号 15 位），这里是 {{length}} 位。',
  'id_no.characters': '身份证号里有不该出现的字符。',
  'id_no.birth_not_real': '身份证号中的出生日期不是真实日期。',
  'id_no.wrong_check_digit': '身份证号校验码不对，至少有一位写错，请对照证件。',
  'id_no.stored_as_number':
    '身份证号被表格当作数字保存，末几位已丢失，无法恢复；请把单元格设为“文本”后重新填写。',
  'id_no.scientific': '身份证号变成了科学计数法，数字已丢失；请把单元格设为“文本”后重新填写。',
  'id_no.normalized': '身份证号中的全角字符、空格、撇号或小写 x 已整理。',
  'id_no.upgraded_from_15': '15 位旧身份证号已换算成 18 位。',
  'id_no.number_intact': '身份证号以数字保存，但各位完整，已按文本读取。',
  'sex.contradicts_id': '性别与身份证号不一致，请核对是哪一个写错。',
  'sex.from_id': '性别空缺，已按身份证号填写。',
  'birth_date.contradicts_id': '出生日期与身份证号（{{idDate}}）不一致，保留表中日期，请核对。',
  'birth_date.from_id': '出生日期空缺，已按身份证号填写。',
  'birth_date.day_from_id': '出生日期只有年月，日已按身份证号补上。',
  'date.unreadable': '“{{value}}”读不出日期。',
  'date.not_a_day': '“{{value}}”不是真实的日期。',
  'date.year_only': '“{{value}}”只有年份，至少需要年月。',
  'date.ambiguous_month': '“{{value}}”分不清是 1 月还是 10 月，请写成 2001-01 或 2001-10 的样子。',
  'date.out_of_range': '“{{value}}”的年份不合理。',
  'date.month_only': '“{{value}}”只有年月，只按年月记录，没有补日。',
  'date.from_serial': '日期以表格序号 {{value}} 保存，已换算。',
  'date.normalized': '日期中的全角字符或空格已整理。',
  'date.in_future': '“{{value}}”晚于今天（{{today}}），请核对。',
  'code.unknown': '“{{value}}”不在通用的选项里。',
  'flag.unknown': '“{{value}}”看不出是“是”还是“否”。',
  'phone.malformed': '“{{value}}”不像一个电话号码，已照原样保留。',
  'amount.unreadable': '“{{value}}”读不出数值。',
  'branch.missing': '没有写所在党支部。',
  'branch.unknown': '本镇没有“{{branch}}”这个党支部。',
  'branch.said_dissolved': '表中写明“{{branch}}”已不存在，请写党员现在所在的党支部。',
  'branch.ambiguous': '“{{branch}}”对应不止一个党支部，请写全称。',
  'joined_on.missing': '没有入党日期。',
  'joined_on.before_birth': '入党日期早于出生日期。',
  'joined_on.under_18': '按表中日期入党时 {{age}} 周岁，不满 18 周岁，请核对。',
  'converted_on.before_joined': '转正日期早于入党日期（{{joined}}）。',
  'converted_on.on_probationary': '人员类别是预备党员，却有转正日期，请核对。',
  'converted_on.missing': '正式党员没有转正日期，无法计算党龄。',
  'row.duplicate_line': '与第 {{line}} 行（序号 {{serial}}）重复。',
  'row.same_id_other_name': '身份证号与第 {{line}} 行（序号 {{serial}}，{{name}}）相同，姓名却不同。',
  'row.same_name_and_birth':
    '姓名和出生日期与第 {{line}} 行（序号 {{serial}}）相同，且至少一行没有可用的身份证号。',
} as const satisfies Record<ProblemCode, string>;

const en = {
  'cell.error': 'The cell is a formula error ({{value}}); write the actual content.',
  'name.missing': 'There is no name.',
  'name.normalized': 'Blanks or dots in the name were tidied.',
  'name.odd_characters': 'The name “{{value}}” has unusual characters; please check.',
  'id_no.missing': 'There is no identity number, so duplicates cannot be ruled out; add it if you can.',
  'id_no.length': 'An identity number has 18 characters (old ones 15); this has {{length}}.',
  'id_no.characters': 'The identity number has characters that do not belong there.',
  'id_no.birth_not_real': 'The date of birth inside the identity number is not a real date.',
  'id_no.wrong_check_digit':
    'The check digit of the identity number is wrong: at least one character is mistyped; compare with the card.',
  'id_no.stored_as_number':
    'The sheet stored the identity number as a number and its last digits are lost for good; format the cell as text and type it again.',
  'id_no.scientific':
    'The identity number was turned into scientific notation and digits are lost; format the cell as text and type it again.',
  'id_no.normalized':
    'Full-width characters, blanks, apostrophes or a small x in the identity number were tidied.',
  'id_no.upgraded_from_15': 'The old 15-digit identity number was converted to 18 characters.',
  'id_no.number_intact': 'The identity number was stored as a number but is complete; it was read as text.',
  'sex.contradicts_id': 'The sex contradicts the identity number; check which one is wrong.',
  'sex.from_id': 'The sex was blank and was taken from the identity number.',
  'birth_date.contradicts_id':
    'The date of birth contradicts the identity number ({{idDate}}); the date in the sheet is kept, please check.',
  'birth_date.from_id': 'The date of birth was blank and was taken from the identity number.',
  'birth_date.day_from_id':
    'The date of birth had only the month; the day was taken from the identity number.',
  'date.unreadable': '“{{value}}” cannot be read as a date.',
  'date.not_a_day': '“{{value}}” is not a real date.',
  'date.year_only': '“{{value}}” is only a year; the month is needed at least.',
  'date.ambiguous_month': '“{{value}}” may be January or October; write it like 2001-01 or 2001-10.',
  'date.out_of_range': 'The year of “{{value}}” is not plausible.',
  'date.month_only': '“{{value}}” has only the month; it is kept as a month, no day was invented.',
  'date.from_serial': 'The date was stored as the serial number {{value}} and was converted.',
  'date.normalized': 'Full-width characters or blanks in the date were tidied.',
  'date.in_future': '“{{value}}” is after today ({{today}}); please check.',
  'code.unknown': '“{{value}}” is not one of the usual choices.',
  'flag.unknown': '“{{value}}” is neither yes nor no.',
  'phone.malformed': '“{{value}}” does not look like a telephone number; it is kept as it is.',
  'amount.unreadable': '“{{value}}” cannot be read as a number.',
  'branch.missing': 'There is no branch.',
  'branch.unknown': 'This town has no branch “{{branch}}”.',
  'branch.said_dissolved':
    'The sheet itself says that “{{branch}}” is no more; write the branch in which the member is now.',
  'branch.ambiguous': '“{{branch}}” fits more than one branch; write its full name.',
  'joined_on.missing': 'There is no date of joining the Party.',
  'joined_on.before_birth': 'The date of joining is before the date of birth.',
  'joined_on.under_18': 'By these dates the member joined at the age of {{age}}, under 18; please check.',
  'converted_on.before_joined':
    'The date of becoming a full member is before the date of joining ({{joined}}).',
  'converted_on.on_probationary':
    'The member is on probation but has a date of becoming a full member; please check.',
  'converted_on.missing':
    'A full member without the date of becoming one: the length of membership cannot be counted.',
  'row.duplicate_line': 'Repeats line {{line}} (number {{serial}}).',
  'row.same_id_other_name':
    'Has the identity number of line {{line}} (number {{serial}}, {{name}}) but another name.',
  'row.same_name_and_birth':
    'Has the name and date of birth of line {{line}} (number {{serial}}), and one of them has no usable identity number.',
} as const satisfies Record<ProblemCode, string>;

const fieldNames = {
  serial: 'No.',
  name: 'Name',
  sex: 'Sex',
  id_no: 'Identity number',
  ethnicity: 'Ethnic group',
  birth_date: 'Date of birth',
  native_place: 'Native place',
  education: 'Education',
  degree: 'Degree',
  school: 'School and subject',
  member_kind: 'Kind of member',
  branch: 'Branch',
  joined_on: 'Joined on',
  converted_on: 'Full member since',
  entry_kind: 'Way of joining',
  entry_branch: 'Branch when joining',
  party_post: 'Party post',
  membership_state: 'State of membership',
  occupation: 'Occupation',
  technical_post: 'Professional post',
  new_stratum: 'New social stratum',
  is_migrant_worker: 'Migrant worker',
  front_line: 'Front line',
  work_unit: 'Workplace and post',
  mobile: 'Mobile telephone',
  phone: 'Landline',
  residence: 'Place of residence',
  household_place: 'Registered household',
  address: 'Address',
  is_mobile: 'Mobile member',
  mobile_place: 'Away at',
  mobile_since: 'Away since',
  mobile_reason: 'Reason for being away',
  receiving_branch: 'Receiving branch',
  is_lost: 'Lost contact',
  lost_on: 'Contact lost on',
  found_on: 'Contact found on',
  monthly_due: 'Monthly dues',
  paid_until: 'Dues paid until',
  applied_on: 'Applied on',
  activist_on: 'Activist since',
  candidate_on: 'Candidate since',
  sponsors: 'Sponsors',
  league_on: 'Joined the League on',
  started_work_on: 'Started work on',
  note: 'Note',
  party_years: 'Years of membership',
  party_years_adjustment: 'Membership adjustment (months)',
  age: 'Age',
  problems: 'Problems',
} satisfies Record<RosterField, string>;

const verdicts = {
  zh: { sound: '无误', repaired: '已整理', wrong: '有误', duplicate: '重复' },
  en: { sound: 'sound', repaired: 'repaired', wrong: 'wrong', duplicate: 'duplicate' },
};

/** `roster.problem.<code>`, `roster.field.<field>`, `roster.verdict.<verdict>` and `roster.skipped.<reason>`. */
export const rosterMessages = catalogue(
  {
    ...prefixed('roster.problem', zh),
    ...prefixed(
      'roster.field',
      Object.fromEntries(rosterFields.map((field) => [field, rosterColumns[field].header])) as Record<
        RosterField,
        string
      >, // fromEntries forgets the keys
    ),
    ...prefixed('roster.verdict', verdicts.zh),
    ...prefixed('roster.skipped', {
      title: '标题',
      header: '表头',
      blank: '空行',
      total: '合计',
      note: '说明',
    }),
    'roster.sheet_name': '花名册',
    'roster.wrong_sheet_name': '待更正',
  },
  {
    ...prefixed('roster.problem', en),
    ...prefixed('roster.field', fieldNames),
    ...prefixed('roster.verdict', verdicts.en),
    ...prefixed('roster.skipped', {
      title: 'title',
      header: 'header',
      blank: 'blank',
      total: 'total',
      note: 'note',
    }),
    'roster.sheet_name': 'Roster',
    'roster.wrong_sheet_name': 'To correct',
  },
);

/** Puts one prefix before every key and keeps the keys in the type, so that both languages are compared. */
function prefixed<Prefix extends string, Texts extends Record<string, string>>(
  prefix: Prefix,
  texts: Texts,
): Record<`${Prefix}.${keyof Texts & string}`, string> {
  const entries = Object.entries(texts).map(([key, text]) => [`${prefix}.${key}`, text]);
  return Object.fromEntries(entries) as Record<`${Prefix}.${keyof Texts & string}`, string>; // fromEntries forgets the keys
}
