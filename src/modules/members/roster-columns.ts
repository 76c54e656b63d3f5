/** The columns of a member roster: fields of the national forms and the many ways in which towns head them. */

import type { CodeTableName } from './code-tables.ts';
import { comparable } from './roster-text.ts';

export type ColumnKind =
  | { as: 'serial' }
  | { as: 'name' }
  | { as: 'id' }
  | { as: 'branch' }
  | { as: 'code'; table: CodeTableName; closed?: boolean }
  | { as: 'date' }
  | { as: 'flag' }
  | { as: 'phone' }
  | { as: 'yuan' }
  | { as: 'month' }
  | { as: 'count' }
  | { as: 'text' }
  /** Read past: derived values and our own notes. */
  | { as: 'ignored' };

type Column = { header: string; kind: ColumnKind; aliases: string[] };

const text: ColumnKind = { as: 'text' };
const date: ColumnKind = { as: 'date' };
const flag: ColumnKind = { as: 'flag' };

/** In the order of the national forms; `header` is what an export writes. `closed` tables refuse unknown words. */
export const rosterColumns = {
  serial: { header: '序号', kind: { as: 'serial' }, aliases: ['编号', '序', '号', 'No', '顺序号', '排序'] },
  name: { header: '姓名', kind: { as: 'name' }, aliases: ['党员姓名', '名字', '人员姓名', '姓名(必填)'] },
  sex: { header: '性别', kind: { as: 'code', table: 'sex', closed: true }, aliases: ['男/女'] },
  id_no: {
    header: '公民身份号码',
    kind: { as: 'id' },
    aliases: [
      '身份证号',
      '身份证号码',
      '身份证',
      '公民身份证号码',
      '公民身份证号',
      '居民身份证号',
      '居民身份证号码',
      '身份号码',
      '证件号码',
      '证件号',
    ],
  },
  ethnicity: { header: '民族', kind: { as: 'code', table: 'ethnicity' }, aliases: ['民族名称', '民族成分'] },
  birth_date: {
    header: '出生日期',
    kind: date,
    aliases: ['出生年月', '出生年月日', '出生时间', '生日', '出生', '出生日'],
  },
  native_place: { header: '籍贯', kind: text, aliases: ['籍贯地'] },
  education: {
    header: '学历',
    kind: { as: 'code', table: 'education' },
    aliases: ['文化程度', '最高学历', '学历情况', '受教育程度'],
  },
  degree: { header: '学位', kind: { as: 'code', table: 'degree' }, aliases: ['学位情况', '最高学位'] },
  school: {
    header: '毕业院校系及专业',
    kind: text,
    aliases: ['毕业院校', '毕业学校', '毕业院校及专业', '毕业院校系专业', '毕业院校和专业'],
  },
  member_kind: {
    header: '人员类别',
    kind: { as: 'code', table: 'member_kind', closed: true },
    aliases: ['党员类别', '人员类型', '党员类型', '类别', '正式/预备', '政治面貌', '党员身份'],
  },
  branch: {
    header: '所在党支部',
    kind: { as: 'branch' },
    aliases: [
      '所在支部',
      '党支部',
      '支部',
      '支部名称',
      '党支部名称',
      '所属支部',
      '所属党支部',
      '所在党组织',
      '所属党组织',
      '组织名称',
      '所在党支部名称',
      '所在支部名称',
      '党组织名称',
      '组织关系所在支部',
      '组织关系所在党支部',
      '现所在党支部',
    ],
  },
  joined_on: {
    header: '入党日期',
    kind: date,
    aliases: [
      '入党时间',
      '加入党组织日期',
      '加入党组织时间',
      '加入中国共产党时间',
      '入党年月',
      '加入中共组织日期',
      '加入中共组织时间',
      '入党年月日',
      '何时入党',
      '加入党组织的日期',
      '加入中国共产党日期',
    ],
  },
  converted_on: {
    header: '转正日期',
    kind: date,
    aliases: [
      '转正时间',
      '转为正式党员日期',
      '转为正式党员时间',
      '转正年月',
      '转为正式党员的日期',
      '转正年月日',
      '何时转正',
    ],
  },
  entry_kind: {
    header: '入党类型',
    kind: { as: 'code', table: 'entry_kind' },
    aliases: ['加入党组织类型', '入党方式'],
  },
  entry_branch: { header: '入党时所在支部', kind: text, aliases: ['入党时所在党支部', '入党所在支部'] },
  party_post: {
    header: '党内职务',
    kind: text,
    aliases: ['现任党内职务', '党内现任职务', '支部职务', '党务职务'],
  },
  membership_state: { header: '党籍状态', kind: text, aliases: ['党籍情况', '党员状态'] },
  occupation: {
    header: '工作岗位',
    kind: { as: 'code', table: 'occupation' },
    aliases: ['职业', '从业状况', '个人身份', '岗位', '工作岗位类别', '职业类别', '从事职业'],
  },
  technical_post: {
    header: '从事专业技术职务',
    kind: text,
    aliases: ['专业技术职务', '职称', '聘任专业技术职务'],
  },
  new_stratum: {
    header: '新社会阶层类型',
    kind: { as: 'code', table: 'new_stratum' },
    aliases: ['新社会阶层', '新的社会阶层', '新的社会阶层类型', '新阶层'],
  },
  is_migrant_worker: { header: '是否农民工', kind: flag, aliases: ['农民工'] },
  front_line: { header: '一线情况', kind: text, aliases: ['一线'] },
  work_unit: {
    header: '工作单位及职务',
    kind: text,
    aliases: ['工作单位', '工作单位职务', '单位职务', '单位', '职务', '所在单位'],
  },
  mobile: {
    header: '手机',
    kind: { as: 'phone' },
    aliases: [
      '手机号',
      '手机号码',
      '联系电话',
      '电话',
      '联系方式',
      '电话号码',
      '移动电话',
      '本人电话',
      '联系电话(手机)',
    ],
  },
  phone: { header: '固定电话', kind: text, aliases: ['座机', '家庭电话', '固话', '其他联系电话'] },
  residence: {
    header: '现居住地',
    kind: text,
    aliases: ['现住址', '居住地', '现居住地址', '常住地', '现住地', '居住地址'],
  },
  household_place: {
    header: '户籍所在地',
    kind: text,
    aliases: ['户籍地', '户口所在地', '户籍', '户籍地址'],
  },
  address: {
    header: '家庭住址',
    kind: text,
    aliases: ['住址', '家庭地址', '地址', '详细住址', '通讯地址', '通信地址'],
  },
  is_mobile: {
    header: '是否流动',
    kind: flag,
    aliases: ['是否流动党员', '流动党员', '是否外出流动', '是否外出', '是否为流动党员'],
  },
  mobile_place: {
    header: '外出流向',
    kind: text,
    aliases: ['流向', '外出地点', '外出地', '流动去向', '流出地', '外出流向地', '流入地', '务工地'],
  },
  mobile_since: { header: '外出日期', kind: date, aliases: ['外出时间', '流动时间', '流出日期', '流出时间'] },
  mobile_reason: { header: '外出原因', kind: text, aliases: ['流动原因', '外出流动原因'] },
  receiving_branch: { header: '流入支部', kind: text, aliases: ['流入党支部', '流入地党支部', '流入党组织'] },
  is_lost: { header: '是否失联', kind: flag, aliases: ['失联', '是否失联党员', '失联党员'] },
  lost_on: { header: '失去联系日期', kind: date, aliases: ['失联日期', '失联时间', '失去联系时间'] },
  found_on: { header: '找回日期', kind: date, aliases: ['恢复联系日期', '找回时间'] },
  monthly_due: {
    header: '月应交党费',
    kind: { as: 'yuan' },
    aliases: [
      '月应交',
      '月交党费',
      '月缴党费',
      '党费标准',
      '应交党费',
      '应缴党费',
      '月应缴党费',
      '每月党费',
      '党费',
      '月应交党费(元)',
    ],
  },
  paid_until: {
    header: '党费交至年月',
    kind: { as: 'month' },
    aliases: ['交至年月', '党费缴至', '党费交至', '缴至年月', '党费缴至年月'],
  },
  applied_on: {
    header: '申请入党日期',
    kind: date,
    aliases: ['申请日期', '申请入党时间', '递交入党申请书时间', '递交入党申请书日期', '申请时间'],
  },
  activist_on: {
    header: '列为积极分子日期',
    kind: date,
    aliases: [
      '积极分子日期',
      '确定为积极分子时间',
      '列为积极分子时间',
      '列为入党积极分子日期',
      '列为入党积极分子时间',
      '确定为入党积极分子时间',
    ],
  },
  candidate_on: {
    header: '列为发展对象日期',
    kind: date,
    aliases: ['发展对象日期', '列为发展对象时间', '确定为发展对象时间'],
  },
  sponsors: { header: '入党介绍人', kind: text, aliases: ['介绍人', '培养联系人'] },
  league_on: { header: '入团日期', kind: date, aliases: ['入团时间'] },
  started_work_on: { header: '参加工作日期', kind: date, aliases: ['参加工作时间', '工作时间'] },
  note: { header: '备注', kind: text, aliases: ['说明', '备注说明', '其他说明'] },
  party_years: { header: '党龄', kind: { as: 'ignored' }, aliases: ['党龄(年)', '党龄年'] },
  party_years_adjustment: {
    header: '党龄校正值(月)',
    kind: { as: 'count' },
    aliases: ['党龄校正值', '党龄校正'],
  },
  age: { header: '年龄', kind: { as: 'ignored' }, aliases: ['年龄(岁)', '周岁'] },
  problems: { header: '问题', kind: { as: 'ignored' }, aliases: ['Problems'] },
} satisfies Record<string, Column>;

export type RosterField = keyof typeof rosterColumns;

export const rosterFields = Object.keys(rosterColumns) as RosterField[]; // keys of a constant

/** Headers with fewer known columns than this, or without the name, are not a roster. */
export const MIN_KNOWN_COLUMNS = 3;

const byHeader = new Map<string, RosterField>();
for (const field of rosterFields) {
  for (const header of [rosterColumns[field].header, ...rosterColumns[field].aliases]) {
    const key = headerKey(header);
    const other = byHeader.get(key);
    if (other && other !== field) throw new Error(`header ${header} names both ${other} and ${field}`);
    byHeader.set(key, field);
  }
}

/** The field that a header names, whatever its blanks, line breaks, marks or unit in brackets; undefined if unknown. */
export function fieldOfHeader(header: string): RosterField | undefined {
  const key = headerKey(header);
  return (
    byHeader.get(key) ?? byHeader.get(key.replace(/\(.*\)$/, '')) ?? byHeader.get(key.replace(/^\d+/, ''))
  );
}

/** The kind of a field's column, widened to the union. */
export function kindOf(field: RosterField): ColumnKind {
  return rosterColumns[field].kind;
}

function headerKey(header: string): string {
  return comparable(header);
}
