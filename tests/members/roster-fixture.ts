/** A roster with the faults that towns' rosters have, planted by a seed, and the list of what was planted. */

import * as fc from 'fast-check';
import { writeSheet, type CellValue } from '../../src/kernel/paper/sheet-writing.ts';
import { idNumberOf } from './generators.ts';

export type Fault =
  | 'wrong check digit'
  | 'id stored as a number'
  | 'unknown branch'
  | 'sex contradicts id'
  | 'duplicate line'
  | 'joining date unreadable';

export type Fixture = {
  bytes: Uint8Array;
  /** Serial numbers by fault. */
  planted: Record<Fault, number[]>;
  branches: string[];
  rows: number;
};

const branches = [
  '柳树村党支部',
  '石桥村党支部',
  '东沟村党支部',
  '南坪村党支部',
  '白杨村党支部',
  '松林村党支部',
];
const headers = [
  '序号',
  '姓 名',
  '性别 ',
  '身份证\n号码',
  '民族',
  '出生年月',
  '文化程度',
  '党员类别',
  '所在支部',
  '入党时间',
  '转正时间',
  '职业',
  '联系电话',
  '是否流动',
];
const surnames = Array.from('赵钱孙李周吴郑王');
const given = ['建国', '秀英', '德胜', '桂花', '明亮', '小红', '长江', '雪梅'];

const dateForms: ((date: Temporal.PlainDate) => string)[] = [
  (date) => date.toString(),
  (date) => date.toString().replaceAll('-', ''),
  (date) => `${date.year}/${date.month}/${date.day}`,
  (date) => `${date.year}.${date.month}.${date.day}`,
  (date) => `${date.year}年${date.month}月${date.day}日`,
  (date) => `${date.year}.${String(date.month).padStart(2, '0')}`,
  (date) => `${date.year}${String(date.month).padStart(2, '0')}`,
];

/** Writes a roster of `size` members; about one line in nine carries a fault, the others only rough habits. */
export async function plantedRoster(size: number, seed: number): Promise<Fixture> {
  const draw = drawer(seed);
  const planted: Fixture['planted'] = {
    'wrong check digit': [],
    'id stored as a number': [],
    'unknown branch': [],
    'sex contradicts id': [],
    'duplicate line': [],
    'joining date unreadable': [],
  };
  const faults = Object.keys(planted) as Fault[]; // the keys just written
  const lines: CellValue[][] = [];
  for (let serial = 1; serial <= size; serial++) {
    const birth = Temporal.PlainDate.from('1935-01-01').add({ days: draw(25_000) });
    const sequence = (serial % 499) * 2 + draw(2);
    const id = idNumberOf(birth, sequence);
    const joined = birth.add({ years: 19 + draw(20), days: draw(300) });
    const write = (date: Temporal.PlainDate) => dateForms[draw(dateForms.length)]?.(date) ?? '';
    const line: CellValue[] = [
      serial,
      `${surnames[draw(8)]}${draw(5) === 0 ? '　' : ''}${given[draw(8)]}`,
      sequence % 2 === 1 ? '男' : '女',
      [id, fullWidth(id), `'${id}`, id.toLowerCase()][draw(8)] ?? id,
      ['汉族', '汉', '01', '羌族'][draw(4)],
      write(birth),
      ['大专', '本科', '初中', '高中'][draw(4)],
      '正式党员',
      branches[draw(branches.length)],
      write(joined),
      write(joined.add({ years: 1 })),
      ['农牧渔民', '务农', '外出务工'][draw(3)],
      `1990000${String(draw(10_000)).padStart(4, '0')}`,
      ['是', '否', '√', ''][draw(4)],
    ];
    const fault = draw(9) === 0 ? faults[draw(faults.length)] : undefined;
    if (fault) {
      planted[fault].push(serial);
      spoil(line, fault, id);
    }
    lines.push(line);
    if (fault === 'duplicate line') lines.push(line);
    if (serial % 50 === 0) lines.push([], ['', '小计', '', '', 50], headers);
  }
  lines.push(['合  计', size], ['填表人：某某　　审核人：某某']);
  const titles = ['清河镇党员花名册', '单位：清河镇党委　　2026年10月'];
  const columns = headers.map((header) => ({ header }));
  const bytes = await writeSheet({ name: '花名册', titles, columns, rows: lines });
  return { bytes, planted, branches, rows: size };
}

function spoil(line: CellValue[], fault: Fault, id: string): void {
  switch (fault) {
    case 'wrong check digit':
      line[3] = id.slice(0, 17) + (id.endsWith('5') ? '6' : '5');
      return;
    case 'id stored as a number':
      // 15 digits and zeros are what a spreadsheet program keeps; our writer has no way to write such a number.
      line[3] = `${id[0]}.${id.slice(1, 6)}E+17`;
      return;
    case 'unknown branch':
      line[8] = '老街村党支部';
      return;
    case 'sex contradicts id':
      line[2] = line[2] === '男' ? '女' : '男';
      return;
    case 'joining date unreadable':
      line[9] = '不详';
      return;
    case 'duplicate line':
  }
}

function fullWidth(text: string): string {
  return text.replace(/[0-9X]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
}

/** Numbers below a limit, the same for the same seed. */
function drawer(seed: number): (limit: number) => number {
  const numbers = fc.sample(fc.nat(0x7fff_ffff), { seed, numRuns: 4096 });
  let at = 0;
  return (limit) => ((numbers[at % numbers.length] ?? 0) + Math.floor(at++ / numbers.length) * 7919) % limit;
}
