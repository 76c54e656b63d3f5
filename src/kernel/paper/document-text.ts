/** A file as someone hands it in → its text. The content decides what it is, not the name. */

import { fileTypeFromBuffer } from 'file-type';
import { Refusal } from '../refusal.ts';
import { readWordText } from './word-text.ts';

export const LARGEST_DOCUMENT_BYTES = 10 * 1024 * 1024;

/** Controls other than tab and line ends. */
const CONTROL = /[^\P{Cc}\t\n\v\f\r\u0085]/u;
const ZIP_START = 0x504b0304;

/** What a person should know about how the text was won; messages `document.note.<code>`. */
export type DocumentNote = { code: 'numbers_recovered' | 'footnotes_left_out'; params: { count: number } };

export type DocumentText = {
  text: string;
  format: 'text' | 'docx';
  encoding: 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be' | null;
  notes: DocumentNote[];
};

/**
 * Text of a .txt (UTF-8, GB18030, UTF-16 with its mark) or .docx. Refuses with `document.empty`, `.too_large`,
 * `.zip_bomb`, `.damaged`, `.not_readable_doc` (old .doc and encrypted files), `.not_readable_pdf`, `.unknown_type`.
 */
export async function readDocumentText(bytes: Uint8Array, fileName: string): Promise<DocumentText> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length > LARGEST_DOCUMENT_BYTES) {
    const params = { fileName, limitMib: LARGEST_DOCUMENT_BYTES / 1024 / 1024 };
    throw new Refusal('document.too_large', { params, remedy: 'document.split', status: 413 });
  }
  const isZip = buffer.length >= 4 && buffer.readUInt32BE(0) === ZIP_START;
  const read = isZip ? await readDocx(buffer) : await readPlain(buffer, fileName);
  if (!/[^\s\u200b-\u200d\u2060\ufeff]/u.test(read.text))
    throw new Refusal('document.empty', { params: { fileName } });
  return read;
}

async function readDocx(buffer: Buffer): Promise<DocumentText> {
  const { text, numbered, footnotesLeftOut } = await readWordText(buffer);
  const notes: DocumentNote[] = [];
  if (numbered > 0) notes.push({ code: 'numbers_recovered', params: { count: numbered } });
  if (footnotesLeftOut) notes.push({ code: 'footnotes_left_out', params: { count: 1 } });
  return { text, format: 'docx', encoding: null, notes };
}

async function readPlain(buffer: Buffer, fileName: string): Promise<DocumentText> {
  await refuseKnownTypes(buffer, fileName);
  const decoded = decode(buffer, fileName);
  // A control character or markup at the start means that this is no text that a person wrote.
  if (CONTROL.test(decoded.text) || /^\s*<(?:!doctype|html|\?xml)/i.test(decoded.text)) {
    throw unknownType(fileName);
  }
  return { ...decoded, format: 'text', notes: [] };
}

async function refuseKnownTypes(buffer: Buffer, fileName: string): Promise<void> {
  const type = await fileTypeFromBuffer(buffer);
  if (!type) return;
  if (type.ext === 'cfb' || type.mime === 'application/x-cfb') {
    throw new Refusal('document.not_readable_doc', {
      params: { fileName },
      remedy: 'document.save_as_docx',
      status: 415,
    });
  }
  if (type.ext === 'pdf') {
    throw new Refusal('document.not_readable_pdf', {
      params: { fileName },
      remedy: 'document.use_original',
      status: 415,
    });
  }
  throw unknownType(fileName);
}

function decode(buffer: Buffer, fileName: string): Pick<DocumentText, 'text' | 'encoding'> {
  if (buffer[0] === 0xff && buffer[1] === 0xfe)
    return { text: new TextDecoder('utf-16le').decode(buffer), encoding: 'utf-16le' };
  if (buffer[0] === 0xfe && buffer[1] === 0xff)
    return { text: new TextDecoder('utf-16be').decode(buffer), encoding: 'utf-16be' };
  const utf8 = decodeFatal(buffer, 'utf-8');
  if (utf8 !== undefined) return { text: utf8, encoding: 'utf-8' };
  if (isBrokenUtf8(buffer))
    throw new Refusal('document.damaged', { params: { fileName }, remedy: 'document.save_again' });
  const gb18030 = decodeFatal(buffer, 'gb18030');
  if (gb18030 !== undefined) return { text: gb18030, encoding: 'gb18030' };
  throw unknownType(fileName);
}

function decodeFatal(buffer: Buffer, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(buffer);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** Chinese text with a few torn bytes: read as GB18030 it would become other characters without a word of warning. */
function isBrokenUtf8(buffer: Buffer): boolean {
  const text = new TextDecoder('utf-8').decode(buffer);
  const torn = text.split('\ufffd').length - 1;
  const chinese = text.match(/[\u4e00-\u9fff]/g)?.length ?? 0;
  return chinese > 20 && torn * 50 < chinese;
}

function unknownType(fileName: string): Refusal {
  return new Refusal('document.unknown_type', {
    params: { fileName },
    remedy: 'document.save_as_docx',
    status: 415,
  });
}
