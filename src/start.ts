import { Command } from 'commander';
import { runService } from './service';

export const command = new Command('start')
  .description('Runs the service, until SIGINT or SIGTERM.')
  .addHelpText(
    'after',
    `
Settings are environment variables, or lines NAME=value in a file .env in the working directory. It needs none of them
to start: what it generates is in DATA_DIR (./data). The log says where it listens.
See docs/configuration.md.`,
  )
  .action(runService);
