/** The parts of an .xlsx beside its sheets: list of sheets, relations, styles, shared texts. */

import { dateStyles, type StyleTable } from './number-format.ts';
import { damagedXml, readXml } from './xlsx-xml.ts';
import type { ZipEntry } from './zip.ts';

type Entries = Map<string, ZipEntry>;

/** The sheets that the workbook lists, in its order, and whether its dates count from 1904. */
export async function readWorkbookPart(bytes: Uint8Array, part: ZipEntry) {
  const listed: { name: string; hidden: boolean; relation: string }[] = [];
  let from1904 = false;
  await readXml(bytes, part, {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = attributes.date1904 === '1' || attributes.date1904 === 'true';
      if (name !== 'sheet') return;
      const relation =
        Object.entries(attributes).find(([key]) => key === 'id' || key.endsWith(':id'))?.[1] ?? '';
      const hidden = (attributes.state ?? 'visible') !== 'visible';
      listed.push({ name: attributes.name ?? '', hidden, relation });
    },
    close() {},
  });
  return { listed, from1904 };
}

/** Relation id → path of the part in the container. */
export async function readTargets(
  bytes: Uint8Array,
  entries: Entries,
  path: string,
  folder: string,
): Promise<Map<string, string>> {
  const targets = new Map<string, string>();
  await readXml(bytes, partOf(entries, path), {
    open(name, { Id, Target }) {
      if (name !== 'Relationship' || !Id || !Target) return;
      targets.set(Id, Target.startsWith('/') ? Target.slice(1) : folder + Target.replace(/^\.\//, ''));
    },
    close() {},
  });
  return targets;
}

/** The number format of each cell style, by its index. */
export async function readStyles(bytes: Uint8Array, part: ZipEntry): Promise<StyleTable> {
  const custom = new Map<number, string>();
  const formatIds: number[] = [];
  let inCellFormats = false;
  await readXml(bytes, part, {
    open(name, attributes) {
      if (name === 'numFmt') custom.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
      else if (name === 'cellXfs') inCellFormats = true;
      else if (name === 'xf' && inCellFormats) formatIds.push(Number(attributes.numFmtId ?? 0));
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false;
    },
  });
  return dateStyles(formatIds, custom);
}

/** The texts that cells refer to by number, without the readings (rPh) that some carry. */
export async function readSharedStrings(bytes: Uint8Array, part: ZipEntry): Promise<string[]> {
  const strings: string[] = [];
  let whole = '';
  let collecting = false;
  let inPhonetic = false;
  await readXml(
    bytes,
    part,
    {
      open(name) {
        if (name === 'si') whole = '';
        else if (name === 'rPh') inPhonetic = true;
        else if (name === 't') collecting = !inPhonetic;
      },
      close(name) {
        if (name === 'si') strings.push(unescapeOoxml(whole));
        else if (name === 'rPh') inPhonetic = false;
        else if (name === 't') collecting = false;
      },
    },
    (piece) => {
      if (collecting) whole += piece;
    },
  );
  return strings;
}

/** Undoes _xHHHH_, with which the format writes characters that XML cannot hold. */
export function unescapeOoxml(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** The part at a path; a container that lacks it refuses `file.damaged`. */
export function partOf(entries: Entries, path: string): ZipEntry {
  const part = entries.get(path);
  if (!part) throw damagedXml();
  return part;
}
