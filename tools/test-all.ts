/**
 * Every check of the project, in the order in which failures are cheapest to learn, except the crawl. The last line counts:
 * `N passed, N failed[, N skipped]`, where types, lint, format and the web build count as one check each.
 * A phase that looked at nothing has failed.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { isChromiumInstalled } from '../e2e/support/chromium.ts';
import { testCluster, testClusterFolder } from '../tests/support/cluster.ts';

type Count = { passed: number; failed: number; skipped: number };
type Phase = { name: string; title: string; run: () => Promise<Count> };

const phases: Phase[] = [
  { name: 'types', title: 'types of server, tests and web', run: checkTypes },
  {
    name: 'lint',
    title: 'lint',
    run: () => check('oxlint', ['--type-aware', '--deny-warnings'], /on (\d+) files?/),
  },
  { name: 'format', title: 'format', run: () => check('oxfmt', ['--check'], /on (\d+) files?/) },
  { name: 'generated', title: 'what is generated', run: checkGenerated },
  { name: 'tests', title: 'tests on the real database', run: () => runTests('tests/**/*.test.ts') },
  {
    name: 'build',
    title: 'web app',
    run: () => check('vite', ['build', 'web'], /(\d+) modules? transformed/),
  },
  { name: 'browser', title: 'journeys in a browser', run: () => runJourneys('e2e/*.e2e.ts') },
];

/** Every page for every role, at both widths and in the reading modes: ten minutes, so it runs when it is asked for. */
const crawl: Phase = {
  name: 'crawl',
  title: 'every page in a browser',
  run: async () =>
    sum([
      await check('vite', ['build', 'web'], /(\d+) modules? transformed/),
      await runJourneys('e2e/crawl/*.e2e.ts'),
    ]),
};

const usage = `usage: ./test                     every check
       ./test --only PHASE        one of: ${[...phases, crawl].map((phase) => phase.name).join(', ')}
       ./test FILE…               these test files`;

/** Two cores, and a database behind them. */
const parallelFiles = 2;

async function main(args: string[]): Promise<void> {
  if (args.includes('--help') || args.includes('-h')) return console.log(usage);
  const chosen = choose(args);
  if (!chosen) {
    console.error(usage);
    process.exitCode = 64;
    return;
  }
  const total: Count = { passed: 0, failed: 0, skipped: 0 };
  const failed: string[] = [];
  for (const phase of chosen) {
    console.log(`\n== ${phase.title}`);
    const began = performance.now();
    const count = await phase.run();
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    console.log(`-- ${phase.name}: ${sentence(count)} in ${seconds} s`);
    if (count.failed > 0) failed.push(phase.name);
    total.passed += count.passed;
    total.failed += count.failed;
    total.skipped += count.skipped;
  }
  console.log(failed.length > 0 ? `\nfailed: ${failed.join(', ')}` : '');
  console.log(sentence(total));
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
}

function choose(args: string[]): Phase[] | undefined {
  const [first, ...rest] = args;
  if (first === undefined) return phases;
  if (first === '--only') return rest.length === 1 ? phasesNamed(rest[0]) : undefined;
  if (args.some((file) => file.startsWith('-') || !existsSync(file))) return undefined;
  return [{ name: 'tests', title: args.join(' '), run: () => nodeTests(args, parallelFiles) }];
}

function phasesNamed(name: string | undefined): Phase[] | undefined {
  const found = [...phases, crawl].filter((phase) => phase.name === name);
  return found.length > 0 ? found : undefined;
}

function sentence({ passed, failed, skipped }: Count): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

async function checkTypes(): Promise<Count> {
  const projects = ['tsconfig.json', 'web/tsconfig.json'];
  const counts = await inOrder(projects, async (project) => {
    // Quiet when sound, so a second, quick call tells how many files it saw.
    const seen = spawnSync('tsc', ['--noEmit', '-p', project, '--listFilesOnly'], { encoding: 'utf8' });
    const own = seen.stdout
      .split('\n')
      .filter((file) => /\.tsx?$/.test(file) && !file.includes('node_modules'));
    const { code } = await run('tsc', ['--noEmit', '-p', project]);
    return verdict(code, own.length, project);
  });
  return sum(counts);
}

async function check(command: string, args: string[], seen: RegExp): Promise<Count> {
  const { code, output } = await run(command, args);
  return verdict(code, Number(seen.exec(output)?.[1] ?? 0), command);
}

/** Pages and types that are written from tables say what the tables say. */
async function checkGenerated(): Promise<Count> {
  const pages = await check('node', ['tools/docs.ts', '--check'], /(\d+) pages/);
  const types = await check('node', ['tools/db-types.ts', '--check'], /(\d+) tables/);
  return sum([pages, types]);
}

function verdict(code: number, looked: number, what: string): Count {
  console.log(`${what}: ${looked} files`);
  if (looked === 0) console.log(`${what} looked at nothing, which is a failure`);
  const sound = code === 0 && looked > 0;
  return { passed: sound ? 1 : 0, failed: sound ? 0 : 1, skipped: 0 };
}

function runTests(pattern: string): Promise<Count> {
  return nodeTests(globSync(pattern).sort(), parallelFiles);
}

async function runJourneys(pattern: string): Promise<Count> {
  installChromium();
  return nodeTests(globSync(pattern).sort(), 1);
}

async function nodeTests(files: string[], concurrency: number): Promise<Count> {
  if (files.length === 0) {
    console.log('no test files were found, which is a failure');
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const cluster = await testCluster(); // held here, so that it does not stop between two files
  const args = ['--test', `--test-concurrency=${concurrency}`, '--test-reporter=spec', ...files];
  const { code, output } = await run('node', args, { JISHI_TEST_CLUSTER: testClusterFolder() });
  await cluster.stop();
  const count = { passed: tally(output, 'pass'), failed: tally(output, 'fail') + tally(output, 'cancelled') };
  const skipped = tally(output, 'skipped') + tally(output, 'todo');
  const silent = count.passed === 0 || (code !== 0 && count.failed === 0);
  return { ...count, failed: count.failed + (silent ? 1 : 0), skipped };
}

/** The last such line is the runner's own summary. */
function tally(output: string, name: string): number {
  return Number([...output.matchAll(new RegExp(`^ℹ ${name} (\\d+)$`, 'gm'))].at(-1)?.[1] ?? 0);
}

/** Where the system can install one by itself (a build server as root), it does; the finder explains otherwise. */
function installChromium(): void {
  if (isChromiumInstalled() || process.geteuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  console.log('installing chromium and fonts-noto-cjk (apt-get) …');
  const quiet = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const;
  spawnSync('apt-get', ['update'], quiet);
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], quiet);
}

/** Runs a command of the project, shows what it says and keeps it for counting. */
function run(
  command: string,
  args: string[],
  env: NodeJS.ProcessEnv = {},
): Promise<{ code: number; output: string }> {
  const child = spawn(command, args, {
    env: { ...process.env, ...env, FORCE_COLOR: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    let output = '';
    for (const [stream, target] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ] as const) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        target.write(text);
      });
    }
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

async function inOrder<T, R>(items: T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}

function sum(counts: Count[]): Count {
  return counts.reduce((total, count) => ({
    passed: total.passed + count.passed,
    failed: total.failed + count.failed,
    skipped: total.skipped + count.skipped,
  }));
}

await main(process.argv.slice(2));
