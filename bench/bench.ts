import { tmpdir } from 'node:os';
import { Command, InvalidArgumentError } from 'commander';
import { EmbeddedClickHouseUnavailable } from '../src/platform/clickhouse/embedded/engine-library';
import { BenchError } from './support/bench-error';
import { runAlerts } from './alerts/run-alerts';
import type { AlertsOptions } from './alerts/run-alerts';
import { runBackfill } from './backfill/run-backfill';
import type { BackfillOptions } from './backfill/run-backfill';
import { runCluster } from './cluster/run-cluster';
import type { ClusterBenchOptions } from './cluster/run-cluster';
import { runIngest } from './ingest/run-ingest';
import type { IngestOptions } from './ingest/run-ingest';
import { runNeighbours } from './neighbours/run-neighbours';
import type { NeighboursOptions } from './neighbours/run-neighbours';
import { runQuery } from './query/run-query';
import type { QueryCommandOptions } from './query/run-query';
import { runReports } from './reports/run-reports';
import type { ReportsOptions } from './reports/run-reports';
import { runSmallMachine } from './small-machine/run-small-machine';
import type { SmallMachineOptions } from './small-machine/run-small-machine';
import { runVerdicts } from './verdicts/run-verdicts';
import type { VerdictsOptions } from './verdicts/run-verdicts';

/** Without a default of commander's own: the first size given would be added to it. */
type QueryOptionsInput = Omit<QueryCommandOptions, 'deliveries'> & {
  readonly deliveries?: readonly number[];
};

const program = new Command('bench').description(
  'Measures the service on this machine. See bench/README.md.',
);

program
  .command('ingest')
  .description(
    'How many deliveries a second the service accepts, compared with a bare server and a hand-written receiver.',
  )
  .option('--rounds <n>', 'how often each is measured, in turn (1 to 20)', within(1, 20), 3)
  .option('--seconds <n>', 'how long, after a second of warming up (1 to 30)', within(1, 30), 5)
  .option('--connections <n>', 'senders, each waiting for its answer (1 to 1000)', within(1, 1000), 64)
  .option('--sustain <n>', 'seconds of full load in one go, 0 for none (0 to 600)', within(0, 600), 60)
  .option('--outage <n>', 'seconds of load without ClickHouse, 0 for none (0 to 600)', within(0, 600), 20)
  .option('--dir <folder>', 'on the disk to be measured; everything is removed afterwards', tmpdir())
  .option('--profile <folder>', 'keep CPU profiles of the service there, for the DevTools of Chrome')
  .action((options: IngestOptions) => runIngest(options));

program
  .command('query')
  .description(
    'How fast the service answers questions about two years of deliveries, compared with plain SQL over the deliveries, and how much disk space these take.',
  )
  .option(
    '--deliveries <n>',
    'about how many are stored (10000 to 1000000000); several times for several sizes (default: 1000000)',
    several(within(10_000, 1_000_000_000)),
  )
  .option(
    '--rounds <n>',
    'how often each question is asked, after once to warm up (1 to 1000)',
    within(1, 1000),
    20,
  )
  .option(
    '--times <n>',
    'lets each stand for so many, made by copying what was computed: 10 million can be 100 (1 to 100)',
    within(1, 100),
    1,
  )
  .option('--fresh', 'measure also how soon a delivery is counted, at 1,000 a second for 30 s')
  .option(
    '--no-rules',
    'without working hours and teams: what is compared with them then takes as long as the rest',
  )
  .option('--page', 'measure also how soon the page shows something, in Chromium')
  .option('--dir <folder>', 'on the disk to be measured; everything is removed afterwards', tmpdir())
  .option('--keep <folder>', 'leave the data directories there, and use those that are there already')
  .action(({ deliveries = [1_000_000], ...options }: QueryOptionsInput) =>
    runQuery({ deliveries, ...options }),
  );

program
  .command('reports')
  .description('How fast long reports are sent, and how much memory they take.')
  .option('--episodes <n>', 'how many there are (1000 to 100000000)', within(1_000, 100_000_000), 1_000_000)
  .option('--dir <folder>', 'on the disk to be measured; everything is removed afterwards', tmpdir())
  .action((options: ReportsOptions) => runReports(options));

program
  .command('neighbours')
  .description(
    'How long a webhook waits for its answer beside readers who ask for as much as the API admits; and what the service takes at rest.',
  )
  .option('--rounds <n>', 'how often each is measured, in turn (1 to 20)', within(1, 20), 3)
  .option('--seconds <n>', 'how long, after four of warming up (1 to 60)', within(1, 60), 10)
  .option('--per-second <n>', 'deliveries, when they are due (10 to 10000)', within(10, 10_000), 200)
  .option('--connections <n>', 'senders (1 to 1000)', within(1, 1000), 16)
  .option(
    '--deliveries <n>',
    'about how many are stored (10000 to 10000000)',
    within(10_000, 10_000_000),
    100_000,
  )
  .option('--rest <n>', 'seconds at rest, 0 for none (0 to 600)', within(0, 600), 60)
  .option('--dir <folder>', 'on the disk to be measured; all is removed again', tmpdir())
  .action((options: NeighboursOptions) => runNeighbours(options));

program
  .command('alerts')
  .description('What thousands of rules of alerts cost beside a steady stream of deliveries, and at first.')
  .option('--rules <n>', 'how many alerts there are (1 to 100000)', within(1, 100_000), 10_000)
  .option(
    '--pages <n>',
    'how many pages single ones of them look at (1 to 100000)',
    within(1, 100_000),
    1_000,
  )
  .option('--rounds <n>', 'how often each is measured, in turn (1 to 20)', within(1, 20), 3)
  .option('--seconds <n>', 'how long, once all is settled (10 to 600)', within(10, 600), 60)
  .option(
    '--per-second <n>',
    'deliveries; 0: none, for what alerts cost by themselves',
    within(0, 10_000),
    10,
  )
  .option(
    '--deliveries <n>',
    'about how many are stored (10000 to 10000000)',
    within(10_000, 10_000_000),
    100_000,
  )
  .option('--dir <folder>', 'on the disk to be measured; all is removed again', tmpdir())
  .action((options: AlertsOptions) => runAlerts(options));

program
  .command('small-machine')
  .description(
    'Whether the service lasts on one processor with little memory, held to these by control groups (root on Linux).',
  )
  .option('--minutes <n>', 'how long (1 to 10080)', within(1, 10_080), 60)
  .option('--per-second <n>', 'deliveries, as chats bring them about (1 to 1000)', within(1, 1000), 10)
  .option('--memory <n>', 'MiB, pages of files included (256 to 65536)', within(256, 65_536), 1024)
  .option(
    '--per-day <n>',
    'about how many deliveries of each day before are stored (0 to 10000000)',
    within(0, 10_000_000),
    864_000,
  )
  .option('--days <n>', 'so many days before (1 to 365)', within(1, 365), 1)
  .option('--samples <file>', 'write what is measured every 30 s there, too, as NDJSON')
  .option('--dir <folder>', 'on the disk to be measured; all is removed again', tmpdir())
  .action((options: SmallMachineOptions) => runSmallMachine(options));

program
  .command('backfill')
  .description('How many deliveries a second the service accepts while a backfill runs beside it.')
  .option('--rounds <n>', 'how often each is measured, in turn (1 to 20)', within(1, 20), 3)
  .option('--seconds <n>', 'how long, after a second of warming up (1 to 30)', within(1, 30), 5)
  .option('--connections <n>', 'senders, each waiting for its answer (1 to 1000)', within(1, 1000), 64)
  .option('--rate <n>', 'requests a second to the API (default: 5, 100)', several(within(1, 1000)))
  .option('--dir <folder>', 'on the disk to be measured; everything is removed afterwards', tmpdir())
  .action(({ rate = [5, 100], ...options }: Omit<BackfillOptions, 'rates'> & { rate?: readonly number[] }) =>
    runBackfill({ rates: rate, ...options }),
  );

program
  .command('cluster')
  .description(
    'What replicas cost: one node of the cluster of TEST_CLUSTER beside all of its nodes, in turn.',
  )
  .option('--rounds <n>', 'how often each is measured, in turn (1 to 20)', within(1, 20), 3)
  .option('--seconds <n>', 'how long (10 to 600)', within(10, 600), 40)
  .option('--per-second <n>', 'deliveries, when they are due (10 to 10000)', within(10, 10_000), 200)
  .option('--dir <folder>', 'on the disk to be measured; all is removed again', tmpdir())
  .action((options: ClusterBenchOptions) => runCluster(options));

program
  .command('verdicts')
  .description(
    'How often changes are called higher or lower though nothing has changed: 5 % is meant, 8 % is the most.',
  )
  .option('--comparisons <n>', 'of each kind (100 to 1000000)', within(100, 1_000_000), 4_000)
  .option('--seed <n>', 'the same gives the same numbers', within(0, 4_294_967_295), 1)
  .action((options: VerdictsOptions) => {
    runVerdicts(options);
  });

function several(parse: (text: string) => number): (text: string, before?: readonly number[]) => number[] {
  return (text, before = []) => [...new Set([...before, parse(text)])];
}

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
