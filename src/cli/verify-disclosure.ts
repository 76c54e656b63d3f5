/** `jishi verify disclosure`: the public log, from a file without a server or from the town's own database. */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { logExport, noticeProof, type LogExport } from '../kernel/disclosure/exporting.ts';
import { faultsOfLog, faultsOfProof, type LogFault } from '../kernel/disclosure/verifying.ts';
import { parseCheckpoint, rootOf, type Checkpoint } from '../kernel/merkle.ts';
import { problemOf } from '../kernel/http/problems.ts';
import type { Translate } from '../kernel/i18n/translate.ts';
import { Refusal } from '../kernel/refusal.ts';

type Arguments = { exported?: string; proof?: string; checkpoint?: string; json: boolean };

/**
 * Runs `verify disclosure [--export FILE | --proof FILE] [--checkpoint FILE] [--json]`.
 * Answers 0 when all is whole, 1 when not or unreadable, 2 when misused.
 */
export async function verifyDisclosureCommand(args: string[], t: Translate): Promise<number> {
  const given = argumentsOf(args);
  if (!given) {
    process.stderr.write(`${t('cli.verify.help_disclosure').trimStart()}\n`);
    return 2;
  }
  try {
    const kept = given.checkpoint ? [parseCheckpoint(await readFile(given.checkpoint, 'utf8'))] : [];
    const { faults, size } = await check(given, kept);
    if (given.json) process.stdout.write(`${JSON.stringify({ size, faults }, null, 2)}\n`);
    else for (const line of linesOf(faults, size, t)) process.stdout.write(`${line}\n`);
    return faults.length === 0 ? 0 : 1;
  } catch (error) {
    process.stderr.write(`${sentenceOf(error, t)}\n`);
    return 1;
  }
}

async function check(
  given: Arguments,
  kept: readonly Checkpoint[],
): Promise<{ faults: LogFault[]; size: number }> {
  if (given.proof) {
    const proof = noticeProof.parse(JSON.parse(await readFile(given.proof, 'utf8')));
    return { faults: faultsOfProof(proof, kept), size: proof.size };
  }
  const log = given.exported
    ? logExport.parse(JSON.parse(await readFile(given.exported, 'utf8')))
    : await ownLog();
  return { faults: faultsOfLog(log, kept), size: log.size };
}

/** The log as the town's own database holds it. */
async function ownLog(): Promise<LogExport> {
  const { withTown } = await import('./town-database.ts');
  const { readLeaves } = await import('../kernel/disclosure/log.ts');
  const leaves = await withTown((town) => town.act(readLeaves));
  const root = leaves.at(-1)?.root ?? Buffer.from(rootOf([])).toString('hex');
  return { origin: '', size: leaves.length, root, leaves };
}

function linesOf(faults: LogFault[], size: number, t: Translate): string[] {
  if (faults.length === 0) return [t('cli.verify.log_whole', { size })];
  return faults.map(({ code, index, notice }) => t(`cli.verify.log_${code}`, { n: index + 1, notice }));
}

function sentenceOf(error: unknown, t: Translate): string {
  if (error instanceof Refusal) return problemOf(error, t).message;
  // A file that is missing, is no JSON, or is none of ours.
  return t('cli.verify.log_unreadable', {
    reason: error instanceof Error ? error.message.slice(0, 200) : '',
  });
}

function argumentsOf(args: string[]): Arguments | undefined {
  try {
    const { values } = parseArgs({
      args,
      options: {
        export: { type: 'string' },
        proof: { type: 'string' },
        checkpoint: { type: 'string' },
        json: { type: 'boolean' },
      },
    });
    if (values.export !== undefined && values.proof !== undefined) return undefined;
    return {
      ...(values.export !== undefined && { exported: values.export }),
      ...(values.proof !== undefined && { proof: values.proof }),
      ...(values.checkpoint !== undefined && { checkpoint: values.checkpoint }),
      json: values.json === true,
    };
  } catch {
    return undefined; // an unknown option: the help says which there are
  }
}
