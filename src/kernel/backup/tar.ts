/**
 * The container of a backup: a POSIX tar (ustar) file, because any tool of the last forty years opens it and because it
 * is written and read in one pass. Plain files with short names only, which is all that a backup holds.
 */
import type { FileHandle } from 'node:fs/promises';

const blockBytes = 512;
const readBytes = 1024 * 1024;
/** Largest entry that is taken into memory; parts and files of a backup are far smaller. */
const largestEntry = 512 * 1024 * 1024;

export type TarEntry = { name: string; bytes: Buffer };

/** What is wrong with a container: not one at all, cut off, or damaged at or after the entry `after`. */
export class TarError extends Error {
  readonly kind: 'foreign' | 'cut' | 'damaged';
  readonly after: string;
  constructor(kind: TarError['kind'], after: string) {
    super(`tar: ${kind} after ${after || 'the beginning'}`);
    this.kind = kind;
    this.after = after;
  }
}

/** Appends one entry. Names are ASCII, at most 100 bytes. */
export async function writeTarEntry(file: FileHandle, { name, bytes }: TarEntry): Promise<void> {
  const padding = (blockBytes - (bytes.length % blockBytes)) % blockBytes;
  await writeAll(file, [headerOf(name, bytes.length), bytes, Buffer.alloc(padding)]);
}

/** Two empty blocks say that nothing was cut off. */
export async function writeTarEnd(file: FileHandle): Promise<void> {
  await writeAll(file, [Buffer.alloc(2 * blockBytes)]);
}

async function writeAll(file: FileHandle, buffers: Buffer[]): Promise<void> {
  for (const buffer of buffers) {
    for (let at = 0; at < buffer.length;) at += (await file.write(buffer, at)).bytesWritten;
  }
}

function headerOf(name: string, size: number): Buffer {
  if (!/^[\x21-\x7e]{1,100}$/u.test(name)) throw new Error(`not a name for an entry: ${name}`);
  const header = Buffer.alloc(blockBytes);
  header.write(name, 0);
  header.write('0000600\0', 100);
  header.write('0000000\0', 108);
  header.write('0000000\0', 116);
  header.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  header.write('00000000000\0', 136);
  header.write('0', 156);
  header.write('ustar\u000000', 257);
  header.write(`${checksumOf(header).toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}

/** The sum of all bytes, with the place of the sum itself taken as blanks. */
function checksumOf(header: Buffer): number {
  let sum = 0;
  for (const [index, byte] of header.entries()) sum += index >= 148 && index < 156 ? 0x20 : byte;
  return sum;
}

/** Reads entry after entry; throws TarError where the file is no container, cut off or damaged. */
export async function* readTar(file: FileHandle): AsyncGenerator<TarEntry> {
  const take = readerOf(file);
  let after = '';
  for (;;) {
    const header = await take(blockBytes);
    if (header?.length !== blockBytes) throw new TarError(after ? 'cut' : 'foreign', after);
    if (header.every((byte) => byte === 0)) return;
    const { name, size } = parseHeader(header, after);
    const bytes = await take(size);
    const padding = (blockBytes - (size % blockBytes)) % blockBytes;
    if (bytes.length !== size || (await take(padding)).length !== padding) throw new TarError('cut', name);
    yield { name, bytes };
    after = name;
  }
}

function parseHeader(header: Buffer, after: string): { name: string; size: number } {
  const text = (from: number, length: number): string =>
    header.toString('latin1', from, from + length).replace(/\0.*$/su, '');
  const sum = Number.parseInt(text(148, 8), 8);
  const size = Number.parseInt(text(124, 12), 8);
  if (text(257, 5) !== 'ustar' || sum !== checksumOf(header))
    throw new TarError(after ? 'damaged' : 'foreign', after);
  if (!Number.isSafeInteger(size) || size > largestEntry) throw new TarError('damaged', after);
  return { name: text(0, 100), size };
}

/** Gives the next `length` bytes of the file, fewer at its end. */
function readerOf(file: FileHandle): (length: number) => Promise<Buffer> {
  let held: Buffer = Buffer.alloc(0);
  return async (length) => {
    const pieces = [held];
    let have = held.length;
    while (have < length) {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(readBytes));
      if (bytesRead === 0) break;
      pieces.push(buffer.subarray(0, bytesRead));
      have += bytesRead;
    }
    const all = Buffer.concat(pieces);
    held = all.subarray(length);
    return all.subarray(0, length);
  };
}
