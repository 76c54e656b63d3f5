/** Holds the arrows of ARCHITECTURE.md: kernel below modules, modules downwards through facades, the web through contracts. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'node:test';
import { sameTierEdges, tiers } from '../../src/modules/edges.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

type Arrow = { from: string; to: string };

function sourcesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/u.test(name))
    .map((name) => join(folder, name));
}

function arrowsOf(file: string): Arrow[] {
  const text = readFileSync(join(root, file), 'utf8');
  const targets = [...text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/gu)].map((match) => match[1] ?? '');
  return targets.map((target) => ({ from: file, to: relative(root, resolve(root, dirname(file), target)) }));
}

const server = sourcesBelow('src').flatMap(arrowsOf);
const web = sourcesBelow('web/src').flatMap(arrowsOf);

const moduleOf = (path: string): string | undefined => /^src\/modules\/([^/]+)\//u.exec(path)?.[1];
const fileOf = (path: string): string => path.split('/').at(-1) ?? '';
const tierNames = Object.keys(tiers) as (keyof typeof tiers)[];
const tierOf = (module: string): number =>
  tierNames.findIndex((tier) => (tiers[tier] as readonly string[]).includes(module));

const shown = (arrows: Arrow[]): string[] => arrows.map(({ from, to }) => `${from} → ${to}`);

describe('the arrows of the architecture', () => {
  it('sees the sources that it judges', () => {
    assert.ok(server.length > 100, `only ${server.length} imports seen in src`);
  });

  it('the kernel knows no module', () => {
    const wrong = server.filter(
      ({ from, to }) => from.startsWith('src/kernel/') && !to.startsWith('src/kernel/'),
    );
    assert.deepEqual(shown(wrong), []);
  });

  it('every module has its tier', () => {
    const modules = new Set(server.flatMap(({ from }) => moduleOf(from) ?? []));
    assert.deepEqual(
      [...modules].filter((module) => tierOf(module) < 0),
      [],
    );
  });

  it('a module uses another only through its facade, and only downwards', () => {
    const wrong = server.filter(({ from, to }) => {
      const here = moduleOf(from);
      const there = moduleOf(to);
      if (!here || !there || here === there) return false;
      const along = tierOf(there) > tierOf(here) || sameTierEdges.some(([a, b]) => a === here && b === there);
      return !along || fileOf(to) !== 'facade.ts';
    });
    assert.deepEqual(shown(wrong), []);
  });

  it('contract tables run nothing: api.ts imports only contracts', () => {
    const wrong = server.filter(
      ({ from, to }) =>
        fileOf(from) === 'api.ts' &&
        !/(?:^src\/kernel\/http\/(?:contract|answers)|^src\/kernel\/disclosure\/content|\/api|-api|\/choices)\.ts$/u.test(
          to,
        ),
    );
    assert.deepEqual(shown(wrong), []);
  });

  it('rules are pure: no database, no clock, no HTTP', () => {
    const pure = new Set(['rules.ts', 'matters.ts', 'rulebooks.ts', 'procedure.ts']);
    const wrong = server.filter(
      ({ from, to }) =>
        moduleOf(from) &&
        pure.has(fileOf(from)) &&
        /^src\/kernel\/(?:db|http|ctx|auth|files|jobs|notice)/u.test(to),
    );
    assert.deepEqual(shown(wrong), []);
  });

  it('the staff app uses the server only through contracts, texts and data tables', () => {
    const wrong = web.filter(
      ({ to }) =>
        to.startsWith('src/') &&
        !/(?:\/api|-api|\/messages|-messages|-words|contract|answers|catalogue|i18n\/(?:formatters|citation)|disclosure\/content|\/choices|code-tables|\/roles|edges)\.ts$/u.test(
          to,
        ),
    );
    assert.deepEqual(shown(wrong), []);
  });

  it('the UI kit knows no domain', () => {
    const wrong = web.filter(
      ({ from, to }) =>
        from.startsWith('web/src/ui/') && /web\/src\/features|src\/modules\/[^/]+\//u.test(to),
    );
    assert.deepEqual(shown(wrong), []);
  });
});
