import { Command } from 'commander';
import { COMMANDS } from './commands';
import { completion } from './operate/cli/completion';
import { packageVersion } from './platform/package-root';

/**
 * The program as it is typed in: of its commands the one that was asked for, or all of them where it is not one of
 * them, for the help and for what was mistyped.
 */
export async function programFor(name: string | undefined): Promise<Command> {
  const program = new Command('signalzen-analytics')
    .description('Analytics of SignalZen live chats: receives its webhooks, and answers with numbers.')
    .version(packageVersion(), '-V, --version', 'show the version')
    .helpCommand('help [command]', 'show the help of a command')
    .showSuggestionAfterError();
  const load = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  const loaders = load === undefined ? Object.values(COMMANDS) : [load];
  for (const { command } of await Promise.all(loaders.map((one) => one()))) program.addCommand(command);
  if (load === undefined) program.addCommand(completion());
  return program;
}
