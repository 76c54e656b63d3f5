/** Keys of the installation: sealing fields that must not be readable in a dump, and finding them again by equality. */
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
  randomFillSync,
  type KeyObject,
} from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

export type Secrets = {
  /** AES-256-GCM: version byte, 12 bytes nonce, 16 bytes tag, text. `purpose` binds the text to its column. */
  seal(purpose: string, text: string): Buffer;
  open(purpose: string, sealed: Buffer): string;
  /** HMAC-SHA-256 for equality search; 32 bytes. */
  fingerprint(purpose: string, text: string): Buffer;
};

const version = 1;

export function secretsFrom(master: Buffer): Secrets {
  if (master.length < 32) throw new Error('the master key needs 32 bytes');
  const derived = new Map<string, KeyObject>();
  const nextNonce = nonces();
  const keyFor = (purpose: string): KeyObject => {
    const known = derived.get(purpose);
    if (known) return known;
    const key = createSecretKey(Buffer.from(hkdfSync('sha256', master, '', `jishi:${purpose}`, 32)));
    derived.set(purpose, key);
    return key;
  };
  return {
    seal(purpose, text) {
      const nonce = nextNonce();
      const cipher = createCipheriv('aes-256-gcm', keyFor(`seal:${purpose}`), nonce);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.of(version), nonce, cipher.getAuthTag(), body]);
    },
    open(purpose, sealed) {
      if (sealed[0] !== version) throw new Error('sealed by an unknown version');
      const decipher = createDecipheriv('aes-256-gcm', keyFor(`seal:${purpose}`), sealed.subarray(1, 13));
      decipher.setAuthTag(sealed.subarray(13, 29));
      return Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()]).toString('utf8');
    },
    fingerprint(purpose, text) {
      return createHmac('sha256', keyFor(`fingerprint:${purpose}`))
        .update(text)
        .digest();
    },
  };
}

/** Random nonces of 12 bytes, each given once; asked of the system a page at a time, for a roster seals 100,000 fields. */
function nonces(): () => Buffer {
  const page = Buffer.alloc(12 * 256);
  let used = page.length;
  return () => {
    if (used === page.length) {
      randomFillSync(page);
      used = 0;
    }
    used += 12;
    return Buffer.from(page.subarray(used - 12, used));
  };
}

/** Reads the master key file, or makes it (mode 0600) on the first start. It is part of every backup's instructions: without it ID numbers stay sealed. */
export async function loadMasterKey(path: string): Promise<Buffer> {
  try {
    return Buffer.from((await readFile(path, 'utf8')).trim(), 'base64');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error; // node's own error shape
  }
  const key = randomBytes(32);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `${key.toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  return key;
}
