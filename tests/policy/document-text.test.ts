import { AlignmentType, Document, LevelFormat, Packer, Paragraph, TextRun } from 'docx';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { LARGEST_DOCUMENT_BYTES, readDocumentText } from '../../src/kernel/paper/document-text.ts';
import { Refusal } from '../../src/kernel/refusal.ts';
import { readPolicy } from '../../src/modules/policy/reading.ts';
import { assertNothingLost } from './nothing-lost.ts';

const refusedAs =
  (code: string) =>
  (error: unknown): boolean =>
    error instanceof Refusal && error.code === code;

/** A Word document whose chapters (一、) and articles (1.) are numbered by Word, with a broken title line. */
function wordDocument(): Promise<Buffer> {
  const level = (at: number, format: (typeof LevelFormat)[keyof typeof LevelFormat], text: string) => ({
    level: at,
    format,
    text,
    alignment: AlignmentType.START,
  });
  const item = (text: string, at: number): Paragraph =>
    new Paragraph({ text, numbering: { reference: 'official', level: at } });
  return Packer.toBuffer(
    new Document({
      numbering: {
        config: [
          {
            reference: 'official',
            levels: [level(0, LevelFormat.JAPANESE_COUNTING, '%1、'), level(1, LevelFormat.DECIMAL, '%2.')],
          },
        ],
      },
      sections: [
        {
          children: [
            new Paragraph('东委发〔2016〕4号'),
            new Paragraph({
              children: [
                new TextRun('中共东沟镇委员会'),
                new TextRun({ text: '关于规范组织生活的意见', break: 1 }),
              ],
            }),
            new Paragraph('各党支部：'),
            item('按时开好会', 0),
            item('三会一课。支部大会每季度一次。', 1),
            item('主题党日。每月固定一天。', 1),
            item('用好结果', 0),
            item('民主评议党员。每年一次。', 1),
            new Paragraph('中共东沟镇委员会'),
            new Paragraph('2016年5月6日'),
          ],
        },
      ],
    }),
  );
}

/** A zip of one stored or deflated part, its claimed size as told. */
function zipOf(name: string, content: Buffer, claimed = content.length): Buffer {
  const packed = deflateRawSync(content);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt32LE(claimed, 24);
  entry.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(local.length + name.length + packed.length, 16);
  return Buffer.concat([local, Buffer.from(name), packed, entry, Buffer.from(name), end]);
}

describe('a Word document', () => {
  it('gives its automatic numbers and broken lines as a reader sees them', async () => {
    const { text, format, notes } = await readDocumentText(await wordDocument(), '意见.docx');
    assert.equal(format, 'docx');
    assert.deepEqual(notes, [{ code: 'numbers_recovered', params: { count: 5 } }]);
    const reading = readPolicy(text);
    assertNothingLost(text, reading);
    assert.deepEqual(
      reading.chapters.map((chapter) => [
        chapter.number,
        chapter.title,
        chapter.articles.map((a) => [a.number, a.title]),
      ]),
      [
        [
          1,
          '按时开好会',
          [
            [1, '三会一课'],
            [2, '主题党日'],
          ],
        ],
        [2, '用好结果', [[1, '民主评议党员']]],
      ],
    );
    assert.equal(reading.title, '关于规范组织生活的意见');
    assert.equal(reading.issuer, '中共东沟镇委员会');
  });

  it('cut off, altered inside or without its main part is refused', async () => {
    const whole = await wordDocument();
    await assert.rejects(readDocumentText(whole.subarray(0, 900), 'a.docx'), refusedAs('document.damaged'));
    const altered = Buffer.from(whole);
    altered.fill(0x55, 200, 2000);
    await assert.rejects(readDocumentText(altered, 'a.docx'), refusedAs('document.damaged'));
    await assert.rejects(
      readDocumentText(zipOf('a.txt', Buffer.from('x')), 'a.docx'),
      refusedAs('document.unknown_type'),
    );
  });

  it('that unpacks to an abnormal size is refused before it does, also when its directory lies', async () => {
    const zeros = Buffer.alloc(60 * 1024 * 1024);
    await assert.rejects(
      readDocumentText(zipOf('word/document.xml', zeros), 'a.docx'),
      refusedAs('document.zip_bomb'),
    );
    await assert.rejects(
      readDocumentText(zipOf('word/document.xml', zeros, 1000), 'a.docx'),
      refusedAs('document.zip_bomb'),
    );
  });
});

describe('a text file', () => {
  const text = '关于工作的通知\r\n一、做好准备。\r\n二、按时报送。\r\n';

  for (const [name, bytes, encoding] of [
    ['UTF-8', Buffer.from(text), 'utf-8'],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${text}`), 'utf-8'],
    ['UTF-16 with its mark', Buffer.from(`\ufeff${text}`, 'utf16le'), 'utf-16le'],
    ['UTF-16 the other way round', Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), 'utf-16be'],
  ] as const) {
    it(`in ${name} is read`, async () => {
      assert.deepEqual(await readDocumentText(bytes, 'a.txt'), { text, format: 'text', encoding, notes: [] });
    });
  }

  it('in GB18030 is read', async () => {
    const bytes = readFileSync(new URL('../documents/clauses.gb18030.txt', import.meta.url));
    const read = await readDocumentText(bytes, 'a.txt');
    assert.equal(read.encoding, 'gb18030');
    assert.match(read.text, /石桥乡党员活动室管理办法/);
  });

  it('in UTF-8 with torn bytes is refused, not turned into other characters', async () => {
    const bytes = Buffer.from(text.repeat(10));
    await assert.rejects(readDocumentText(bytes.subarray(1), 'a.txt'), refusedAs('document.damaged'));
  });

  for (const [name, bytes, code] of [
    ['nothing', Buffer.alloc(0), 'document.empty'],
    ['blanks only', Buffer.from('\ufeff \r\n\u3000\t'), 'document.empty'],
    ['zeros', Buffer.alloc(5000), 'document.unknown_type'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'document.unknown_type'],
    ['a web page', Buffer.from('<!DOCTYPE html><html><body>通知</body></html>'), 'document.unknown_type'],
    ['a PDF', Buffer.from('%PDF-1.7\n1 0 obj\n'), 'document.not_readable_pdf'],
    [
      'an old .doc',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]),
      'document.not_readable_doc',
    ],
    ['too much', Buffer.alloc(LARGEST_DOCUMENT_BYTES + 1, 'a'), 'document.too_large'],
  ] as const) {
    it(`that is ${name} is refused`, async () => {
      await assert.rejects(readDocumentText(bytes, 'a.txt'), refusedAs(code));
    });
  }
});
