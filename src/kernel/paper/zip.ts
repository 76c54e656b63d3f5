/**
 * Opens a zip container (.xlsx, .docx) from memory without trusting it: sizes are checked in the directory before
 * anything is inflated, and counted again while inflating, because the directory can lie.
 */

import { crc32, createInflateRaw } from 'node:zlib';
import { Refusal } from '../refusal.ts';

export type ZipEntry = {
  path: string;
  method: number;
  crc: number;
  compressedBytes: number;
  declaredBytes: number;
  headerAt: number;
};

export type ZipLimits = {
  /** Sum of all entries once inflated. */
  totalBytes: number;
  /** Inflated ÷ compressed of one entry, judged only above `ratioFromBytes`. */
  ratio: number;
  ratioFromBytes: number;
};

/**
 * A sheet whose blank columns are formatted down to line 1,048,576 inflates about 100-fold and is honest;
 * deflate cannot do better than about 1,030-fold, which is what bombs are made of.
 */
export const zipLimits: ZipLimits = { totalBytes: 400 * 2 ** 20, ratio: 300, ratioFromBytes: 16 * 2 ** 20 };

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED_FLAG = 1;

/**
 * Lists the entries of a zip. Refuses `file.damaged` (no readable directory), `file.encrypted` and `file.zip_bomb`
 * (declared sizes above the limits) before inflating anything.
 */
export function readZipDirectory(bytes: Uint8Array, limits: ZipLimits = zipLimits): Map<string, ZipEntry> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEndOfDirectory(view);
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const entries = new Map<string, ZipEntry>();
  let total = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== DIRECTORY_ENTRY) throw damaged();
    const nameBytes = view.getUint16(at + 28, true);
    const next = at + 46 + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > view.byteLength) throw damaged();
    if (view.getUint16(at + 8, true) & ENCRYPTED_FLAG) throw new Refusal('file.encrypted', { status: 415 });
    const path = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameBytes));
    const entry: ZipEntry = {
      path: path.replaceAll('\\', '/').replace(/^\//, ''),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      compressedBytes: view.getUint32(at + 20, true),
      declaredBytes: view.getUint32(at + 24, true),
      headerAt: view.getUint32(at + 42, true),
    };
    total += entry.declaredBytes;
    refuseBomb(entry, entry.declaredBytes, total, limits);
    entries.set(entry.path, entry);
    at = next;
  }
  return entries;
}

/**
 * Inflates one entry chunk by chunk. Refuses `file.zip_bomb` as soon as more comes out than was declared or allowed,
 * `file.damaged` when the data are cut off or their checksum is wrong.
 */
export async function* inflateEntry(
  bytes: Uint8Array,
  entry: ZipEntry,
  limits: ZipLimits = zipLimits,
): AsyncGenerator<Buffer> {
  const packed = packedBytes(bytes, entry);
  let out = 0;
  let crc = 0;
  for await (const chunk of inflate(packed, entry.method)) {
    out += chunk.length;
    if (out > entry.declaredBytes) throw bomb(entry.path);
    refuseBomb(entry, out, out, limits);
    crc = crc32(chunk, crc);
    yield chunk;
  }
  if (out !== entry.declaredBytes || crc !== entry.crc) throw damaged();
}

/** The whole text of a small entry such as a list of parts. */
export async function inflateText(bytes: Uint8Array, entry: ZipEntry): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of inflateEntry(bytes, entry)) chunks.push(chunk);
  return new TextDecoder().decode(Buffer.concat(chunks));
}

function findEndOfDirectory(view: DataView): number {
  const first = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= first; at--) {
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at;
  }
  throw damaged();
}

function packedBytes(bytes: Uint8Array, entry: ZipEntry): Buffer {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = entry.headerAt;
  if (at + 30 > bytes.length || view.getUint32(at, true) !== LOCAL_HEADER) throw damaged();
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  if (start + entry.compressedBytes > bytes.length) throw damaged();
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, entry.compressedBytes);
}

async function* inflate(packed: Buffer, method: number): AsyncGenerator<Buffer> {
  if (method === STORED) {
    yield packed;
    return;
  }
  if (method !== DEFLATED) throw damaged();
  const inflater = createInflateRaw({ chunkSize: 256 * 1024 });
  inflater.end(packed);
  try {
    for await (const chunk of inflater) yield chunk as Buffer;
  } catch (error) {
    if (isZlibError(error)) throw damaged();
    throw error;
  } finally {
    inflater.destroy();
  }
}

function isZlibError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
}

function refuseBomb(entry: ZipEntry, inflated: number, total: number, limits: ZipLimits): void {
  const tooDense = inflated > limits.ratioFromBytes && inflated > entry.compressedBytes * limits.ratio;
  if (total > limits.totalBytes || tooDense) throw bomb(entry.path);
}

function bomb(path: string): Refusal {
  return new Refusal('file.zip_bomb', { params: { part: path }, remedy: 'file.zip_bomb', status: 413 });
}

function damaged(): Refusal {
  return new Refusal('file.damaged', { remedy: 'file.damaged', status: 415 });
}
