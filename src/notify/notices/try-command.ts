import { commandLine } from '../../platform/command-line';

/** How a channel is tried, for people to type in. */
export function tryCommand(channel: string): string {
  return commandLine('notify', `--test ${/^[\w-]+$/.test(channel) ? channel : `'${channel}'`}`);
}
