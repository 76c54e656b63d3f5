import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { cellText, type SheetRow } from '../../src/kernel/paper/cell.ts';
import { dateOfSerial, showsMonthOnly } from '../../src/kernel/paper/number-format.ts';
import { openSheetFile } from '../../src/kernel/paper/sheet.ts';
import { writeSheet, type CellValue } from '../../src/kernel/paper/sheet-writing.ts';
import { inflateEntry, readZipDirectory, type ZipEntry } from '../../src/kernel/paper/zip.ts';
import { Refusal } from '../../src/kernel/refusal.ts';
import { xlsxOf, zipOf } from '../support/xlsx.ts';

async function rowsOf(bytes: Uint8Array, sheet = 0): Promise<SheetRow[]> {
  const { sheets } = await openSheetFile(bytes);
  return Array.fromAsync(sheets[sheet]?.rows() ?? []);
}

async function textsOf(bytes: Uint8Array): Promise<string[][]> {
  return (await rowsOf(bytes)).map(({ cells }) => cells.map(cellText));
}

async function refusalOf(work: () => unknown): Promise<string> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  return 'not refused';
}

function sheetOf(rows: CellValue[][], titles: string[] = []): Promise<Uint8Array> {
  const width = Math.max(...rows.map((row) => row.length));
  return writeSheet({
    name: '花名册',
    titles,
    columns: Array.from({ length: width }, (_, i) => ({ header: `列${i}` })),
    rows,
  });
}

test('what is written reads back, a title above the header included', async () => {
  const bytes = await sheetOf(
    [
      ['张三', 3],
      ['李四', 4.5],
    ],
    ['清河镇党员花名册'],
  );
  assert.deepEqual(
    (await textsOf(bytes)).map((row) => row.filter((text) => text !== '')),
    [['清河镇党员花名册'], ['列0', '列1'], ['张三', '3'], ['李四', '4.5']],
  );
});

test('a value that begins like a formula is written as text and stays text', async () => {
  const dangerous = ['=1+1', '+86', '-x', '@SUM(A1)', '=HYPERLINK("http://example.invalid")'];
  const bytes = await sheetOf([dangerous]);
  const [, row] = await rowsOf(bytes);
  assert.deepEqual(
    row?.cells.map((cell) => cell.kind),
    dangerous.map(() => 'text'),
  );
  const part = readZipDirectory(bytes).get('xl/worksheets/sheet1.xml');
  assert.ok(part);
  const xml = Buffer.concat(await Array.fromAsync(inflateEntry(bytes, part))).toString();
  assert.ok(xml.includes('<row') && !xml.includes('<f>'));
});

test('any text survives writing and reading', async () => {
  const plain = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
  const texts = plain.filter((text) => !/[\p{Cc}\uFFFE\uFFFF]/u.test(text) && text.isWellFormed());
  await fc.assert(
    fc.asyncProperty(fc.array(texts, { minLength: 1, maxLength: 5 }), async (row) => {
      assert.deepEqual((await textsOf(await sheetOf([row])))[1], row);
    }),
    { numRuns: 60 },
  );
});

test('an 18-digit number keeps the digits that the file has', async () => {
  const bytes = xlsxOf([
    { name: 'a', xml: '<sheetData><row r="1"><c r="A1"><v>999999197001010017</v></c></row></sheetData>' },
  ]);
  const [row] = await rowsOf(bytes);
  assert.equal(cellText(row?.cells[0]), '999999197001010017');
});

test('cells without addresses, with prefixes, with rich text and with readings are read', async () => {
  const xml =
    '<x:sheetData><x:row><x:c t="inlineStr"><x:is><x:r><x:t>张</x:t></x:r><x:r><x:t>三</x:t></x:r>' +
    '<x:rPh><x:t>zhang</x:t></x:rPh></x:is></x:c><x:c t="str"><x:f>A1</x:f><x:v>公式</x:v></x:c>' +
    '<x:c t="e"><x:v>#N/A</x:v></x:c></x:row></x:sheetData>';
  const [row] = await rowsOf(xlsxOf([{ name: 'a', xml }]));
  assert.deepEqual(row, {
    line: 1,
    cells: [
      { kind: 'text', value: '张三' },
      { kind: 'text', value: '公式' },
      { kind: 'error', value: '#N/A' },
    ],
  });
});

test('a branch written once in merged cells counts for all its lines', async () => {
  const line = (r: number, branch: string) =>
    `<row r="${r}"><c r="A${r}" t="str"><v>人${r}</v></c>${branch}</row>`;
  const xml = `<sheetData>${line(1, '<c r="B1" t="str"><v>柳树村党支部</v></c>')}${line(2, '')}${line(3, '')}${line(4, '')}
    </sheetData><mergeCells count="1"><mergeCell ref="B1:B3"/></mergeCells>`;
  const texts = await textsOf(xlsxOf([{ name: 'a', xml }]));
  assert.deepEqual(
    texts.map((row) => row[1] ?? ''),
    ['柳树村党支部', '柳树村党支部', '柳树村党支部', ''],
  );
});

test('date cells are known by their format, also in a workbook that counts from 1904', async () => {
  const styles = {
    path: 'xl/styles.xml',
    content:
      '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>' +
      '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs></styleSheet>',
  };
  const xml =
    '<sheetData><row r="1"><c r="A1" s="1"><v>32874</v></c><c r="B1" s="2"><v>32874</v></c><c r="C1"><v>32874</v></c></row></sheetData>';
  const [row] = await rowsOf(xlsxOf([{ name: 'a', xml }], [styles]));
  assert.deepEqual(
    row?.cells.map((cell) => cell.kind),
    ['date', 'date', 'number'],
  );
  assert.equal(cellText(row?.cells[0]), '1990-01-01');
  const [from1904] = await rowsOf(xlsxOf([{ name: 'a', xml }], [styles], true));
  assert.equal(cellText(from1904?.cells[0]), '1994-01-02');
});

test('serial 60 is the leap day that never was, and 61 is the first of March 1900', () => {
  assert.equal(dateOfSerial(1)?.toString(), '1900-01-01');
  assert.equal(dateOfSerial(59)?.toString(), '1900-02-28');
  assert.equal(dateOfSerial(60), undefined);
  assert.equal(dateOfSerial(61)?.toString(), '1900-03-01');
  assert.equal(dateOfSerial(0), undefined);
});

test('a format without a day shows only a month', () => {
  assert.equal(showsMonthOnly('yyyy"年"m"月"'), true);
  assert.equal(showsMonthOnly('yyyy"年"m"月"d"日"'), false);
  assert.equal(showsMonthOnly('0.00'), false);
});

test('comma-separated text is read in UTF-8 and in GB18030, quotes and line breaks inside included', async () => {
  const utf8 = new TextEncoder().encode('\uFEFF姓名,备注\r\n张三,"甲,""乙""\n丙"\r\n');
  assert.deepEqual(await textsOf(utf8), [
    ['姓名', '备注'],
    ['张三', '甲,"乙"\n丙'],
  ]);
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('姓名\t性别\r\n', 'utf16le')]);
  assert.deepEqual(await textsOf(utf16), [['姓名', '性别']]);
  const gb18030 = Uint8Array.from([0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xd0, 0xd4, 0xb1, 0xf0]);
  assert.deepEqual(await textsOf(gb18030), [['姓名', '性别']]);
});

test('what is no sheet is refused by its content, whatever its name', async () => {
  const oldExcel = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);
  const encrypted = Buffer.concat([oldExcel, Buffer.from('EncryptedPackage', 'utf16le')]);
  assert.equal(await refusalOf(() => openSheetFile(oldExcel)), 'sheet.old_excel');
  assert.equal(await refusalOf(() => openSheetFile(encrypted)), 'sheet.encrypted');
  assert.equal(await refusalOf(() => openSheetFile(Buffer.from('%PDF-1.7\n%'))), 'sheet.unknown_type');
  assert.equal(
    await refusalOf(() => openSheetFile(Buffer.from('<html><table><tr><td>a,b'))),
    'sheet.unknown_type',
  );
  assert.equal(await refusalOf(() => openSheetFile(Buffer.from('只有一句话'))), 'sheet.unknown_type');
  assert.equal(await refusalOf(() => openSheetFile(new Uint8Array(0))), 'sheet.empty_file');
  assert.equal(
    await refusalOf(() => openSheetFile(zipOf([{ path: 'a.txt', content: 'a' }]))),
    'sheet.unknown_type',
  );
});

test('a file over 20 MiB is refused, one of exactly 20 MiB is looked at', async () => {
  const limit = 20 * 2 ** 20;
  assert.equal(await refusalOf(() => openSheetFile(new Uint8Array(limit + 1))), 'sheet.too_large');
  assert.equal(await refusalOf(() => openSheetFile(new Uint8Array(limit))), 'sheet.unknown_type');
});

test('a bomb that admits its size is refused before anything is inflated', async () => {
  const bomb = zipOf([{ path: '[Content_Types].xml', content: 'a', claims: 500 * 2 ** 20 }]);
  assert.equal(await refusalOf(() => openSheetFile(bomb)), 'file.zip_bomb');
  const dense = xlsxOf([{ name: 'a', xml: `<sheetData>${' '.repeat(40 * 2 ** 20)}</sheetData>` }]);
  assert.equal(await refusalOf(() => openSheetFile(dense)), 'file.zip_bomb');
});

test('a bomb that lies about its size is stopped at the size that it claims', async () => {
  const lying = zipOf([{ path: 'a', content: Buffer.alloc(2 ** 20), claims: 1000 }]);
  const part = readZipDirectory(lying).get('a') as ZipEntry; // just written
  let inflated = 0;
  const read = async () => {
    for await (const chunk of inflateEntry(lying, part)) inflated += chunk.length;
  };
  assert.equal(await refusalOf(read), 'file.zip_bomb');
  assert.equal(inflated, 0);
});

test('a sheet damaged anywhere is refused or read, never a crash', async () => {
  const bytes = await sheetOf([
    ['张三', '999999197001010017'],
    ['李四', '999999198512310024'],
  ]);
  assert.equal(await refusalOf(() => openSheetFile(bytes.subarray(0, bytes.length >> 1))), 'file.damaged');
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
      const broken = Uint8Array.from(bytes);
      broken[at] = (broken[at] ?? 0) ^ flip;
      await refusalOf(() => rowsOf(broken));
    }),
    { numRuns: 150 },
  );
});
