/** `jishi verify`: whether what was recorded is what was written; each part names the first thing found wrong. */
import { parseArgs } from 'node:util';
import { verifyAudit, type Verification } from '../kernel/audit/seal.ts';
import { mergeCatalogues } from '../kernel/i18n/catalogue.ts';
import { translators, type Translate } from '../kernel/i18n/translate.ts';
import { problemOf } from '../kernel/http/problems.ts';
import { Refusal } from '../kernel/refusal.ts';
import { messages } from '../modules/messages.ts';
import { accountCliMessages } from './account-messages.ts';
import { disclosureCliMessages } from './disclosure-messages.ts';
import { terminalLocale } from './locale.ts';

type Checkpoint = { no: number; root: Buffer };

/** Runs `verify [audit] [--checkpoint NO:ROOT] [--json]`, or `verify disclosure …`. Answers 0 when all is whole, 1 when not, 2 when misused. */
export async function verifyCommand(args: string[]): Promise<number> {
  const t = translators(mergeCatalogues([messages, accountCliMessages, disclosureCliMessages]))[
    terminalLocale(process.env)
  ];
  if (args[0] === 'disclosure' && !args.includes('--help') && !args.includes('-h')) {
    const { verifyDisclosureCommand } = await import('./verify-disclosure.ts');
    return verifyDisclosureCommand(args.slice(1), t);
  }
  const command = parseCommand(args[0] === 'disclosure' ? args.slice(1) : args);
  if (!command || command.help) {
    (command ? process.stdout : process.stderr).write(
      `${t('cli.verify.help')}\n${t('cli.verify.help_disclosure')}\n`,
    );
    return command ? 0 : 2;
  }
  // Loads the whole town: not needed to say how the command is used.
  const { withTown } = await import('./town-database.ts');
  try {
    const found = await withTown(({ db }) => verifyAudit(db, command.checkpoint));
    process.stdout.write(command.json ? `${asJson(found)}\n` : `${asText(found, t)}\n`);
    return found.broken ? 1 : 0;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    process.stderr.write(`${problemOf(error, t).message}\n`);
    return 1;
  }
}

function parseCommand(
  args: string[],
): { help: boolean; json: boolean; checkpoint: Checkpoint | undefined } | undefined {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        checkpoint: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (positionals.length > 1 || (positionals[0] !== undefined && positionals[0] !== 'audit'))
      return undefined;
    const checkpoint = values.checkpoint === undefined ? undefined : checkpointOf(values.checkpoint);
    if (values.checkpoint !== undefined && !checkpoint) return undefined;
    return { help: values.help === true, json: values.json === true, checkpoint };
  } catch {
    return undefined; // an unknown option: the help says which there are
  }
}

function checkpointOf(text: string): Checkpoint | undefined {
  const [, no, root] = /^(\d+):([A-Za-z0-9+/]{43}=)$/u.exec(text) ?? [];
  return no && root ? { no: Number(no), root: Buffer.from(root, 'base64') } : undefined;
}

function asText({ events, unsealed, seals, root, broken }: Verification, t: Translate): string {
  if (broken) {
    return t(`cli.verify.${broken.problem}`, { seal: broken.sealNo ?? '—', event: broken.event ?? '—' });
  }
  const whole = t('cli.verify.whole', { events, seals, unsealed });
  return root ? `${whole}\n${t('cli.verify.checkpoint', { line: lineOf(seals, root) })}` : whole;
}

function asJson({ root, ...found }: Verification): string {
  return JSON.stringify({ ...found, checkpoint: root && lineOf(found.seals, root) }, null, 2);
}

function lineOf(no: number, root: Uint8Array): string {
  return `${no}:${Buffer.from(root).toString('base64')}`;
}
