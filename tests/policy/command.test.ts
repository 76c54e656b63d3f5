import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

function jishi(args: string[], language = 'en_US.UTF-8') {
  const env = { ...process.env, LC_ALL: language };
  return spawnSync('./jishi', args, { cwd: root, env, encoding: 'utf8' });
}

describe('jishi policy read', () => {
  it('prints the agreed JSON', () => {
    const { status, stdout } = jishi(['policy', 'read', 'policy/sample.txt', '--json']);
    assert.equal(status, 0);
    const printed: unknown = JSON.parse(stdout);
    assert.ok(
      printed && typeof printed === 'object' && 'chapters' in printed && Array.isArray(printed.chapters),
    );
    assert.deepEqual(Object.keys(printed), [
      'number',
      'issuer',
      'title',
      'date',
      'recipients',
      'copiesTo',
      'chapters',
      'unplaced',
    ]);
    const [chapter] = printed.chapters;
    assert.deepEqual(Object.keys(chapter), ['number', 'title', 'articles']);
    assert.deepEqual(Object.keys(chapter.articles[0]), ['number', 'title', 'institutions', 'text']);
    assert.ok(chapter.articles[1].institutions.includes('first_secretary'));
  });

  it('speaks the language of the terminal', () => {
    assert.match(jishi(['policy', 'read', 'policy/sample.txt'], 'zh_CN.UTF-8').stdout, /6 章 20 条/);
    assert.match(jishi(['policy', 'read', 'policy/sample.txt'], 'C').stdout, /6 chapters, 20 articles/);
  });

  it('answers a file that is not there, or not readable, with one line and status 1', () => {
    for (const file of ['policy/none.txt', 'policy', 'package.json.png']) {
      const { status, stderr, stdout } = jishi(['policy', 'read', file]);
      assert.deepEqual([status, stdout, stderr.trim().split('\n').length], [1, '', 1], file);
    }
  });

  it('answers wrong usage with the help and status 2, and --help with status 0', () => {
    for (const args of [
      ['policy'],
      ['policy', 'read'],
      ['policy', 'read', 'a', 'b'],
      ['policy', 'read', '--jsn'],
      ['nothing'],
      [],
    ]) {
      const { status, stderr } = jishi(args);
      assert.equal(status, 2, args.join(' '));
      assert.match(stderr, /Usage/);
    }
    assert.equal(jishi(['policy', '--help']).status, 0);
    assert.equal(jishi(['--help']).status, 0);
  });
});
