import { setTimeout as sleep } from 'node:timers/promises';
import type { LoadOrders, LoadResult } from '../load/load-orders';
import { askForRollUp, generateDeliveries } from '../query/generate-deliveries';
import { waitForMerges } from '../query/wait-for-merges';
import { waitForRollUp } from '../query/wait-for-roll-up';
import { BENCH_SECRET } from '../support/bench-defaults';
import { BenchError } from '../support/bench-error';
import { startBuiltService } from '../support/built-service';
import type { BuiltService } from '../support/built-service';
import { clickhouseIn } from '../support/clickhouse-client';
import { megabytes, whole } from '../support/figures';
import { median } from '../support/median';
import { memoryBytes, ownMemoryBytes, processesOfService, processorSeconds } from '../support/processes';
import { ServiceApi } from '../support/service-api';
import { table } from '../support/table';
import { Workshop } from '../support/workshop';
import { READER_LOADS } from './greedy-readers';
import type { ReaderCounts, ReaderLoad, ReaderOrders } from './greedy-readers';

const WARM_UP_SECONDS = 4;
const SETTLING_SECONDS = 60;
const GRACE_MS = 90_000;
/** Beside readers, a webhook may wait so many times as long. */
const MAX_TIMES = 2;

export interface NeighboursOptions {
  readonly rounds: number;
  readonly seconds: number;
  readonly perSecond: number;
  readonly connections: number;
  readonly deliveries: number;
  /** Seconds for which the service is left alone. */
  readonly rest: number;
  readonly dir: string;
}

/** Another program leaves no processor idle: what a webhook takes longer is the machine's own doing. */
const BUSY = 'busy processors, no reader';

interface Beside {
  /** `undefined`: nobody reads. */
  readonly load: ReaderLoad | typeof BUSY | undefined;
  readonly results: LoadResult[];
  answers: number;
  refused: number;
}

/** Measures webhooks alone and beside readers, in turn, and the service at rest, and prints what came out. */
export async function runNeighbours(options: NeighboursOptions): Promise<void> {
  const workshop = await Workshop.open(options.dir);
  const interrupt = () => void workshop.interrupt();
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  try {
    const dataDir = await workshop.newFolder('neighbours');
    const service = await startBuiltService(workshop, dataDir);
    await service.probe.until('started', ({ lastRollupAt }) => lastRollupAt !== null);
    const client = clickhouseIn(dataDir);
    console.error(`generating about ${whole(options.deliveries)} deliveries …`);
    await askForRollUp(client, await generateDeliveries(client, options.deliveries));
    await waitForRollUp(new ServiceApi(service));
    await waitForMerges(client);
    await client.close();
    if (options.rest > 0) console.log(`${await atRest(service, options)}\n`);
    console.log(reportOf(await measureAll(workshop, service, options)));
  } catch (error) {
    throw workshop.isInterrupted ? new BenchError('The benchmark was stopped.') : error;
  } finally {
    await workshop.close();
  }
}

async function measureAll(
  workshop: Workshop,
  service: BuiltService,
  options: NeighboursOptions,
): Promise<readonly Beside[]> {
  const cases = ([undefined, BUSY, ...READER_LOADS] as const).map((load): Beside => ({
    load,
    results: [],
    answers: 0,
    refused: 0,
  }));
  let firstId = 1_000_000;
  for (let round = 1; round <= options.rounds; round += 1) {
    console.error(`round ${round} of ${options.rounds} …`);
    for (const one of cases) {
      const readers = one.load && startReaders(workshop, service, one.load, options);
      one.results.push(await sendPaced(workshop, service, options, firstId));
      const counts = await readers;
      one.answers += counts?.answers ?? 0;
      one.refused += counts?.refused ?? 0;
      firstId += 1_000_000;
    }
  }
  return cases;
}

/** For as long as deliveries are sent, and a little longer. */
async function startReaders(
  workshop: Workshop,
  { origin, token }: BuiltService,
  load: ReaderLoad | typeof BUSY,
  options: NeighboursOptions,
): Promise<ReaderCounts> {
  const seconds = WARM_UP_SECONDS + options.seconds + 1;
  const readers =
    load === BUSY
      ? workshop.startOwn('busy-processors', { seconds })
      : workshop.startOwn('readers', { origin, token, load, seconds } satisfies ReaderOrders);
  const counts = await readers.says(
    (line) => (line.startsWith('{"answers"') ? (JSON.parse(line) as ReaderCounts) : undefined),
    seconds * 1000 + GRACE_MS,
  );
  await workshop.stop(readers);
  return counts;
}

async function sendPaced(
  workshop: Workshop,
  { origin }: BuiltService,
  { connections, perSecond, seconds }: NeighboursOptions,
  firstId: number,
): Promise<LoadResult> {
  const generator = workshop.startOwn('load-generator', {
    port: Number(new URL(origin).port),
    path: '/webhooks/signalzen',
    secret: BENCH_SECRET,
    ...{ connections, perSecond, seconds, firstId, warmUpSeconds: WARM_UP_SECONDS },
    stock: perSecond * (WARM_UP_SECONDS + seconds) + connections,
  } satisfies LoadOrders);
  const result = await generator.says(
    (line) => (line.startsWith('{"acknowledged"') ? (JSON.parse(line) as LoadResult) : undefined),
    (WARM_UP_SECONDS + seconds) * 1000 + GRACE_MS,
  );
  await workshop.stop(generator);
  return result;
}

async function atRest({ program }: BuiltService, { rest }: NeighboursOptions): Promise<string> {
  console.error(`at rest for ${SETTLING_SECONDS} + ${rest} s …`);
  // What was busy before still tidies up its memory.
  await sleep(SETTLING_SECONDS * 1000);
  const before = processorSeconds(program.pid);
  await sleep(rest * 1000);
  const share = (processorSeconds(program.pid) - before) / rest;
  const { supervisor, receiver, answering, clickhouse } = processesOfService(program.pid);
  const pids = [receiver, answering, supervisor, clickhouse];
  const sum = (bytes: readonly number[]) => megabytes(bytes.reduce((one, other) => one + other, 0));
  const [resident, own] = [pids.map(memoryBytes), pids.map(ownMemoryBytes)];
  return table([
    ['at rest', 'receiver', 'the other', 'supervisor', 'ClickHouse', 'all'],
    ['resident', ...resident.map(megabytes), sum(resident)],
    ['what is shared, shared out', ...own.map(megabytes), sum(own)],
    ['of one core', '', '', '', '', `${(share * 100).toFixed(1)} %`],
  ]);
}

function reportOf(cases: readonly Beside[]): string {
  const [alone, ...beside] = cases;
  const timesOf = ({ results }: Beside) =>
    median(results.map(({ p99Ms }, round) => p99Ms / (alone?.results[round]?.p99Ms ?? NaN)));
  const rows = cases.map((one) => [
    one.load === BUSY ? BUSY : (one.load?.name ?? 'alone'),
    median(one.results.map(({ p50Ms }) => p50Ms)).toFixed(2),
    median(one.results.map(({ p99Ms }) => p99Ms)).toFixed(2),
    one.load ? timesOf(one).toFixed(2) : '',
    ...(typeof one.load === 'object' ? [whole(one.answers), whole(one.refused)] : ['', '']),
  ]);
  const isWithin = beside.every((one) => one.load === BUSY || timesOf(one) <= MAX_TIMES);
  const verdict = `The 99th percentile beside readers ${isWithin ? 'stays' : 'DOES NOT stay'} within ${MAX_TIMES} times that without.`;
  return `${table([['a webhook', 'p50 ms', 'p99 ms', 'times', 'answers', 'refused'], ...rows])}\n\n${verdict}`;
}
