import { tmpdir } from 'node:os';
import { Command, InvalidArgumentError } from 'commander';
import { EmbeddedClickHouseUnavailable } from '../src/clickhouse/embedded/engine-library';
import { BenchError } from './support/bench-error';
import { runIngest } from './ingest/run-ingest';
import type { IngestOptions } from './ingest/run-ingest';

const program = new Command('bench').description(
  'Measures the service on this machine. See bench/README.md.',
);

program
  .command('ingest')
  .description(
    'How many deliveries a second the service takes, beside a bare server and a hand-written receiver.',
  )
  .option('--rounds <n>', 'how often each is measured, in turn (1 to 20)', within(1, 20), 3)
  .option('--seconds <n>', 'how long, after a second of warming up (1 to 30)', within(1, 30), 5)
  .option('--connections <n>', 'senders, each waiting for its answer (1 to 1000)', within(1, 1000), 64)
  .option('--sustain <n>', 'seconds of full load in one go, 0 for none (0 to 600)', within(0, 600), 60)
  .option('--outage <n>', 'seconds of load without ClickHouse, 0 for none (0 to 600)', within(0, 600), 20)
  .option('--dir <folder>', 'on the disk to be measured; all is removed again', tmpdir())
  .option('--profile <folder>', 'keep CPU profiles of the service there, for the DevTools of Chrome')
  .action((options: IngestOptions) => runIngest(options));

function within(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
  };
}

if (process.argv.length <= 2) program.help();

program.parseAsync().catch((error: unknown) => {
  const isExplained = error instanceof BenchError || error instanceof EmbeddedClickHouseUnavailable;
  console.error(isExplained ? error.message : error);
  process.exitCode = 1;
});
