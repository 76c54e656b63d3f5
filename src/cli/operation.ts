/** What the commands on the whole town share: texts, the place of the data, progress on one line, refusals as one sentence. */
import { join } from 'node:path';
import type pg from 'pg';
import { readConfig } from '../config.ts';
import { reachDatabase } from '../database.ts';
import { openPool } from '../kernel/db/pool.ts';
import { diskBlobs, type BlobStore } from '../kernel/files/blob-store.ts';
import { mergeCatalogues } from '../kernel/i18n/catalogue.ts';
import { translators, type Translate } from '../kernel/i18n/translate.ts';
import { Refusal } from '../kernel/refusal.ts';
import { messages } from '../modules/messages.ts';
import { backupCliMessages } from './backup-messages.ts';
import { terminalLocale } from './locale.ts';

export const exit = { done: 0, refused: 1, misused: 2 };

export function operationTexts(): Translate {
  return translators(mergeCatalogues([messages, backupCliMessages]))[terminalLocale(process.env)];
}

export type Site = { pool: pg.Pool; blobs: BlobStore; keyFile: string };

/** Opens the town that the environment names as it stands, by one connection of the owner, and closes it again. */
export async function withSite<T>(work: (site: Site) => Promise<T>): Promise<T> {
  const config = readConfig(process.env);
  const database = await reachDatabase(config);
  const pool = openPool(database.connection, 'owner', { max: 1 });
  try {
    const { dataDir } = config;
    const blobs = diskBlobs(join(dataDir, 'files'));
    return await work({ pool, blobs, keyFile: join(dataDir, 'keys', 'master.key') });
  } finally {
    await pool.end();
    await database.stop();
  }
}

/** Runs the command; a refusal becomes one sentence on standard error and status 1. */
export async function answering(t: Translate, work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    process.stderr.write(`${t(`refusal.${error.code}`, error.params)}\n`);
    return exit.refused;
  }
}

/** One line that is written over again, on a terminal only. */
export function showProgress(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${line}`);
}

export function endProgress(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
}
