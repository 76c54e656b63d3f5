/** Streams XML parts of an office container through the kept library's SAX parser. */

import { SaxParser } from '@cj-tech-master/excelts/xml';
import { Refusal } from '../refusal.ts';
import { inflateEntry, type ZipEntry } from './zip.ts';

type Tag = { name: string; attributes: Record<string, string> };
export type XmlHandlers = {
  open: (name: string, attributes: Record<string, string>) => void;
  close: (name: string) => void;
};

/** Feeds one part through the handlers. */
export async function readXml(
  bytes: Uint8Array,
  part: ZipEntry,
  handlers: XmlHandlers,
  onText: (piece: string) => void = () => {},
): Promise<void> {
  const feed = xmlReader(handlers, onText);
  for await (const chunk of decodeXml(bytes, part)) feed.write(chunk);
  feed.close();
}

/** Names come without their namespace prefix: some writers say `x:row`. What is not XML refuses `file.damaged`. */
export function xmlReader(handlers: XmlHandlers, onText: (piece: string) => void) {
  const parser = new SaxParser({ position: false, invalidCharHandling: 'skip', maxEntityExpansions: 0 });
  parser.on('opentag', (tag) => handlers.open(localName(tag.name), (tag as Tag).attributes));
  parser.on('closetag', (tag) => handlers.close(localName(tag.name)));
  parser.on('text', onText);
  parser.on('cdata', onText);
  const guarded = (work: () => void) => {
    try {
      work();
    } catch (error) {
      if (error instanceof Error && error.name === 'XmlParseError') throw damagedXml();
      throw error;
    }
  };
  return {
    write: (chunk: string) => guarded(() => parser.write(chunk)),
    close: () => guarded(() => parser.close()),
  };
}

/** The text of a part, chunk by chunk as it is inflated. */
export async function* decodeXml(bytes: Uint8Array, part: ZipEntry): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  for await (const chunk of inflateEntry(bytes, part)) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** The answer to XML that breaks off or is none. */
export function damagedXml(): Refusal {
  return new Refusal('file.damaged', { remedy: 'file.damaged', status: 415 });
}
