import { resolve } from 'node:path';
import { measureReceiver } from '../ingest/measure-receiver';
import type { LoadOptions } from '../ingest/measure-receiver';
import { portIn } from '../ingest/receiver';
import type { Receiver } from '../ingest/receiver';
import type { LoadResult } from '../load/load-orders';
import { BENCH_SECRET, START_WITHIN_MS } from '../support/bench-defaults';
import { startBuiltService } from '../support/built-service';
import { whole } from '../support/figures';
import { median } from '../support/median';
import { processorSeconds } from '../support/processes';
import { table } from '../support/table';
import { Workshop } from '../support/workshop';

const COMMAND = [resolve('dist/src/main.js'), 'backfill'];
const CHATS = 50_000;
const MAX_PER_SECOND = 60_000;

export interface BackfillOptions extends LoadOptions {
  readonly rounds: number;
  /** Requests a second to the API, one after the other. */
  readonly rates: readonly number[];
  /** Where the data directories are made. */
  readonly dir: string;
}

/** Measures the receiver alone and beside a running backfill, in turn, and prints what came out. */
export async function runBackfill(options: BackfillOptions): Promise<void> {
  const workshop = await Workshop.open(options.dir);
  const interrupt = () => void workshop.interrupt();
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const cases = [undefined, ...options.rates];
  const loads = new Map<number | undefined, LoadResult[]>(cases.map((rate) => [rate, []]));
  try {
    const api = workshop.startOwn('stand-in-api', { secret: BENCH_SECRET, chats: CHATS });
    const apiPort = await api.says(portIn, START_WITHIN_MS);
    for (let round = 1; round <= options.rounds; round += 1) {
      console.error(`round ${round} of ${options.rounds} …`);
      for (const rate of cases) {
        const start = () => startBeside(workshop, rate, apiPort);
        const { load } = await measureReceiver(workshop, start, MAX_PER_SECOND, options);
        loads.get(rate)?.push(load);
      }
    }
  } finally {
    await workshop.close();
  }
  console.log(report(loads));
}

/** The service, with a backfill of so many requests a second beside it. */
async function startBeside(
  workshop: Workshop,
  rate: number | undefined,
  apiPort: number,
): Promise<Receiver<undefined>> {
  const dataDir = await workshop.newFolder('service');
  const { program, origin, probe } = await startBuiltService(workshop, dataDir);
  await probe.until('started', ({ lastRollupAt }) => lastRollupAt !== null);
  const backfill =
    rate === undefined
      ? undefined
      : workshop.start({
          name: 'the backfill',
          nodeArguments: COMMAND,
          environment: {
            DATA_DIR: dataDir,
            SIGNALZEN_API_SECRET: BENCH_SECRET,
            SIGNALZEN_API_URL: `http://127.0.0.1:${apiPort}/external`,
            SIGNALZEN_API_RATE: String(rate),
          },
        });
  await backfill?.says((line) => (/ chats\/s/.test(line) ? line : undefined), START_WITHIN_MS);
  return {
    port: Number(new URL(origin).port),
    path: '/webhooks/signalzen',
    lastWords: () => program.lastWords,
    processorSeconds: () => processorSeconds(program.pid),
    afterwards: () =>
      probe.until('drained', ({ eventsSpooled }) => eventsSpooled === 0).then(() => undefined),
    stop: async () => {
      if (backfill) await workshop.stop(backfill);
      await workshop.stop(program);
    },
  };
}

function report(loads: ReadonlyMap<number | undefined, readonly LoadResult[]>): string {
  const alone = loads.get(undefined) ?? [];
  const rows = [...loads].map(([rate, own]) => [
    rate === undefined ? 'alone' : `beside a backfill of ${rate} requests/s`,
    whole(median(own.map(({ requestsPerSecond }) => requestsPerSecond))),
    median(own.map(({ p99Ms }) => p99Ms)).toFixed(2),
    median(
      own.map(({ requestsPerSecond }, round) => requestsPerSecond / (alone[round]?.requestsPerSecond ?? NaN)),
    ).toFixed(2),
  ]);
  return table([['', 'requests/s', 'p99 ms', 'of alone'], ...rows]);
}
