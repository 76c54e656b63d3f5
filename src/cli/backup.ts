/** `jishi backup` and `jishi restore`: the whole town in one file, and back. */
import { resolve } from 'node:path';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { restoreBackup } from '../kernel/backup/restore.ts';
import { takeBackup } from '../kernel/backup/take.ts';
import { verifyBackup } from '../kernel/backup/verify.ts';
import { timeZone } from '../kernel/ctx.ts';
import { answering, endProgress, exit, operationTexts, showProgress, withSite } from './operation.ts';

/** `backup [FILE] [--without-key]`: 0 backed up, 1 refused, 2 misused. */
export async function backupCommand(args: string[]): Promise<number> {
  const t = operationTexts();
  const command = parse(args, { 'without-key': { type: 'boolean' } });
  if (!command || command.help) return explain(t('cli.backup.help'), command !== undefined);
  const now = Temporal.Now.instant();
  const target = resolve(command.file ?? nameFor(now));
  return answering(t, () =>
    withSite(async ({ pool, blobs, keyFile }) => {
      const withKey = !command.flags.has('without-key');
      const report = await takeBackup({
        pool,
        blobs,
        keyFile: withKey ? keyFile : undefined,
        target,
        now,
        onProgress: (done) => showProgress(t('cli.backup.progress', done)),
      });
      endProgress();
      const megabytes = (report.bytes / 1_000_000).toFixed(1);
      const { tables, rows, files, missingFiles } = report;
      print(t('cli.backup.done', { file: target, tables, rows, files, megabytes }));
      print(report.holdsKey ? t('cli.backup.holds_key') : t('cli.backup.keyless', { file: keyFile }));
      if (missingFiles > 0) print(t('cli.backup.missing_files', { count: missingFiles }));
      return exit.done;
    }),
  );
}

/** `restore FILE [--replace] [--check]`: 0 restored (or sound), 1 refused, 2 misused. */
export async function restoreCommand(args: string[]): Promise<number> {
  const t = operationTexts();
  const command = parse(args, { replace: { type: 'boolean' }, check: { type: 'boolean' } });
  if (!command || command.help || !command.file)
    return explain(t('cli.restore.help'), command?.help === true);
  const source = resolve(command.file);
  if (command.flags.has('check')) {
    return answering(t, async () => {
      const { createdAt, tables, files, masterKey } = await verifyBackup(source);
      const rows = tables.reduce((sum, table) => sum + table.rows, 0);
      const keyKey = masterKey === null ? 'cli.restore.without_key' : 'cli.restore.with_key';
      const counts = { tables: tables.length, rows, files: files.length };
      print(t('cli.restore.sound', { createdAt: inChina(createdAt), ...counts, keyKey }));
      return exit.done;
    });
  }
  return answering(t, () =>
    withSite(async (site) => {
      const report = await restoreBackup({
        ...site,
        source,
        replace: command.flags.has('replace'),
        now: Temporal.Now.instant(),
        onProgress: ({ step, parts, ofParts }) =>
          step === 'verified'
            ? print(t('cli.restore.verified'))
            : showProgress(t('cli.restore.progress', { parts, ofParts })),
      });
      endProgress();
      const { createdAt, tables, rows, files, key, formerKey, migrated } = report;
      if (migrated.length > 0) print(t('cli.restore.migrated', { count: migrated.length }));
      if (formerKey) print(t('cli.restore.former_key', { file: formerKey }));
      if (key === 'absent') print(t('cli.restore.key_absent', { file: site.keyFile }));
      print(t('cli.restore.done', { createdAt: inChina(createdAt), tables, rows, files }));
      return exit.done;
    }),
  );
}

type Command = { file: string | undefined; flags: Set<string>; help: boolean };

/** Undefined when the command is misused. */
function parse(args: string[], flags: NonNullable<ParseArgsConfig['options']>): Command | undefined {
  try {
    const options = { ...flags, help: { type: 'boolean', short: 'h' } } as const;
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
    if (positionals.length > 1 || positionals[0] === '') return undefined;
    return { file: positionals[0], flags: new Set(Object.keys(values)), help: values.help === true };
  } catch {
    return undefined; // an unknown option: the help says which there are
  }
}

function explain(help: string, asked: boolean): number {
  (asked ? process.stdout : process.stderr).write(`${help}\n`);
  return asked ? exit.done : exit.misused;
}

function nameFor(now: Temporal.Instant): string {
  const at = now.toZonedDateTimeISO(timeZone).toPlainDateTime().toString({ smallestUnit: 'second' });
  return `jishi-${at.replaceAll(':', '').replace('T', '-')}.backup`;
}

function inChina(createdAt: string): string {
  const at = Temporal.Instant.from(createdAt).toZonedDateTimeISO(timeZone).toPlainDateTime();
  return at.toString({ smallestUnit: 'minute' }).replace('T', ' ');
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
