import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { rosterMessages } from '../../src/modules/members/roster-messages.ts';
import { rosterProblemNames } from '../../src/modules/members/roster-problem-names.ts';
import { plantedRoster } from './roster-fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'jishi-roster-'));
after(() => rmSync(folder, { recursive: true }));

const command = import.meta.resolve('../../src/cli/roster.ts');
const entry = `const { rosterCommand } = await import(${JSON.stringify(command)});
process.exitCode = await rosterCommand(process.argv.slice(1));`;

function run(...args: string[]) {
  return runIn('zh_CN.UTF-8', ...args);
}

function runIn(language: string, ...args: string[]) {
  const env = { ...process.env, LC_ALL: language };
  const options = { encoding: 'utf8', maxBuffer: 64 * 2 ** 20, env } as const;
  return spawnSync(process.execPath, ['--input-type=module', '-e', entry, '--', ...args], options);
}

const { bytes, planted } = await plantedRoster(300, 3);
const file = join(folder, '花名册.xlsx');
writeFileSync(file, bytes);

type Problem = { field: string; code: string; value: string; message: string };
type Answer = {
  columns: Record<string, string>;
  rows: { line: number; serial: number; verdict: string; problems: Problem[] }[];
};

test('the check answers in JSON with every line, and hides all but the last four of a number', () => {
  const { stdout, stderr, status } = run('check', file, '--json');
  assert.equal(status, 0, stderr);
  const answer = JSON.parse(stdout) as Answer;
  assert.equal(answer.columns.id_no, '身份证 号码');
  const wrong = answer.rows.filter((row) => row.problems.some((it) => it.code === 'id_no.wrong_check_digit'));
  assert.deepEqual(
    wrong.map((row) => row.serial),
    planted['wrong check digit'],
  );
  for (const row of wrong) {
    const problem = row.problems.find((it) => it.field === 'id_no');
    assert.match(problem?.value ?? '', /^\*{14}\d{3}[\dX]$/);
    assert.match(problem?.message ?? '', /校验码/);
  }
  assert.doesNotMatch(stdout, /999999\d{8}/);
  assert.doesNotMatch(stdout, /{{/);
});

test('whole numbers are shown only when asked for', () => {
  assert.match(run('check', file, '--json', '--show-ids').stdout, /999999\d{11}/);
});

test('the report for people sums up and lists what needs a person, in both languages', () => {
  const zh = run('check', file);
  assert.equal(zh.status, 0, zh.stderr);
  assert.match(zh.stdout, /表头在第 3 行/);
  assert.match(zh.stdout, /有误 {2}入党日期: “不详”读不出日期/);
  assert.doesNotMatch(zh.stdout, /999999\d{8}|{{|roster\./);
  const en = run('check', file, '--lang', 'en');
  assert.match(en.stdout, /wrong {2}Joined on: “不详” cannot be read as a date/);
  assert.doesNotMatch(en.stdout, /{{|roster\./);
});

test('it speaks the language of the terminal, unless told otherwise', () => {
  for (const language of ['en_US.UTF-8', 'C.UTF-8'])
    assert.match(runIn(language, 'check', file).stdout, /wrong {2}Joined on/);
  assert.match(runIn('zh_CN.UTF-8', 'check', file).stdout, /有误 {2}入党日期/);
  assert.match(runIn('en_US.UTF-8', 'check', file, '--lang', 'zh-CN').stdout, /有误 {2}入党日期/);
});

test('a file that is no roster, or is not there, gets a sentence and no stack', () => {
  const other = join(folder, 'other.pdf');
  writeFileSync(other, '%PDF-1.7\n');
  for (const path of [other, join(folder, 'missing.xlsx'), folder]) {
    const { status, stderr, stdout } = run('check', path);
    assert.equal(status, 1, stderr);
    assert.equal(stdout, '');
    assert.doesNotMatch(stderr, /refusal\.|remedy\.|cli\.|\n {4}at /);
  }
});

test('wrong usage shows the help and fails, asking for help succeeds', () => {
  assert.equal(run('--help').status, 0);
  assert.match(run('--help').stdout, /jishi roster check/);
  const misuses = [
    [],
    ['check'],
    ['chekc', file],
    ['check', file, '--nonsense'],
    ['check', file, '--lang', 'fr'],
  ];
  for (const args of misuses) {
    const { status, stdout, stderr } = run(...args);
    assert.equal(status, 2, args.join(' '));
    assert.equal(stdout, '');
    assert.match(stderr, /jishi roster check/);
  }
});

test('every sentence has both languages with the same parameters', () => {
  const slots = (text: string) => [...new Set(text.match(/{{\w+}}/g))].sort();
  let compared = 0;
  for (const { 'zh-CN': zh, en } of [rosterMessages, rosterProblemNames]) {
    const english: Record<string, string> = en;
    for (const [key, text] of Object.entries<string>(zh)) {
      const other = english[key] ?? '';
      assert.ok(text && other, key);
      assert.deepEqual(slots(other), slots(text), key);
      compared++;
    }
  }
  assert.ok(compared > 100);
});
