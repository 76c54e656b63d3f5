/**
 * Takes out of a photo what its maker did not mean to show: place, device, time, names.
 * JPEG: APP1 (EXIF, XMP), APP13 (IPTC), comments and whatever follows the picture; the turn that EXIF tells is kept.
 * PNG: eXIf, tEXt, zTXt, iTXt, tIME and whatever follows IEND. Pixels are not touched.
 */

/** JPEG or PNG without metadata; undefined when the bytes are cut off or not of that kind. */
export function withoutMetadata(
  bytes: Buffer,
  type: 'image/jpeg' | 'image/png' | 'image/webp',
): Buffer | undefined {
  switch (type) {
    case 'image/jpeg':
      return strippedJpeg(bytes);
    case 'image/png':
      return strippedPng(bytes);
    case 'image/webp':
      return strippedWebp(bytes);
  }
}

const startOfImage = 0xd8;
const startOfScan = 0xda;
const endOfImage = 0xd9;
const app1 = 0xe1;
const app2 = 0xe2;
const app15 = 0xef;
const app14 = 0xee;
const comment = 0xfe;

function strippedJpeg(bytes: Buffer): Buffer | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== startOfImage) return undefined;
  const kept: Buffer[] = [bytes.subarray(0, 2)];
  let turn = 1;
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1; // fill bytes before a marker
      continue;
    }
    if (marker === startOfScan) {
      const end = endOfScans(bytes, at);
      if (end === undefined) return undefined;
      if (turn > 1) kept.splice(1, 0, turnSegment(turn));
      // Progressive pictures have tables between their scans; nothing of a person's stands there.
      return Buffer.concat([...kept, bytes.subarray(at, end)]);
    }
    const next = at + 2 + bytes.readUInt16BE(at + 2);
    if (next > bytes.length || next < at + 4) return undefined;
    const segment = bytes.subarray(at, next);
    if (marker === app1) turn = turnOf(segment) ?? turn;
    if (!isPersonal(marker, segment)) kept.push(segment);
    at = next;
  }
  return undefined;
}

/** APP0 (JFIF), APP2 (colour profile) and APP14 (Adobe's colour transform) say how to show the picture. */
function isPersonal(marker: number, segment: Buffer): boolean {
  if (marker === comment) return true;
  if (marker < app1 || marker > app15 || marker === app14) return false;
  return !(marker === app2 && segment.toString('latin1', 4, 15) === 'ICC_PROFILE');
}

/** Where the picture ends: after the marker EOI that no scan's data can contain. Phones append films and previews behind it. */
function endOfScans(bytes: Buffer, from: number): number | undefined {
  let at = from;
  for (;;) {
    at = bytes.indexOf(0xff, at);
    if (at < 0 || at + 1 >= bytes.length) return undefined;
    const marker = bytes[at + 1] ?? 0;
    if (marker === endOfImage) return at + 2;
    const isData = marker === 0 || marker === 0xff || (marker >= 0xd0 && marker <= 0xd7);
    if (isData) {
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    if (at + 4 > bytes.length) return undefined;
    at += 2 + bytes.readUInt16BE(at + 2);
  }
}

/** EXIF's orientation (1–8), which a viewer needs to show a phone's picture upright. */
function turnOf(segment: Buffer): number | undefined {
  if (segment.toString('latin1', 4, 10) !== 'Exif\0\0' || segment.length < 18) return undefined;
  const tiff = segment.subarray(10);
  const little = tiff.toString('latin1', 0, 2) === 'II';
  const u16 = (at: number): number => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const directory = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  if (directory + 2 > tiff.length) return undefined;
  const count = u16(directory);
  for (let i = 0; i < count; i++) {
    const at = directory + 2 + i * 12;
    if (at + 12 > tiff.length) return undefined;
    if (u16(at) !== 0x0112) continue;
    const value = u16(at + 8);
    return value >= 1 && value <= 8 ? value : undefined;
  }
  return undefined;
}

/** An EXIF segment that holds the orientation and nothing else. */
function turnSegment(turn: number): Buffer {
  const segment = Buffer.alloc(36);
  segment.writeUInt16BE(0xffe1, 0);
  segment.writeUInt16BE(34, 2);
  segment.write('Exif\0\0MM\0*', 4, 'latin1');
  segment.writeUInt32BE(8, 14);
  segment.writeUInt16BE(1, 18);
  segment.writeUInt16BE(0x0112, 20);
  segment.writeUInt16BE(3, 22);
  segment.writeUInt32BE(1, 24);
  segment.writeUInt16BE(turn, 28);
  return segment;
}

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const personalChunks = new Set(['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME']);

function strippedPng(bytes: Buffer): Buffer | undefined {
  if (!bytes.subarray(0, 8).equals(pngSignature)) return undefined;
  const kept: Buffer[] = [pngSignature];
  let at = 8;
  while (at + 12 <= bytes.length) {
    const next = at + 12 + bytes.readUInt32BE(at);
    if (next > bytes.length) return undefined;
    const kind = bytes.toString('latin1', at + 4, at + 8);
    if (!personalChunks.has(kind)) kept.push(bytes.subarray(at, next));
    if (kind === 'IEND') return Buffer.concat(kept);
    at = next;
  }
  return undefined;
}

/** RIFF container: drops EXIF and XMP chunks and clears the two flags that promise them. */
function strippedWebp(bytes: Buffer): Buffer | undefined {
  if (
    bytes.length < 12 ||
    bytes.toString('latin1', 0, 4) !== 'RIFF' ||
    bytes.toString('latin1', 8, 12) !== 'WEBP'
  )
    return undefined;
  const end = 8 + bytes.readUInt32LE(4);
  if (end > bytes.length) return undefined;
  const kept: Buffer[] = [];
  let at = 12;
  while (at + 8 <= end) {
    const kind = bytes.toString('latin1', at, at + 4);
    const size = bytes.readUInt32LE(at + 4);
    const next = at + 8 + size + (size % 2);
    if (at + 8 + size > end) return undefined;
    const chunk = Buffer.from(bytes.subarray(at, Math.min(next, end)));
    if (kind === 'VP8X') chunk[8] = (chunk[8] ?? 0) & ~0b0000_1100;
    if (kind !== 'EXIF' && kind !== 'XMP ') kept.push(chunk);
    at = next;
  }
  const body = Buffer.concat(kept);
  if (body.length === 0) return undefined;
  const head = Buffer.from(bytes.subarray(0, 12));
  head.writeUInt32LE(4 + body.length, 4);
  return Buffer.concat([head, body]);
}
