/** Builds .xlsx containers by hand, so that tests can write what no honest program would. */

import { crc32, deflateRawSync } from 'node:zlib';

export type Part = {
  path: string;
  content: string | Uint8Array;
  /** A size to declare instead of the true one. */ claims?: number;
};

/** A zip of the parts, deflated. */
export function zipOf(parts: Part[]): Uint8Array {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { path, content, claims } of parts) {
    const data = Buffer.from(content);
    const packed = deflateRawSync(data);
    const name = Buffer.from(path);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(claims ?? data.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, name, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), common, tail, name]));
    files.push(local);
    at += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...files, list, end]);
}

/** A workbook whose sheets' XML is given as it stands between `<worksheet>` tags. */
export function xlsxOf(
  sheets: { name: string; xml: string; state?: string }[],
  more: Part[] = [],
  date1904 = false,
): Uint8Array {
  const listed = sheets
    .map(
      ({ name, state }, i) =>
        `<sheet name="${name}" sheetId="${i + 1}" r:id="r${i + 1}"${state ? ` state="${state}"` : ''}/>`,
    )
    .join('');
  const relations = sheets
    .map((_, i) => `<Relationship Id="r${i + 1}" Target="worksheets/sheet${i + 1}.xml"/>`)
    .join('');
  return zipOf([
    { path: '[Content_Types].xml', content: '<Types/>' },
    {
      path: 'xl/workbook.xml',
      content: `<workbook xmlns:r="r">${date1904 ? '<workbookPr date1904="1"/>' : ''}<sheets>${listed}</sheets></workbook>`,
    },
    { path: 'xl/_rels/workbook.xml.rels', content: `<Relationships>${relations}</Relationships>` },
    ...sheets.map(({ xml }, i) => ({
      path: `xl/worksheets/sheet${i + 1}.xml`,
      content: `<worksheet>${xml}</worksheet>`,
    })),
    ...more,
  ]);
}
