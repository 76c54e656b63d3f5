import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { writeSheet, type CellValue } from '../../src/kernel/paper/sheet-writing.ts';
import { Refusal } from '../../src/kernel/refusal.ts';
import { findCode } from '../../src/modules/members/code-tables.ts';
import { fieldOfHeader } from '../../src/modules/members/roster-columns.ts';
import type { ProblemCode } from '../../src/modules/members/roster-problems.ts';
import { readRoster, type RosterReading, type RosterRow } from '../../src/modules/members/roster-reading.ts';
import type { BranchResolver, RowOptions } from '../../src/modules/members/roster-values.ts';
import { xlsxOf } from '../support/xlsx.ts';
import { plantedRoster, type Fault } from './roster-fixture.ts';

const codesOf: Record<Fault, ProblemCode[]> = {
  'wrong check digit': ['id_no.wrong_check_digit'],
  'id stored as a number': ['id_no.stored_as_number', 'id_no.scientific'],
  'unknown branch': ['branch.unknown', 'branch.said_dissolved'],
  'sex contradicts id': ['sex.contradicts_id'],
  'duplicate line': ['row.duplicate_line'],
  'joining date unreadable': ['date.unreadable'],
};

const header = [
  '序号',
  '姓名',
  '性别',
  '身份证号',
  '出生日期',
  '人员类别',
  '所在党支部',
  '入党日期',
  '转正日期',
];
const soundLine = [
  '张三',
  '男',
  '999999197001010017',
  '1970-01-01',
  '正式党员',
  '柳树村党支部',
  '1995-07-01',
  '1996-07-01',
];

/** Reads one line under the usual header, with some of its cells changed. */
async function readLine(change: Record<string, CellValue>, options: RowOptions = {}): Promise<RosterRow> {
  const line = [1, ...soundLine].map((value, i) => change[header[i] ?? ''] ?? value);
  const { rows } = await readLines([header, line], options);
  assert.ok(rows[0]);
  return rows[0];
}

async function readLines(lines: CellValue[][], options: RowOptions = {}): Promise<RosterReading> {
  const [first = [], ...rows] = lines;
  const columns = first.map((text) => ({ header: String(text ?? '') }));
  return readRoster(await writeSheet({ name: '花名册', columns, rows }), options);
}

const codes = (row: RosterRow | undefined) => row?.problems.map((problem) => problem.code);

function assertAllNamed(reading: RosterReading, planted: Record<Fault, number[]>, faults: Fault[]): void {
  for (const fault of faults) {
    const named = reading.rows.filter((row) => row.problems.some((it) => codesOf[fault].includes(it.code)));
    const serials = [...new Set(named.map((row) => row.serial))];
    assert.deepEqual(serials, planted[fault], fault);
    assert.ok(named.every((row) => row.verdict === 'wrong' || row.verdict === 'duplicate'));
  }
  const faulty = new Set(faults.flatMap((fault) => planted[fault]));
  for (const row of reading.rows) {
    if (faulty.has(Number(row.serial))) continue;
    assert.ok(
      row.verdict === 'sound' || row.verdict === 'repaired',
      `line ${row.line}: ${codes(row)?.join(', ')}`,
    );
  }
}

function resolverOf(names: string[]): BranchResolver {
  return (name) => (names.includes(name) ? { id: name } : undefined);
}

test('every planted fault is named under its serial and no sound line is refused', async () => {
  const { bytes, planted, branches, rows } = await plantedRoster(420, 20261101);
  const reading = await readRoster(bytes, { branches: resolverOf(branches) });
  const faults = Object.keys(planted) as Fault[]; // the keys of the fixture
  for (const fault of faults) assert.ok(planted[fault].length > 0, `${fault} was planted`);
  assertAllNamed(reading, planted, faults);
  assert.equal(reading.rows.length, rows + planted['duplicate line'].length);
  assert.equal(reading.headerLine, 3);
  assert.deepEqual(reading.unknownColumns, []);
  assert.deepEqual([...new Set(reading.skipped.map((it) => it.reason))].sort(), [
    'header',
    'note',
    'title',
    'total',
  ]);
});

const input = process.env.JISHI_INPUT ?? resolve(import.meta.dirname, '../../../shared/input');
const sample = join(input, 'roster-sample.xlsx');

test(
  "the sample roster's faults are all named",
  { skip: !existsSync(sample) && 'no sample here' },
  async () => {
    const truth = JSON.parse(readFileSync(join(input, 'roster-sample.truth.json'), 'utf8')) as {
      rows: number;
      faultsBySerialNumber: Record<Fault, number[]>;
    };
    const bytes = readFileSync(sample);
    const planted = truth.faultsBySerialNumber;
    const faults = Object.keys(planted) as Fault[]; // the sample's own list
    const withoutTown = await readRoster(bytes);
    assertAllNamed(withoutTown, planted, faults);
    assert.equal(new Set(withoutTown.rows.map((row) => row.serial)).size, truth.rows);
    const frequent = Map.groupBy(withoutTown.rows, (row) => row.values.branch ?? '');
    const known = [...frequent].filter(([, rows]) => rows.length > truth.rows / 100).map(([name]) => name);
    assertAllNamed(await readRoster(bytes, { branches: resolverOf(known) }), planted, faults);
  },
);

test('headers are known in many wordings, with blanks, line breaks, marks and units', () => {
  const wordings = {
    name: ['姓  名', '姓　名', '党员姓名', '姓名*'],
    id_no: ['身份证号', '公民身份号码', '身份证\n号码', '身份证号（18位）'],
    branch: ['所在支部', '党支部', '支部名称', '所在党支部 '],
    joined_on: ['入党时间', '入党日期', '加入党组织日期'],
    is_migrant_worker: ['是否农民工 '],
    monthly_due: ['月应交党费（元）'],
  };
  for (const [field, headers] of Object.entries(wordings)) {
    for (const text of headers) assert.equal(fieldOfHeader(text), field, text);
  }
  assert.equal(fieldOfHeader('喜欢的颜色'), undefined);
});

test('labels, short labels and codes of the ethnic groups are one and the same', () => {
  for (const word of ['汉族', '汉', '01', '1']) assert.equal(findCode('ethnicity', word)?.label, '汉族');
  assert.equal(findCode('ethnicity', '33')?.label, '羌族');
  assert.equal(findCode('ethnicity', '基诺')?.code, '56');
  assert.equal(findCode('ethnicity', '火星'), undefined);
});

test('a sound line is sound and typed', async () => {
  const row = await readLine({}, { branches: () => ({ id: 'b1' }) });
  assert.equal(row.verdict, 'sound');
  assert.deepEqual(row.problems, []);
  assert.equal(row.serial, 1);
  assert.equal(row.values.sex, 'male');
  assert.equal(row.values.member_kind, 'full');
  assert.equal(row.values.branch_id, 'b1');
  assert.equal(row.values.joined_on?.date.toString(), '1995-07-01');
});

test('what contradicts the number is pointed out and not overwritten', async () => {
  const sex = await readLine({ 性别: '女' });
  assert.equal(sex.verdict, 'wrong');
  assert.deepEqual(codes(sex), ['sex.contradicts_id']);
  assert.equal(sex.values.sex, 'female');
  const birth = await readLine({ 出生日期: '1971-01-01' });
  assert.equal(birth.verdict, 'sound');
  assert.deepEqual(codes(birth), ['birth_date.contradicts_id']);
  assert.equal(birth.values.birth_date?.date.toString(), '1971-01-01');
});

test('what the number knows fills blanks, and that is said', async () => {
  const row = await readLine({ 性别: ' ', 出生日期: '1970.01' });
  assert.equal(row.verdict, 'repaired');
  assert.deepEqual(codes(row), ['sex.from_id', 'birth_date.day_from_id']);
  assert.deepEqual(row.values.birth_date, { date: Temporal.PlainDate.from('1970-01-01'), precision: 'day' });
});

test('dates in the wrong order, in the future or too young are named', async () => {
  const today = Temporal.PlainDate.from('2026-11-01');
  assert.deepEqual(codes(await readLine({ 转正日期: '1995-06-30' })), ['converted_on.before_joined']);
  assert.deepEqual(codes(await readLine({ 转正日期: '1995.07' })), ['date.month_only']);
  assert.deepEqual(codes(await readLine({ 入党日期: '1987-12-31' })), ['joined_on.under_18']);
  assert.deepEqual(codes(await readLine({ 入党日期: '1988-01-01' })), []);
  assert.deepEqual(codes(await readLine({ 入党日期: '1969-12-31' })), ['joined_on.before_birth']);
  assert.deepEqual(codes(await readLine({ 转正日期: '2026-11-02' }, { today })), ['date.in_future']);
  assert.deepEqual(codes(await readLine({ 转正日期: '2026-11-01' }, { today })), []);
  assert.deepEqual(codes(await readLine({ 入党日期: ' ' })), ['joined_on.missing']);
});

test('a probationary member has no date of becoming a full one', async () => {
  assert.deepEqual(codes(await readLine({ 人员类别: '预备党员' })), ['converted_on.on_probationary']);
  assert.deepEqual(codes(await readLine({ 人员类别: '预备党员', 转正日期: ' ' })), []);
});

test('branches are judged only where a town is there to judge them', async () => {
  assert.equal((await readLine({ 所在党支部: '没有的支部' })).verdict, 'sound');
  const unknown = await readLine({ 所在党支部: '没有的支部' }, { branches: () => undefined });
  assert.deepEqual(codes(unknown), ['branch.unknown']);
  assert.deepEqual(codes(await readLine({}, { branches: () => 'ambiguous' })), ['branch.ambiguous']);
});

test('the second line of one number names the first, a line without a number goes by name and birth', async () => {
  const other = ['李四', ...soundLine.slice(1)];
  const noNumber = soundLine.map((value, i) => (i === 2 ? '' : value));
  const { rows } = await readLines([
    header,
    [1, ...soundLine],
    [2, ...soundLine],
    [3, ...other],
    [4, ...noNumber],
  ]);
  assert.deepEqual(
    rows.map((row) => row.verdict),
    ['sound', 'duplicate', 'duplicate', 'duplicate'],
  );
  assert.deepEqual(codes(rows[1]), ['row.duplicate_line']);
  assert.equal(rows[1]?.problems[0]?.params.line, 2);
  assert.deepEqual(codes(rows[2]), ['row.same_id_other_name']);
  assert.deepEqual(codes(rows[3]), ['id_no.missing', 'row.same_name_and_birth']);
});

test('lines numbered ahead, totals, repeated headers and notes are no members', async () => {
  const { rows, skipped } = await readLines([
    header,
    [1, ...soundLine],
    [2],
    [3, '', '', '', '', '', '柳树村党支部'],
    [],
    ['', '小 计', '', 1],
    header,
    ['填表人：某某'],
    ['', '备注：以上人员均已核对'],
  ]);
  assert.equal(rows.length, 1);
  assert.deepEqual(
    skipped.map((it) => it.reason),
    ['header', 'blank', 'blank', 'total', 'header', 'note', 'note'],
  );
});

test('a line without a name is wrong, not skipped', async () => {
  const row = await readLine({ 姓名: ' ' });
  assert.equal(row.verdict, 'wrong');
  assert.deepEqual(codes(row), ['name.missing']);
});

test('the sheet that looks like a roster is taken, and the others are named', async () => {
  const cell = (text: CellValue) => `<c t="str"><v>${text}</v></c>`;
  const line = (values: CellValue[]) => `<row>${values.map(cell).join('')}</row>`;
  const bytes = xlsxOf([
    { name: '说明', xml: `<sheetData>${line(['请先看说明'])}</sheetData>` },
    { name: '旧表', xml: `<sheetData>${line(header)}</sheetData>`, state: 'hidden' },
    {
      name: '党员',
      xml: `<sheetData>${line(['标题'])}${line(header)}${line([1, ...soundLine])}</sheetData>`,
    },
  ]);
  const reading = await readRoster(bytes);
  assert.equal(reading.sheet, '党员');
  assert.deepEqual(reading.otherSheets, ['说明', '旧表']);
  assert.equal(reading.rows[0]?.verdict, 'sound');
});

test('a number cell loses its member the end of the number, and 15 digits are whole', async () => {
  const line = (id: string) =>
    `<row><c t="str"><v>张三</v></c><c><v>${id}</v></c><c t="str"><v>1995-07-01</v></c></row>`;
  const head =
    '<row><c t="str"><v>姓名</v></c><c t="str"><v>身份证</v></c><c t="str"><v>入党日期</v></c></row>';
  const lost = ['999999197001010000', '9.9999919700101002E+17', '999999197001010048'];
  const xml = `<sheetData>${head}${[...lost, '999999700101001'].map(line).join('')}</sheetData>`;
  const { rows } = await readRoster(xlsxOf([{ name: 'a', xml }]));
  for (const row of rows.slice(0, 3)) {
    assert.equal(row.verdict, 'wrong');
    assert.deepEqual(codes(row), ['id_no.stored_as_number']);
    assert.equal(row.values.id_no, undefined);
  }
  assert.deepEqual(codes(rows[3])?.slice(0, 2), ['id_no.number_intact', 'id_no.upgraded_from_15']);
});

test('a header of two merged lines is complete in its second', async () => {
  const cell = (ref: string, text: string) => `<c r="${ref}" t="str"><v>${text}</v></c>`;
  const xml = `<sheetData>
    <row r="1">${cell('A1', '姓名')}${cell('B1', '入党时间')}${cell('C1', '外出情况')}</row>
    <row r="2">${cell('C2', '外出日期')}${cell('D2', '外出地点')}</row>
    <row r="3">${cell('A3', '张三')}${cell('B3', '1995-07-01')}${cell('C3', '2020-01-01')}${cell('D3', '省城')}</row>
    </sheetData><mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B1:B2"/><mergeCell ref="C1:D1"/></mergeCells>`;
  const reading = await readRoster(xlsxOf([{ name: 'a', xml }]));
  assert.equal(reading.headerLine, 2);
  assert.deepEqual(Object.keys(reading.columns), ['name', 'joined_on', 'mobile_since', 'mobile_place']);
  assert.equal(reading.rows[0]?.values.mobile_place, '省城');
});

test('a header of two lines without merged cells loses no column', async () => {
  const cell = (ref: string, text: string) => `<c r="${ref}" t="str"><v>${text}</v></c>`;
  const xml = `<sheetData>
    <row r="1">${cell('A1', '姓名')}${cell('B1', '性别')}${cell('C1', '党内情况')}</row>
    <row r="2">${cell('C2', '入党日期')}${cell('D2', '所在党支部')}</row>
    <row r="3">${cell('A3', '张三')}${cell('B3', '男')}${cell('C3', '1995-07-01')}${cell('D3', '柳树村支部')}</row>
    <row r="4">${cell('A4', '李四')}${cell('B4', '女')}${cell('D4', '柳树村支部')}</row></sheetData>`;
  const reading = await readRoster(xlsxOf([{ name: 'a', xml }]));
  assert.deepEqual(Object.keys(reading.columns), ['name', 'sex', 'joined_on', 'branch']);
  assert.deepEqual(
    reading.rows.map((row) => [row.line, row.values.name, row.values.branch]),
    [
      [3, '张三', '柳树村支部'],
      [4, '李四', '柳树村支部'],
    ],
  );
});

test('a branch that the sheet itself calls dissolved is named also without a town', async () => {
  const bytes = new TextEncoder().encode(
    '姓名,性别,所在党支部\n张三,男,（已撤销）老街支部\n李四,女,老街支部\n',
  );
  const reading = await readRoster(bytes);
  assert.deepEqual(reading.rows.map(codes), [['branch.said_dissolved'], []]);
});

test('a sheet without a header is refused and says what it looked for', async () => {
  const bytes = await writeSheet({
    name: 'a',
    columns: [{ header: '物品' }, { header: '数量' }],
    rows: [['桌子', 3]],
  });
  await assert.rejects(
    readRoster(bytes),
    (error) => error instanceof Refusal && error.code === 'sheet.no_header',
  );
});

test('progress is told while reading and at the end', async () => {
  const { bytes } = await plantedRoster(1200, 1);
  const told: number[] = [];
  const reading = await readRoster(bytes, { onProgress: (done) => told.push(done) });
  assert.deepEqual(told.slice(0, 2), [500, 1000]);
  assert.equal(told.at(-1), reading.rows.length + reading.skipped.length);
});
