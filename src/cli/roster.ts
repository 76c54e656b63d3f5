/** `jishi roster check FILE`: what a town's roster says and what is wrong with it, without a server. */

import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { mergeCatalogues, type Locale } from '../kernel/i18n/catalogue.ts';
import { translators, type Translate } from '../kernel/i18n/translate.ts';
import { paperMessages } from '../kernel/paper/messages.ts';
import { Refusal, type Params } from '../kernel/refusal.ts';
import { maskIdNumber } from '../modules/members/id-number.ts';
import { rosterMessages } from '../modules/members/roster-messages.ts';
import { rosterProblemNames } from '../modules/members/roster-problem-names.ts';
import { readRoster, type RosterReading, type RosterRow } from '../modules/members/roster-reading.ts';
import type { RosterProblem, Verdict } from '../modules/members/roster-problems.ts';
import { halfWidth } from '../modules/members/roster-text.ts';
import { terminalLocale } from './locale.ts';
import { rosterCliMessages } from './roster-messages.ts';

const exit = { done: 0, unreadable: 1, misused: 2 };

type Teller = { t: Translate; showIds: boolean };

/**
 * Runs `roster check FILE [--json] [--show-ids] [--all] [--lang zh-CN|en]`. Without `--lang` it
 * speaks the terminal's language. Answers 0 when the file was read, whatever was found in it, 1 when it cannot be read, 2 when the command is misused. Identity numbers show their last four only.
 */
export async function rosterCommand(args: string[]): Promise<number> {
  const translate = translators(
    mergeCatalogues([paperMessages, rosterMessages, rosterProblemNames, rosterCliMessages]),
  );
  const terminal = terminalLocale(process.env);
  const parsed = parseCommand(args, terminal);
  const t = translate[parsed?.lang ?? terminal];
  if (parsed?.help) {
    await print(`${t('cli.roster.help')}\n`);
    return exit.done;
  }
  if (!parsed?.file) {
    process.stderr.write(`${t('cli.roster.help')}\n`);
    return exit.misused;
  }
  const tell: Teller = { t, showIds: parsed.showIds };
  try {
    const reading = await readRoster(await readFile(parsed.file), {
      today: Temporal.Now.plainDateISO(),
      onProgress: parsed.json ? undefined : showProgress(t),
    });
    await print(parsed.json ? `${asJson(reading, tell)}\n` : asReport(reading, tell, parsed.all));
    return exit.done;
  } catch (error) {
    const sentences = unreadableBecause(error, parsed.file, t);
    if (!sentences) throw error;
    process.stderr.write(`${sentences.join('\n')}\n`);
    return exit.unreadable;
  }
}

function parseCommand(args: string[], terminal: Locale) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        'show-ids': { type: 'boolean' },
        all: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        lang: { type: 'string' },
      },
    });
    const [verb, file, ...more] = positionals;
    const asked = (['zh-CN', 'en'] as const).find((one) => one === values.lang);
    const lang = asked ?? terminal;
    const help = values.help === true || verb === 'help';
    const isCheck = verb === 'check' && more.length === 0 && asked === values.lang;
    const { json = false, all = false, 'show-ids': showIds = false } = values;
    return { file: isCheck ? file : undefined, json, all, showIds, help, lang };
  } catch {
    return undefined; // an unknown option: the help says which there are
  }
}

function asJson(reading: RosterReading, tell: Teller): string {
  const { rows, ...head } = reading;
  return JSON.stringify({
    ...head,
    rows: rows.map(({ line, serial, verdict, problems }) => ({
      line,
      serial,
      verdict,
      problems: problems.map((problem) => ({
        field: problem.field,
        code: problem.code,
        severity: problem.severity,
        value: valueOf(problem, tell),
        message: sentence(problem, tell),
      })),
    })),
  });
}

/** Stray formats can give a sheet thousands of headers. */
function shortList(names: string[]): string {
  const most = 20;
  return names.length > most ? `${names.slice(0, most).join('、')} … (${names.length})` : names.join('、');
}

function asReport(reading: RosterReading, tell: Teller, all: boolean): string {
  const { t } = tell;
  const { counts, rows } = reading;
  const lines = [
    t('cli.roster.sheet', { sheet: reading.sheet, headerLine: reading.headerLine, rows: rows.length }),
  ];
  if (reading.otherSheets.length > 0) {
    lines.push(t('cli.roster.other_sheets', { sheets: reading.otherSheets.join('、') }));
  }
  if (reading.unknownColumns.length > 0) {
    lines.push(t('cli.roster.unknown_columns', { columns: shortList(reading.unknownColumns) }));
  }
  const verdicts: Verdict[] = ['sound', 'repaired', 'wrong', 'duplicate'];
  lines.push(
    verdicts.map((verdict) => `${t(`roster.verdict.${verdict}`)} ${counts[verdict]}`).join('    '),
    '',
  );
  lines.push(...summary(rows, t));
  const shown = rows.filter((row) => all || row.problems.some((problem) => problem.severity !== 'repaired'));
  if (shown.some((row) => row.problems.length > 0)) lines.push('', t('cli.roster.lines_title'));
  for (const row of shown) {
    for (const problem of row.problems) {
      if (!all && problem.severity === 'repaired') continue;
      lines.push(lineOf(row, problem, tell));
    }
  }
  return `${lines.join('\n')}\n`;
}

/** One line for each kind of problem and field, the most serious and the most frequent first. */
function summary(rows: RosterRow[], t: Translate): string[] {
  const order = ['wrong', 'duplicate', 'warning', 'repaired'];
  const found = Map.groupBy(
    rows.flatMap((row) => row.problems),
    (problem) => `${order.indexOf(problem.severity)} ${problem.severity} ${problem.field} ${problem.code}`,
  );
  const groups = [...found].map(([key, problems]) => ({ key: key.split(' '), times: problems.length }));
  groups.sort((a, b) => Number(a.key[0]) - Number(b.key[0]) || b.times - a.times);
  return groups.map(({ key: [, severity, field, code], times }) => {
    const kind = t(`cli.roster.severity.${severity}`);
    return `${String(times).padStart(7)}  ${kind}  ${t(`roster.field.${field}`)}: ${t(`roster.kind.${code}`)}`;
  });
}

function lineOf(row: RosterRow, problem: RosterProblem, tell: Teller): string {
  const { t } = tell;
  const place = t('cli.roster.place', { line: row.line, serial: row.serial ?? '-' });
  const kind = t(`cli.roster.severity.${problem.severity}`);
  return `${place}  ${kind}  ${t(`roster.field.${problem.field}`)}: ${sentence(problem, tell)}`;
}

function sentence(problem: RosterProblem, tell: Teller): string {
  const shown: Params = {};
  for (const [name, value] of Object.entries(problem.params)) {
    shown[name] = typeof value === 'string' && !tell.showIds ? hideIdNumbers(value) : (value ?? '-');
  }
  return tell.t(`roster.problem.${problem.code}`, shown);
}

/** Whatever stands in the identity column is hidden, complete or not; elsewhere what looks like a number is. */
function valueOf({ field, value }: RosterProblem, tell: Teller): string {
  if (tell.showIds) return value;
  return field === 'id_no' ? maskIdNumber(value) : hideIdNumbers(value);
}

function hideIdNumbers(text: string): string {
  return halfWidth(text).replace(/\d{12,17}[\dXx]/g, maskIdNumber);
}

function showProgress(t: Translate): ((done: number, estimated: number) => void) | undefined {
  if (!process.stderr.isTTY) return undefined;
  return (done, estimated) => {
    if (done === estimated) process.stderr.write('\r\u001B[K');
    else process.stderr.write(`\r${t('cli.roster.progress', { done, estimated: estimated || '?' })}`);
  };
}

function unreadableBecause(error: unknown, file: string, t: Translate): string[] | undefined {
  if (error instanceof Refusal) {
    const what = t(`refusal.${error.code}`, error.params);
    return error.remedy ? [what, t(`remedy.${error.remedy}`, error.params)] : [what];
  }
  if (error instanceof Error && 'code' in error && typeof error.code === 'string' && 'path' in error) {
    return [t('cli.roster.no_file', { file, reason: error.code })];
  }
  return undefined;
}

/** Resolves when the text has left, so that a pipe gets all of it; a reader that stops early (`| head`) is no fault. */
function print(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EPIPE' ? resolve() : reject(error),
    );
    process.stdout.write(text, () => resolve());
  });
}
