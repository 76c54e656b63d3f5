/** The latest notices as an Atom feed. */
import { createHash } from 'node:crypto';
import type { Reader } from './page.ts';
import type { ListedNotice, Place } from './reading.ts';

export function atomFeed(reader: Reader, notices: ListedNotice[], places: Map<string, Place>): string {
  const { t, town, origin } = reader;
  const title = town ? t('public.site', { town }) : t('public.site_unnamed');
  const updated = notices[0]?.publishedAt.toString() ?? '2000-01-01T00:00:00Z';
  const entries = notices.map((notice) => {
    const address = `${origin}/notices/${notice.code}`;
    return `<entry><id>${idOf(address)}</id><title>${escaped(notice.title)}</title><link href="${escaped(address)}"/><updated>${notice.publishedAt.toString()}</updated><author><name>${escaped(places.get(notice.orgId)?.name ?? '')}</name></author></entry>`;
  });
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN"><id>${idOf(`${origin}/`)}</id><title>${escaped(title)}</title><updated>${updated}</updated><link href="${escaped(`${origin}/`)}"/><link rel="self" href="${escaped(`${origin}/feed.xml`)}"/>
${entries.join('\n')}
</feed>
`;
}

/** A name that stays the same for the same address. */
function idOf(address: string): string {
  const hex = createHash('sha256').update(address).digest('hex');
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  // Characters that XML does not know at all are left out.
  return text
    .replaceAll(/[&<>"']/gu, (char) => entities[char] ?? '')
    .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '');
}
