/** Papers that somebody hands in: another town's document as Word wrote it, and files that are none. */
import { deflateRawSync } from 'node:zlib';
import { Document, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx';

export type Paper = { name: string; mimeType: string; buffer: Buffer };

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/**
 * 一、 over （一） over 1., a title in two lines, a date in Chinese numerals, a table: 3 chapters, 6 articles, and an
 * attachment below whose lines have no place.
 */
export async function anotherTownsDocument(): Promise<Paper> {
  const cell = (text: string): TableCell => new TableCell({ children: [new Paragraph(text)] });
  const title = new Paragraph({
    children: [
      new TextRun('中共白杨镇委员会'),
      new TextRun({ text: '关于建强村级组织的实施意见', break: 1 }),
    ],
  });
  const lines = (texts: string[]): Paragraph[] => texts.map((text) => new Paragraph(text));
  const buffer = await Packer.toBuffer(
    new Document({
      sections: [
        {
          children: [
            ...lines(['白委发【2019】07号']),
            title,
            ...lines([
              '各村党支部，镇属各单位：',
              '为把村级组织建强，现提出以下意见。',
              '一、选好带头人',
              '（一）选派第一书记。后进村必须选派第一书记，任期不少于2年。',
              '（二）书面述职。村党组织书记每半年书面述职一次。',
              '二、办好村里事',
              '（一）落实四议两公开。决议公告不少于7天。',
              '1. 公告贴在公开栏。',
              '2. 公告同时发到村民群里。',
              '（二）党务公开。每季度公开一次，报账金额超过2万元的逐笔公开。',
              '三、抓实保障',
              '（一）经费。村级组织运转经费每村每年不低于11万元。',
              '（二）氛围。大力营造创先争优的良好氛围。',
            ]),
            new Table({
              rows: [
                new TableRow({ children: [cell('责任单位'), cell('完成时限')] }),
                new TableRow({ children: [cell('各村党支部'), cell('2019年6月底')] }),
              ],
            }),
            ...lines([
              '中共白杨镇委员会',
              '二〇一九年三月八日',
              '附件：1. 经费分配表',
              '（此件公开发布）',
              '附件1',
              '经费分配表',
              '每村11万元，另设机动经费。',
            ]),
          ],
        },
      ],
    }),
  );
  return { name: '白杨镇实施意见.docx', mimeType: word, buffer };
}

/** Files that the reader must not take, each with the words that its refusal must contain. */
export async function badPapers(): Promise<{ paper: Paper; says: RegExp }[]> {
  const { buffer } = await anotherTownsDocument();
  const picture = Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010806000000', 'hex');
  const old = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);
  const named = (name: string, content: Buffer): Paper => ({ name, mimeType: word, buffer: content });
  return [
    { paper: named('旧稿.doc', old), says: /另存为/u },
    { paper: named('扫描.pdf', Buffer.from('%PDF-1.7\n')), says: /另存为/u },
    { paper: named('旧稿改名.docx', old), says: /旧版 Word/u },
    { paper: named('空白.txt', Buffer.from('\ufeff \r\n')), says: /没有文字/u },
    { paper: named('传坏了.docx', buffer.subarray(0, 900)), says: /已损坏/u },
    { paper: named('压缩炸弹.docx', zipBomb()), says: /异常巨大/u },
    { paper: named('太大.txt', Buffer.alloc(11 * 1024 * 1024, 0x61)), says: /超过 10 MB/u },
    { paper: named('照片.docx', picture), says: /不是可以读取的文件/u },
  ];
}

/** A Word file of some kilobytes that would unpack to 60 MiB. */
function zipBomb(): Buffer {
  const name = 'word/document.xml';
  const packed = deflateRawSync(Buffer.alloc(60 * 1024 * 1024));
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt32LE(1000, 24);
  entry.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(local.length + name.length + packed.length, 16);
  return Buffer.concat([local, Buffer.from(name), packed, entry, Buffer.from(name), end]);
}
