import { Command } from 'commander';
import { positive, port } from '../../src/operate/cli/option-values';

export interface DemoOptions {
  readonly directory: string;
  readonly port: number;
  readonly chats: number;
  readonly clean?: boolean;
}

/** The command line of `npm run demo`, with its help. */
export function demoCommand(): Command {
  return new Command('demo')
    .description(
      'Shows the service with a made-up year of two accounts, and with chats that go on coming in.',
    )
    .option('--directory <path>', 'where everything is kept; new, or of an earlier demo', 'demo-data')
    .option('--port <n>', 'where the page is; the next one that is free', port, 3000)
    .option('--chats <n>', 'visitors in the year', positive, 9000)
    .option('--clean', 'remove the demo, and do nothing else')
    .addHelpText(
      'after',
      `
It runs a service of its own: neither the settings of the environment or of .env nor DATA_DIR are touched. It goes on
until Ctrl-C; started again, it goes on with what is there.`,
    );
}
