/**
 * Pages of the public site kept as they were answered. Before each use the database is asked whether anything that the
 * site shows has changed; readers who arrive together share one question, which always begins after they came. So a page
 * is never older than the reader's own click, on however many servers. See docs/decisions/kept-pages.md.
 */
import { createHash } from 'node:crypto';

/** A whole answer. */
export type Kept = { headers: Record<string, string>; body: Buffer; etag: string };

/** All pages of one state: what was published, on one day (what is due turns late at midnight). */
type Edition = { revision: number; day: string; pages: Map<string, Kept>; bytes: number };

export type Keeper = {
  /** The page of this address if it still holds, else the one that `render` gives, kept when it is a plain success. */
  answer(
    request: { url: string; day: string; ifNoneMatch: string | undefined },
    render: () => Promise<Response>,
  ): Promise<Response>;
};

/** Pages beyond these are rendered each time: an address is free to invent (a search), memory is not. */
const limits = { bytes: 32 * 1024 * 1024, pageBytes: 256 * 1024 };

/** `revision` asks for the number that rises with each change of what is public. */
export function keepPages(revision: () => Promise<number>): Keeper {
  const ask = askedTogether(revision);
  let current: Edition | undefined;
  return {
    async answer({ url, day, ifNoneMatch }, render) {
      const now = await ask();
      if (current?.revision !== now || current.day !== day)
        current = { revision: now, day, pages: new Map(), bytes: 0 };
      // Rendering takes a while, and what it shows is at least as new as this edition.
      const edition = current;
      const kept = edition.pages.get(url) ?? (await keep(edition, url, await render()));
      if (kept instanceof Response) return kept;
      if (ifNoneMatch?.includes(kept.etag)) return new Response(null, { status: 304, headers: kept.headers });
      return new Response(kept.body as Uint8Array<ArrayBuffer>, { headers: kept.headers }); // a buffer of Node lies on one
    },
  };
}

async function keep(edition: Edition, url: string, response: Response): Promise<Kept | Response> {
  if (response.status !== 200) return response;
  const body = Buffer.from(await response.arrayBuffer());
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
  const kept = { headers: { ...Object.fromEntries(response.headers), etag }, body, etag };
  if (body.length > limits.pageBytes) return kept;
  edition.pages.set(url, kept);
  edition.bytes += body.length;
  for (const [oldest, { body: gone }] of edition.pages) {
    if (edition.bytes <= limits.bytes) break;
    edition.pages.delete(oldest);
    edition.bytes -= gone.length;
  }
  return kept;
}

/** Everybody who asks within one turn of the event loop shares one question, which begins when the turn is over. */
function askedTogether<T>(ask: () => Promise<T>): () => Promise<T> {
  let gathering: Promise<T> | undefined;
  return () => {
    gathering ??= new Promise((resolve) => {
      setImmediate(() => {
        gathering = undefined;
        resolve(ask());
      });
    });
    return gathering;
  };
}
