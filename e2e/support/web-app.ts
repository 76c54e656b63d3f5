/** The built staff app that the server hands out: made anew when its sources are younger. */
import { spawnSync } from 'node:child_process';
import { globSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const checkout = fileURLToPath(new URL('../../', import.meta.url));

/** Takes five seconds, or none where nothing changed. */
export function buildWebApp(): void {
  const sources = globSync(['web/{src,public}/**/*', 'web/*.*', 'src/**/*.ts'], { cwd: checkout });
  if (sources.length === 0) throw new Error('the sources of the staff app were not found');
  const built = ageOf('web/dist/index.html');
  if (sources.every((source) => ageOf(source) <= built)) return;
  const made = spawnSync(path.join(checkout, 'tools/run'), ['vite', 'build', 'web', '--logLevel', 'warn'], {
    cwd: checkout,
    encoding: 'utf8',
  });
  if (made.status !== 0) throw new Error(`the staff app could not be built:\n${made.stdout}${made.stderr}`);
}

/** Milliseconds since 1970; 0 for a file that is not there. */
function ageOf(file: string): number {
  return statSync(path.join(checkout, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
