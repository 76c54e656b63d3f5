/** `./jishi COMMAND …`: the operators' command line. Each command is loaded when it is called. */

import { translators } from '../kernel/i18n/translate.ts';
import { terminalLocale } from './locale.ts';
import { cliMessages } from './messages.ts';

/** Runs with the arguments after its name; answers the exit status: 0 done, 1 could not, 2 wrong usage. */
type Command = (args: string[]) => Promise<number>;

const commands: Record<string, () => Promise<Command>> = {
  policy: async () => (await import('./policy.ts')).policyCommand,
  roster: async () => (await import('./roster.ts')).rosterCommand,
  user: async () => (await import('./user.ts')).userCommand,
  verify: async () => (await import('./verify.ts')).verifyCommand,
  backup: async () => (await import('./backup.ts')).backupCommand,
  restore: async () => (await import('./backup.ts')).restoreCommand,
  demo: async () => (await import('./demo.ts')).demoCommand,
};

// `jishi … | head` closes the pipe before all is written; that is no fault of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await run(process.argv.slice(2));

async function run([name, ...args]: string[]): Promise<number> {
  const t = translators(cliMessages)[terminalLocale(process.env)];
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    (name === undefined ? process.stderr : process.stdout).write(`${t('cli.help')}\n`);
    return name === undefined ? 2 : 0;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!load) {
    process.stderr.write(`${t('cli.unknown_command', { command: name })}\n\n${t('cli.help')}\n`);
    return 2;
  }
  const command = await load();
  return command(args);
}
