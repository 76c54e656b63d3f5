/** Serves the built staff app from memory: hashed assets for ever, the page itself asked for anew each time. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Context, Hono } from 'hono';

type Packed = { raw: Buffer; br?: Buffer; gzip?: Buffer; etag: string; type: string };

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};
const textTypes = new Set(['.html', '.js', '.css', '.json', '.webmanifest', '.svg', '.txt']);

/** Adds `/app/` over the files of `folder`; an app that was not built answers 503 with what to do. */
export async function serveWebApp(http: Hono, folder: string): Promise<void> {
  const names = new Set(await namesBelow(folder));
  const packed = new Map<string, Promise<Packed>>();
  const load = (name: string): Promise<Packed> => {
    const known = packed.get(name);
    if (known) return known;
    const fresh = pack(join(folder, name), extname(name));
    packed.set(name, fresh);
    return fresh;
  };
  http.get('/app', (c) => c.redirect('/app/', 301));
  http.get('/app/*', async (c) => {
    if (!names.has('index.html')) return c.text('The staff app is not built: run "npm run build".\n', 503);
    const asked = c.req.path.slice('/app/'.length);
    if (names.has(asked)) return send(c, await load(asked), asked.startsWith('assets/'));
    // A missing asset is a mistake; any other address is a screen, which the page itself finds.
    if (asked.startsWith('assets/') || extname(asked)) return c.text('Not found\n', 404);
    return send(c, await load('index.html'), false);
  });
}

function send(c: Context, file: Packed, immutable: boolean): Response {
  c.header('etag', file.etag);
  c.header('vary', 'accept-encoding');
  c.header('cache-control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache');
  if (c.req.header('if-none-match') === file.etag) return c.body(null, 304);
  c.header('content-type', file.type);
  const accepted = c.req.header('accept-encoding') ?? '';
  const coding =
    file.br && /\bbr\b/u.test(accepted) ? 'br' : file.gzip && /\bgzip\b/u.test(accepted) ? 'gzip' : undefined;
  if (coding) c.header('content-encoding', coding);
  const body = (coding && file[coding]) || file.raw;
  return c.body(new Uint8Array(body));
}

async function pack(path: string, ending: string): Promise<Packed> {
  const raw = await readFile(path);
  const etag = `"${createHash('sha256').update(raw).digest('base64url').slice(0, 22)}"`;
  const type = types[ending] ?? 'application/octet-stream';
  if (!textTypes.has(ending) || raw.length < 1024) return { raw, etag, type };
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
    promisify(gzip)(raw),
  ]);
  return { raw, br, gzip: gz, etag, type };
}

async function namesBelow(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name).slice(folder.length).split(sep).join('/').replace(/^\//u, ''),
      );
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
