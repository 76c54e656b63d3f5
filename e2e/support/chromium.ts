/** The browser of the journeys: the machine's own Chromium, else the one that npm brings. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';

/** What `playwright-core`'s `chromium.launch` takes. */
export type Browser = { executablePath: string; args: string[]; env: Record<string, string> };

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * Finds a browser: `$CHROMIUM`, then an installed one, then @sparticuz/chromium (Linux x64 only).
 * Throws one sentence that says what to install when there is none.
 */
export async function findChromium(): Promise<Browser> {
  const named = process.env['CHROMIUM'];
  if (named && !existsSync(named)) throw new Error(`CHROMIUM names ${named}, which does not exist`);
  const executablePath = named ?? installed.find((candidate) => existsSync(candidate));
  // Chromium's own sandbox needs a user that is not root.
  const args = process.geteuid?.() === 0 ? ['--no-sandbox'] : [];
  if (executablePath) return { executablePath, args, env: environment() };
  if (process.platform === 'linux' && process.arch === 'x64') return findBundled();
  throw new Error('no browser for the journeys: install Chromium or name one with CHROMIUM');
}

/** True when a browser and the fonts of the system are there without npm's. */
export function isChromiumInstalled(): boolean {
  return Boolean(process.env['CHROMIUM']) || installed.some((candidate) => existsSync(candidate));
}

/** It unpacks itself into the temporary folder and brings the libraries that a bare machine lacks, but no Chinese font. */
async function findBundled(): Promise<Browser> {
  const { default: bundled, inflate } = await import('@sparticuz/chromium');
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const packageFolder = entry.slice(
    0,
    entry.indexOf('/@sparticuz/chromium/') + '/@sparticuz/chromium'.length,
  );
  const executablePath = await bundled.executablePath();
  const libraries = path.join(await inflate(path.join(packageFolder, 'bin/al2023.tar.br')), 'lib');
  if (!existsSync(libraries))
    throw new Error(`${libraries} is missing: run apt-get install chromium fonts-noto-cjk`);
  return { executablePath, args: bundled.args, env: { ...environment(), LD_LIBRARY_PATH: libraries } };
}

function environment(): Record<string, string> {
  const present = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return { ...Object.fromEntries(present), TMPDIR: os.tmpdir() };
}
