/** `jishi policy read FILE`: a policy document's chapters, articles and institutions, without a server. */

import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type Locale, mergeCatalogues } from '../kernel/i18n/catalogue.ts';
import { type Translate, translators } from '../kernel/i18n/translate.ts';
import { documentMessages } from '../kernel/paper/document-messages.ts';
import { type DocumentNote, readDocumentText } from '../kernel/paper/document-text.ts';
import { Refusal } from '../kernel/refusal.ts';
import { findInstitution } from '../modules/policy/institutions-catalogue.ts';
import { type Article, type PolicyReading, readPolicy } from '../modules/policy/reading.ts';
import { readingMessages } from '../modules/policy/reading-messages.ts';
import { terminalLocale } from './locale.ts';
import { cliMessages } from './messages.ts';

const exit = { done: 0, unreadable: 1, misused: 2 };

/** Runs `policy read FILE [--json [--full]]`. Answers 0 when the file was read, 1 when it cannot be, 2 when misused. */
export async function policyCommand(args: string[]): Promise<number> {
  const locale = terminalLocale(process.env);
  const t = translators(mergeCatalogues([documentMessages, readingMessages, cliMessages]))[locale];
  const command = parseCommand(args);
  if (command?.help) {
    await print(`${t('cli.policy.help')}\n`);
    return exit.done;
  }
  if (!command?.file) {
    process.stderr.write(`${t('cli.policy.help')}\n`);
    return exit.misused;
  }
  try {
    const { text, notes } = await readDocumentText(await readFile(command.file), command.file);
    const reading = readPolicy(text);
    await print(command.json ? `${asJson(reading, command.full)}\n` : asReport(reading, notes, t, locale));
    return exit.done;
  } catch (error) {
    const sentence = unreadableBecause(error, command.file, t);
    if (sentence === undefined) throw error;
    process.stderr.write(`${sentence}\n`);
    return exit.unreadable;
  }
}

function parseCommand(args: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        full: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    const [verb, file, ...more] = positionals;
    const isRead = verb === 'read' && more.length === 0;
    const { json = false, full = false } = values;
    return { file: isRead ? file : undefined, json, full, help: values.help === true || verb === 'help' };
  } catch {
    return undefined; // an unknown option: the help says which there are
  }
}

function asJson(reading: PolicyReading, full: boolean): string {
  if (full) return JSON.stringify(reading, null, 2);
  const { number, issuer, title, date, recipients, copiesTo, unplaced } = reading;
  const chapters = reading.chapters.map((chapter) => ({
    number: chapter.number,
    title: chapter.title,
    // Only where a chapter has text of its own above its articles; without it that text would be missing here.
    ...(chapter.text === '' ? {} : { text: chapter.text }),
    articles: chapter.articles.map((article) => ({
      number: article.number,
      title: article.title,
      institutions: institutionsOf(article),
      text: article.text,
    })),
  }));
  return JSON.stringify({ number, issuer, title, date, recipients, copiesTo, chapters, unplaced }, null, 2);
}

/** Each institution once, in the order in which the article names them. */
function institutionsOf(article: Article): string[] {
  return [...new Set(article.institutions.map(({ id }) => id))];
}

function asReport(reading: PolicyReading, notes: DocumentNote[], t: Translate, locale: Locale): string {
  const articles = reading.chapters.flatMap((chapter) => chapter.articles);
  const lines = [
    ...headLines(reading, t),
    '',
    t('cli.policy.counts', {
      chapters: reading.chapters.length,
      articles: articles.length,
      institutions: new Set(articles.flatMap(institutionsOf)).size,
      quantities: articles.flatMap((article) => article.quantities).length,
    }),
  ];
  for (const { number, title, articles: own } of reading.chapters) {
    lines.push('');
    if (title !== '') lines.push(t('cli.policy.chapter', { number, title }));
    for (const article of own) lines.push(...articleLines(article, t, locale));
  }
  lines.push('');
  if (reading.faults.length > 0) lines.push(t('cli.policy.faults'));
  for (const { code, line, params } of reading.faults) {
    const place = line === null ? '' : `${t('cli.policy.line', { line })}  `;
    lines.push(`  ${place}${t(`policy.fault.${code}`, params)}`);
  }
  for (const { code, params } of notes) lines.push(t(`document.note.${code}`, params));
  lines.push(
    reading.unplaced.length === 0
      ? t('cli.policy.all_placed')
      : t('cli.policy.unplaced', { count: reading.unplaced.length }),
  );
  for (const { line, text, reason } of reading.unplaced) {
    lines.push(
      `  ${t('cli.policy.line', { line })}  ${t(`policy.unplaced.${reason}`)}  ${shorten(text, 60)}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

function headLines(reading: PolicyReading, t: Translate): string[] {
  const none = t('cli.policy.none');
  const line = (key: string, value: string | null): string => `${t(`cli.policy.${key}`)}  ${value || none}`;
  return [
    line('number', reading.number),
    line('title', reading.title),
    line('issuer', reading.issuer),
    line('date', reading.date),
    line('recipients', reading.recipients.join('、')),
    line('copies_to', reading.copiesTo.join('、')),
    ...(reading.subjectWords.length > 0 ? [line('subject_words', reading.subjectWords.join('　'))] : []),
    ...(reading.printLine ? [line('print_line', reading.printLine.text)] : []),
  ];
}

function articleLines(article: Article, t: Translate, locale: Locale): string[] {
  const rows = institutionsOf(article).flatMap((id) => findInstitution(id) ?? []);
  const title = article.title || `${t('cli.policy.untitled')} ${shorten(article.text, 24)}`;
  const lines = [`  ${article.number === 0 ? '·' : `${article.number}.`} ${title}`];
  if (rows.length > 0) {
    const names = rows.map((row) => (locale === 'en' ? row.nameEn : row.name));
    lines.push(`     ${t('cli.policy.institutions')}${names.join(locale === 'en' ? ', ' : '；')}`);
  }
  if (!rows.some((row) => row.nature === 'measurable')) lines.push(`     ${t('cli.policy.narrative')}`);
  const quantities = article.quantities.map(({ text }) => text.replaceAll('\n', ''));
  if (quantities.length > 0)
    lines.push(`     ${t('cli.policy.quantities')}${quantities.join(locale === 'en' ? ', ' : '；')}`);
  return lines;
}

function shorten(text: string, length: number): string {
  const line = text.replaceAll('\n', ' ');
  return line.length > length ? `${line.slice(0, length)}…` : line;
}

function unreadableBecause(error: unknown, file: string, t: Translate): string | undefined {
  if (error instanceof Refusal) {
    const what = t(`refusal.${error.code}`, error.params);
    const remedy = error.remedy ? ` ${t(`remedy.${error.remedy}`, error.params)}` : '';
    return `${file}: ${what}${remedy}`;
  }
  if (error instanceof Error && 'code' in error && typeof error.code === 'string' && 'syscall' in error) {
    return t('cli.no_file', { file, reason: error.code });
  }
  return undefined;
}

/** Resolves when the text has left, so that a pipe gets all of it before the process ends. */
function print(text: string): Promise<void> {
  return new Promise((resolve) => process.stdout.write(text, () => resolve()));
}
