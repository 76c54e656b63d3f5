/** Process entry: settings, start, one clear sentence when it cannot, clean stop. */
import { parseArgs } from 'node:util';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readConfig, type Config } from './config.ts';
import { fillDemoTown, type DemoAccount } from './demo/town.ts';
import { isEmptyTown, issueSetUpCode } from './kernel/auth/set-up.ts';
import { translators, type Translate } from './kernel/i18n/translate.ts';
import { Refusal } from './kernel/refusal.ts';
import { messages } from './modules/messages.ts';
import { serveTown, type Running } from './serve.ts';

const t = translators(messages)[languageOf(process.env)];

try {
  await main();
} catch (error) {
  console.error(sentenceOf(error, t));
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options.help) return console.log(t('console.usage'));
  const config = readConfig(process.env);
  console.log(t('console.starting'));
  // Asked to stop while it starts, it stops as soon as it stands.
  let asked = false;
  let stop = (): void => void (asked = true);
  onSignal(() => stop());
  let signIns: DemoAccount[] = [];
  const running = await serveTown(config, async ({ db, app }) => {
    if (options.empty || !(await isEmptyTown(db))) return;
    console.log(t('console.filling'));
    ({ signIns } = await fillDemoTown(db, app.services, Temporal.Now.instant()));
  });
  stop = () => void finish(running);
  if (asked) return finish(running);
  announce(config, running);
  showSignIns(signIns);
  const code = await issueSetUpCode(running.db);
  if (code) console.log(t('console.set_up', { url: `${running.url}/app/set-up`, code }));
}

function announce(config: Config, running: Running): void {
  const { applied } = running.database;
  if (applied.length > 0) console.log(t('console.migrated', { count: applied.length }));
  const seconds = (performance.now() / 1000).toFixed(1);
  console.log(t('console.ready', { seconds, url: `${running.url}/` }));
  console.log(t('console.data', { folder: config.dataDir, log: running.logPath }));
  if (!isLoopback(config.host) && !config.behindProxy)
    console.warn(t('console.open_to_all', { host: config.host }));
  if (!existsSync(fileURLToPath(new URL('../web/dist/index.html', import.meta.url))))
    console.warn(t('console.not_built'));
  if (process.stdout.isTTY) console.log(t('console.stop_hint'));
}

/** One-time passwords, shown this once: only their hashes are kept. */
function showSignIns(signIns: readonly DemoAccount[]): void {
  if (signIns.length === 0) return;
  console.log(`\n${t('console.sign_ins')}`);
  for (const { username, password, role, name } of signIns) {
    console.log(`  ${username.padEnd(10)} ${password.padEnd(18)} ${name}（${t(`role.${role}`)}）`);
  }
  console.log('');
}

async function finish(running: Running): Promise<void> {
  console.log(t('console.stopping'));
  await running.stop();
  console.log(t('console.stopped'));
}

/** A terminal sends Ctrl-C to every process of a chain, so the same one may arrive twice; only a later one is impatience. */
function onSignal(stop: () => void): void {
  let firstAt: number | undefined;
  const hear = (): void => {
    if (firstAt === undefined) {
      firstAt = performance.now();
      stop();
    } else if (performance.now() - firstAt > 1000) {
      process.exit(130);
    }
  };
  process.on('SIGINT', hear);
  process.on('SIGTERM', hear);
  process.on('SIGHUP', hear);
}

function readOptions(args: string[]): { empty: boolean; help: boolean } {
  const known = {
    empty: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  } as const;
  const { values, positionals, tokens } = parseArgs({ args, options: known, strict: false, tokens: true });
  const unknown = tokens.find((token) => token.kind === 'option' && !(token.name in known));
  const value = positionals[0] ?? (unknown?.kind === 'option' ? unknown.rawName : undefined);
  if (value !== undefined) throw new Refusal('config.option', { params: { value } });
  return { empty: values.empty === true, help: values.help === true };
}

/** A refusal as one sentence with what to do; anything else with where it happened, for whoever mends it. */
function sentenceOf(error: unknown, translate: Translate): string {
  if (error instanceof Refusal) {
    const { code, remedy } = error;
    return [translate(`refusal.${code}`, error.params), remedy && translate(`remedy.${remedy}`, error.params)]
      .filter(Boolean)
      .join(' ');
  }
  const shown =
    error instanceof Error
      ? `${error.stack}${error.cause instanceof Error ? `\n${error.cause.stack}` : ''}`
      : String(error);
  return translate('console.bug', { error: shown });
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

function languageOf(env: NodeJS.ProcessEnv): 'zh-CN' | 'en' {
  return (env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '').toLowerCase().startsWith('zh')
    ? 'zh-CN'
    : 'en';
}
