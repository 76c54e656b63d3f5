/** The town's database for one command: opened as its owner, beside a running server or alone, and closed again. */
import { join } from 'node:path';
import { createApp } from '../app.ts';
import { readConfig } from '../config.ts';
import { openTownDatabase } from '../database.ts';
import { loadMasterKey } from '../kernel/auth/secrets.ts';
import { everywhere, runAct, type Ctx } from '../kernel/ctx.ts';
import { openDb, openPool, type Db } from '../kernel/db/pool.ts';

export type OpenTown = {
  db: Db;
  /** One act of the operator, in one transaction, recorded as such. */
  act<T>(work: (ctx: Ctx) => Promise<T>): Promise<T>;
};

/** Runs `work` on the town that the environment names (JISHI_DATA, DATABASE_URL). Refuses what `openTownDatabase` refuses. */
export async function withTown<T>(work: (town: OpenTown) => Promise<T>): Promise<T> {
  const config = readConfig(process.env);
  const database = await openTownDatabase(config);
  const pool = openPool(database.connection, 'owner', { max: 2 });
  try {
    const db = openDb(pool);
    const masterKey = await loadMasterKey(join(config.dataDir, 'keys', 'master.key'));
    const { services } = createApp({ db, masterKey });
    const act: OpenTown['act'] = (run) =>
      runAct(
        db,
        {
          now: Temporal.Now.instant(),
          actor: { kind: 'system', name: 'operator' },
          permission: 'system',
          scope: everywhere,
          locale: 'zh-CN',
          services,
        },
        run,
      );
    return await work({ db, act });
  } finally {
    await pool.end();
    await database.stop();
  }
}
