/** `jishi user …`: accounts at the machine itself, for the first one and for when nobody can sign in. */
import { parseArgs } from 'node:util';
import { problemOf } from '../kernel/http/problems.ts';
import { translators, type Translate } from '../kernel/i18n/translate.ts';
import { Refusal } from '../kernel/refusal.ts';
import { messages } from '../modules/messages.ts';
import { mergeCatalogues } from '../kernel/i18n/catalogue.ts';
import { addUser, resetUser, unlockUser } from '../modules/administration/operator.ts';
import { accountCliMessages } from './account-messages.ts';
import { terminalLocale } from './locale.ts';

/** Runs `user add|reset|unlock USERNAME`. Answers 0 when done, 1 when refused, 2 when misused. */
export async function userCommand(args: string[]): Promise<number> {
  const t = translators(mergeCatalogues([messages, accountCliMessages]))[terminalLocale(process.env)];
  const command = parseCommand(args);
  if (command?.help) return say(t('cli.user.help'));
  if (!command) return misused(t);
  const { verb, username } = command;
  // Loads the whole town: not needed to say how the command is used.
  const { withTown } = await import('./town-database.ts');
  try {
    return await withTown((town) =>
      town.act(async (ctx) => {
        if (verb === 'unlock') {
          await unlockUser(ctx, username);
          return say(t('cli.user.unlocked', { username }));
        }
        const given =
          verb === 'add'
            ? await addUser(ctx, {
                username,
                name: command.name ?? username,
                role: command.role,
                orgCode: command.at,
              })
            : await resetUser(ctx, username);
        return say(t('cli.user.handed_out', { username: given.username, password: given.oneTimePassword }));
      }),
    );
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const problem = problemOf(error, t);
    const remedy = problem.reasons[0]?.remedy;
    process.stderr.write(`${problem.message}${remedy ? `\n${remedy}` : ''}\n`);
    return 1;
  }
}

type UserCommand = {
  help: boolean;
  verb: string;
  username: string;
  name?: string;
  role?: string;
  at?: string;
};

function parseCommand(args: string[]): UserCommand | undefined {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        name: { type: 'string' },
        role: { type: 'string' },
        at: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    const [verb = '', username = '', ...more] = positionals;
    const help = values.help === true || verb === 'help';
    const isWhole = ['add', 'reset', 'unlock'].includes(verb) && username !== '' && more.length === 0;
    return help || isWhole ? { ...values, help, verb, username } : undefined;
  } catch {
    return undefined; // an unknown option: the help says which there are
  }
}

function say(text: string): number {
  process.stdout.write(`${text}\n`);
  return 0;
}

function misused(t: Translate): number {
  process.stderr.write(`${t('cli.user.help')}\n`);
  return 2;
}
