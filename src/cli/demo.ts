/** `jishi demo reset`: empties the demo town, and nothing else. */
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import type pg from 'pg';
import { emptySchema, requireAlone } from '../kernel/backup/emptying.ts';
import type { Translate } from '../kernel/i18n/translate.ts';
import { Refusal } from '../kernel/refusal.ts';
import { answering, exit, operationTexts, withSite } from './operation.ts';

/** `demo reset [--yes]`: 0 emptied, 1 refused or cancelled, 2 misused. */
export async function demoCommand(args: string[]): Promise<number> {
  const t = operationTexts();
  const command = parse(args);
  if (!command || command.help) {
    (command ? process.stdout : process.stderr).write(`${t('cli.demo.help')}\n`);
    return command ? exit.done : exit.misused;
  }
  return answering(t, () =>
    withSite(async ({ pool }) => {
      const client = await pool.connect();
      try {
        await requireDemo(client);
        await requireAlone(client);
        if (!command.yes && !(await confirmed(t))) {
          process.stdout.write(`${t('cli.demo.cancelled')}\n`);
          return exit.refused;
        }
        await requireAlone(client); // a server may have started while the question stood
        await emptySchema(client);
        process.stdout.write(`${t('cli.demo.done')}\n`);
        return exit.done;
      } finally {
        client.release();
      }
    }),
  );
}

function parse(args: string[]): { yes: boolean; help: boolean } | undefined {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { yes: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    });
    const { yes = false, help = false } = values;
    return help || positionals.join(' ') === 'reset' ? { yes, help } : undefined;
  } catch {
    return undefined; // an unknown option: the help says which there are
  }
}

/** The log, which nobody can edit, says that the town began as the demo. */
async function requireDemo(client: pg.PoolClient): Promise<void> {
  const { rows: known } = await client.query<{ there: boolean }>(
    "select to_regclass('audit_events') is not null as there",
  );
  const { rowCount } = known[0]?.there
    ? await client.query(
        "select from audit_events where actor_kind = 'system' and actor_name = 'demo' limit 1",
      )
    : { rowCount: 0 };
  if (!rowCount) throw new Refusal('demo.not_the_demo', { status: 409 });
}

/** Without an answer (a closed input) nothing is deleted. */
async function confirmed(t: Translate): Promise<boolean> {
  const word = t('cli.demo.word');
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    process.stdout.write(t('cli.demo.confirm', { word }));
    for await (const line of lines) return line.trim() === word;
    return false;
  } finally {
    lines.close();
  }
}
