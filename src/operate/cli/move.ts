import { setPriority } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { Module } from '@nestjs/common';
import { Command } from 'commander';
import { FactsModule } from '../../compute/facts/facts.module';
import { ComputingModule } from '../../compute/rollups/computing.module';
import { DueWork } from '../../compute/rollups/due-work';
import { RollUp } from '../../compute/rollups/roll-up';
import type { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { connectForCommand } from '../../platform/clickhouse/connect-for-command';
import type { CommandConnection } from '../../platform/clickhouse/connect-for-command';
import { migrate } from '../../platform/clickhouse/migrations';
import { tableSizes } from '../../platform/clickhouse/table-sizes';
import { processEnvironment } from '../../platform/config/process-environment';
import { ProgressLine } from '../../platform/terminal/progress-line';
import { PendingRangesModule } from '../../store/pending-ranges/pending-ranges.module';
import { ReceiverStates } from '../../store/receivers/receiver-states';
import {
  finishMove,
  forgetErased,
  lastRounds,
  prepareMove,
  progressOf,
  releaseMoved,
  requireTables,
} from '../move/move';
import { MoveError } from '../move/move-error';
import { namedDatabase } from '../move/named-database';
import type { NamedDatabase } from '../move/named-database';
import { Rounds } from '../move/rounds';
import type { Round, RoundProgress } from '../move/rounds';
import { commandEnvironment, inContextOf } from './command-context';
import { interruption } from './interruption';
import { capital, count, finishLine, percent, settingNames, timeLeft } from './move-words';

interface Options {
  from?: string;
  to?: string;
  finish?: boolean;
  dryRun?: boolean;
}

interface Move {
  readonly from: NamedDatabase;
  readonly to: NamedDatabase;
  readonly log: ReturnType<typeof commandEnvironment>['log'];
  readonly signal: AbortSignal;
}

const LOWEST = 19;
/** A round that takes no longer leaves little for the last ones. In seconds. */
const SHORT_ROUND = 30;
const MAX_ROUNDS = 10;
/** What has ended without saying so counts as running for half a minute. */
const RECEIVERS_END_WITHIN_MS = 45_000;
const BETWEEN_LOOKS_MS = 1_000;

export const command = new Command('move')
  .description('Moves the database to another ClickHouse, from or to the embedded one or a cluster as well.')
  .option('--to <file>', 'a file with the settings of ClickHouse that the service is to have; or: embedded')
  .option(
    '--from <file>',
    'a file with those that it had; or: embedded (default of both: those of the service)',
  )
  .option(
    '--finish',
    'once all services were started with the new settings: bring over the rest, and begin there',
  )
  .option('--dry-run', 'say how much there is to copy, and whether it can be, and change nothing')
  .addHelpText(
    'after',
    `
First, beside the running service: move --to <file>. It copies everything, again and again, until little is left, and
may be broken off and run again. Then start all services with the new settings: they receive, and keep it on disk.
Then: move --from <file> --finish. It brings over the rest, compares every row of both databases, and lets the services
use the new one, which take up what they have received. The old one is left as it is.
What is copied to must be empty. Passwords stand in the files, and are not shown. See docs/cookbook/moving.md.
Exits with 1 when it was not done.`,
  )
  .action(run);

@Module({
  imports: [FactsModule, ComputingModule, PendingRangesModule],
  providers: [DueWork, RollUp],
})
class MoveModule {}

async function run({ from, to, finish: isLast = false, dryRun: isDry = false }: Options): Promise<void> {
  const { log } = commandEnvironment();
  const environment = processEnvironment();
  const ends = { from: namedDatabase(from, environment), to: namedDatabase(to, environment) };
  if (ends.from.name === ends.to.name)
    throw new MoveError(
      'MOVE_SETTINGS',
      `Both are the same: ${ends.to.name}. Name the other one with --to${isLast ? ', or with --from' : ''}.`,
    );
  const move = { ...ends, log, signal: interruption() };
  try {
    if (isDry) await plan(move);
    else if (isLast) await finish(move);
    else await copy(move);
  } catch (error) {
    if (!move.signal.aborted) throw error;
    throw new MoveError('MOVE_INTERRUPTED', 'Interrupted. Run the same command again to go on.', {
      cause: error,
    });
  }
}

/** @param isLast no service works with the first database any more */
async function onBoth(
  { from, to, log }: Move,
  isLast: boolean,
  work: (source: CommandConnection, target: CommandConnection) => Promise<void>,
): Promise<void> {
  const source = await connectForCommand(from.settings, log, false, isLast);
  try {
    const target = await connectForCommand(to.settings, log, false, true);
    try {
      await work(source, target);
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

async function plan(move: Move): Promise<void> {
  await onBoth(move, false, async ({ clickhouse }, target) => {
    await requireTables(clickhouse, move.from.name);
    const sizes = await tableSizes(clickhouse);
    const [rows, bytes] = [sum(sizes.map((one) => one.rows)), sum(sizes.map((one) => one.bytes))];
    console.log(`From ${move.from.name}: ${count(rows)} rows, ${(bytes / 2 ** 20).toFixed(1)} MiB on disk.`);
    const progress = await progressOf(target, move.from.name);
    console.log(`To ${move.to.name}: ${WORDS[progress]}.`);
    console.log('Nothing was changed: this was a dry run.');
  });
}

const WORDS = {
  'not begun': 'nothing is there yet',
  begun: 'a part of it is there, and is not copied again',
  finished: 'it is there, and services may use it',
} as const;

async function copy(move: Move): Promise<void> {
  // Whoever receives and answers comes first.
  setPriority(LOWEST);
  await onBoth(move, false, async (source, target) => {
    const { from, to, log } = move;
    await requireTables(source.clickhouse, from.name);
    await migrate({ access: source.access, database: source.clickhouse.database, log });
    await prepareMove(source.clickhouse, target, from.name, log);
    const line = new ProgressLine(process.stdout);
    const rounds = roundsOf(move, source, target, line);
    let round: Round;
    let number = 0;
    let seconds: number;
    do {
      number += 1;
      const before = line.seconds;
      round = await rounds.next(false);
      seconds = line.seconds - before;
    } while (number < MAX_ROUNDS && seconds > SHORT_ROUND && !round.isSame);
    line.finish(
      `copied to ${to.name}: ${round.tables} tables, ${count(round.rows)} rows, in ${line.seconds.toFixed(1)} s; ` +
        `the last of ${number} rounds took ${seconds.toFixed(1)} s`,
    );
    console.log(`Now start all services with ${settingNames(to)}, and then run: ${finishLine(from)}`);
    console.log('In between they receive, and keep it on disk; questions are answered again after that.');
  });
}

async function finish(move: Move): Promise<void> {
  await onBoth(move, true, async (source, target) => {
    const { from, to, log } = move;
    if ((await progressOf(target, from.name)) === 'finished') {
      await releaseMoved(target.clickhouse, from.name);
      console.log(`That is done already: services may use ${to.name}.`);
      return;
    }
    const line = new ProgressLine(process.stdout);
    await untilUnused(move, source, line);
    await requireTables(source.clickhouse, from.name);
    await migrate({ access: source.access, database: source.clickhouse.database, log });
    await prepareMove(source.clickhouse, target, from.name, log);
    line.update(() => 'computing what is due …');
    await inContextOf(
      'move',
      MoveModule,
      { settings: from.settings, log },
      source.clickhouse,
      async (services) => {
        await services.get(RollUp).rollUpPending(move.signal);
      },
    );
    const ends = { from: source.clickhouse, to: target.clickhouse };
    const last = await lastRounds(roundsOf(move, source, target, line));
    await forgetErased(ends.to, (table) => {
      move.signal.throwIfAborted();
      line.update(() => `removing from ${table} what was erased meanwhile …`);
    });
    await finishMove(ends, from.name);
    line.finish(
      `moved to ${to.name}: ${last.tables} tables, ${count(last.rows)} rows, all the same in both, in ` +
        `${line.seconds.toFixed(1)} s. Services use it from now on.`,
    );
    console.log(`${capital(from.name)} was left as it is. When all is well, it can go.`);
  });
}

/** @throws MoveError where it still is after a while */
async function untilUnused(
  { from, signal }: Move,
  source: CommandConnection,
  line: ProgressLine,
): Promise<void> {
  const isOfRunningService = from.settings.clickhouse.url === undefined && source.isOfService;
  const end = performance.now() + RECEIVERS_END_WITHIN_MS;
  for (;;) {
    const running = await receiversOf(source.clickhouse);
    if (running.length === 0 && !isOfRunningService) return;
    if (isOfRunningService || performance.now() > end)
      throw new MoveError(
        'MOVE_NOT_SWITCHED',
        `A service still works with ${from.name}${running.length > 0 ? ` (${running.join(', ')})` : ''}. Start all ` +
          'services with the new settings first; then run the same command again.',
      );
    line.update(() => `waiting for ${running.join(', ')} to be started with the new settings …`);
    await sleep(BETWEEN_LOOKS_MS, undefined, { signal });
  }
}

async function receiversOf(clickhouse: ClickHouse): Promise<string[]> {
  const reports = await new ReceiverStates(clickhouse).now();
  return reports.filter(({ isRunning }) => isRunning).map(({ host, dataDir }) => `${dataDir} on ${host}`);
}

function roundsOf(
  { signal }: Move,
  source: CommandConnection,
  target: CommandConnection,
  line: ProgressLine,
): Rounds {
  let [begun, before] = [line.seconds, 0];
  const onProgress = ({ table, rows, of }: RoundProgress): void => {
    if (rows < before) begun = line.seconds;
    before = rows;
    line.update(
      () => `${table}: ${percent(rows, of)} of ${count(of)} rows${timeLeft(line.seconds - begun, rows, of)}`,
    );
  };
  return new Rounds({ from: source.clickhouse, to: target.clickhouse }, { signal, onProgress });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((one, other) => one + other, 0);
}
