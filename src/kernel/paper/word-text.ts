/** .docx → plain text, automatic numbers included. */

import { zip } from '@cj-tech-master/excelts/archive';
import mammoth from 'mammoth';
import { Refusal } from '../refusal.ts';
import { withVisibleNumbers } from './word-numbering.ts';
import { inflateText, readZipDirectory, type ZipEntry, type ZipLimits } from './zip.ts';

/** What a person should know about the text: numbers that Word had kept to itself, notes that are not in it. */
export type WordText = { text: string; numbered: number; footnotesLeftOut: boolean };

/** A document of policy length is some 100 KB of XML; pictures, which are not read, count as well. */
export const WORD_LIMITS: ZipLimits = { totalBytes: 100 * 2 ** 20, ratio: 300, ratioFromBytes: 8 * 2 ** 20 };

const MAIN_PART = 'word/document.xml';

/** Text of the main part, one line for each paragraph. Refuses `document.unknown_type`, `.damaged`, `.encrypted`, `.zip_bomb`. */
export async function readWordText(bytes: Buffer): Promise<WordText> {
  const parts = await readParts(bytes);
  const main = parts.get(MAIN_PART);
  if (main === undefined) {
    throw new Refusal('document.unknown_type', { remedy: 'document.save_as_docx', status: 415 });
  }
  const numbering = parts.get('word/numbering.xml');
  const styles = parts.get('word/styles.xml');
  try {
    const { document, numbered } = withVisibleNumbers({
      document: main,
      ...(numbering === undefined ? {} : { numbering }),
      ...(styles === undefined ? {} : { styles }),
    });
    parts.set(MAIN_PART, document);
    const { value } = await mammoth.extractRawText({ buffer: await repack(parts) });
    const footnotes = `${parts.get('word/footnotes.xml') ?? ''}${parts.get('word/endnotes.xml') ?? ''}`;
    return { text: value.replaceAll('\n\n', '\n'), numbered, footnotesLeftOut: /<w:t[ >]/.test(footnotes) };
  } catch {
    // The parsers throw errors of many kinds at a damaged part; the file is the cause in all of them.
    throw new Refusal('document.damaged', { remedy: 'document.save_again', status: 415 });
  }
}

/** The XML parts; pictures are left out. Each has been measured while inflating, so no later reader meets a surprise. */
async function readParts(bytes: Buffer): Promise<Map<string, string>> {
  const parts = new Map<string, string>();
  try {
    const directory: Map<string, ZipEntry> = readZipDirectory(bytes, WORD_LIMITS);
    for (const [path, entry] of directory) {
      if (/\.(?:xml|rels)$/.test(path)) parts.set(path, await inflateText(bytes, entry));
    }
  } catch (error) {
    throw asDocumentRefusal(error);
  }
  return parts;
}

function asDocumentRefusal(error: unknown): unknown {
  if (!(error instanceof Refusal)) return error;
  switch (error.code) {
    case 'file.zip_bomb':
      return new Refusal('document.zip_bomb', {
        params: error.params,
        remedy: 'document.save_again',
        status: 413,
      });
    case 'file.damaged':
      return new Refusal('document.damaged', { remedy: 'document.save_again', status: 415 });
    case 'file.encrypted':
      return new Refusal('document.encrypted', { remedy: 'document.remove_password', status: 415 });
    default:
      return error;
  }
}

async function repack(parts: Map<string, string>): Promise<Buffer> {
  const archive = zip({ level: 0 });
  for (const [name, content] of parts) archive.add(name, Buffer.from(content));
  return Buffer.from(await archive.bytes());
}
