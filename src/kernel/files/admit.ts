/** Decides whether bytes may be kept as an attachment, by what they are and not by what they are called. */
import { fileTypeFromBuffer } from 'file-type';
import { readZipDirectory } from '../paper/zip.ts';
import { Refusal } from '../refusal.ts';
import { withoutMetadata } from './metadata.ts';

/** Largest attachment, in bytes. */
export const largestFile = 20 * 1024 * 1024;

export type Admitted = { name: string; type: string; bytes: Buffer };

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Types that are kept, with the endings under which they are handed out. */
export const keptTypes: Readonly<Record<string, readonly string[]>> = {
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/webp': ['webp'],
  'application/pdf': ['pdf'],
  [docx]: ['docx'],
  [xlsx]: ['xlsx'],
  'text/plain': ['txt'],
};

/**
 * The file as it will be kept: type sniffed, photos without metadata, name made harmless.
 * Refuses `file.empty`, `file.too_large` (413), `file.type_not_kept` (415), `file.damaged` (415), `file.encrypted`
 * (415) and `file.zip_bomb` (413).
 */
export async function admitFile(upload: { name: string; bytes: Buffer }): Promise<Admitted> {
  const { bytes } = upload;
  if (bytes.length === 0) throw new Refusal('file.empty', { status: 400, field: 'file' });
  if (bytes.length > largestFile) {
    const params = { megabytes: largestFile / 1024 / 1024 };
    throw new Refusal('file.too_large', { status: 413, field: 'file', remedy: 'file.too_large', params });
  }
  const type = await typeOf(bytes);
  if (!type || !keptTypes[type]) {
    throw new Refusal('file.type_not_kept', { status: 415, field: 'file', remedy: 'file.type_not_kept' });
  }
  const name = fileNameFor(upload.name, type);
  switch (type) {
    case 'image/jpeg':
    case 'image/png':
    case 'image/webp': {
      const clean = withoutMetadata(bytes, type);
      if (!clean) throw new Refusal('file.damaged', { status: 415, field: 'file', remedy: 'file.damaged' });
      return { name, type, bytes: clean };
    }
    case docx:
    case xlsx:
      readZipDirectory(bytes);
      return { name, type, bytes };
    default:
      return { name, type, bytes };
  }
}

async function typeOf(bytes: Buffer): Promise<string | undefined> {
  const sniffed = await fileTypeFromBuffer(bytes);
  if (sniffed) return sniffed.mime;
  return isText(bytes) ? 'text/plain' : undefined;
}

/** UTF-8 or GB18030, without control characters, and nothing that a browser might take for a page. */
function isText(bytes: Buffer): boolean {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      return (
        !/(?![\t\n\v\f\r])\p{Cc}/u.test(text) && !/<(?:!doctype|html|script|svg|body|iframe)\b/iu.test(text)
      );
    } catch {
      continue;
    }
  }
  return false;
}

/** The last part of the given name, without what a file system or a header could take amiss, with an ending of its type. */
export function fileNameFor(given: string, type: string): string {
  const endings = keptTypes[type] ?? ['bin'];
  const last = given.normalize('NFC').split(/[\\/]/u).at(-1) ?? '';
  const plain = last.replaceAll(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '').trim();
  const dot = plain.lastIndexOf('.');
  const stem = (dot > 0 ? plain.slice(0, dot) : plain).replace(/^\.+/u, '');
  const ending = dot > 0 ? plain.slice(dot + 1).toLowerCase() : '';
  return `${Array.from(stem || '附件')
    .slice(0, 100)
    .join('')}.${endings.includes(ending) ? ending : endings[0]}`;
}
