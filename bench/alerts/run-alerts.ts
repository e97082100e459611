import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ClickHouseClient } from '@clickhouse/client';
import type { LoadOrders, LoadResult } from '../load/load-orders';
import { askForRollUp, generateDeliveries } from '../query/generate-deliveries';
import { waitForMerges } from '../query/wait-for-merges';
import { waitForRollUp } from '../query/wait-for-roll-up';
import { BENCH_SECRET } from '../support/bench-defaults';
import { BenchError } from '../support/bench-error';
import { startBuiltService } from '../support/built-service';
import type { BuiltService } from '../support/built-service';
import { clickhouseIn, rowsOf } from '../support/clickhouse-client';
import { whole } from '../support/figures';
import { median } from '../support/median';
import { processesOfService, processorSeconds } from '../support/processes';
import { ServiceApi } from '../support/service-api';
import { table } from '../support/table';
import { Workshop } from '../support/workshop';
import { changesAmong, manyRules } from './many-rules';

const CONNECTIONS = 2;
const GRACE_MS = 90_000;
/** A changed file is read within some seconds. */
const READ_MS = 10_000;
/** After the first look, or the beginning of the load. */
const SETTLING_SECONDS = 20;
const FIRST_LOOK_TIMEOUT_MS = 30 * 60_000;
/** The share of one core that rules may take. */
const MAX_SHARE = 0.05;
const JUDGED = "SELECT count() AS judged FROM alert_states FINAL WHERE about = 'windows' AND basis != ''";

export interface AlertsOptions {
  readonly rules: number;
  readonly pages: number;
  readonly rounds: number;
  readonly seconds: number;
  readonly perSecond: number;
  readonly deliveries: number;
  readonly dir: string;
}

/** Measures what rules of alerts cost beside a steady stream of deliveries, in turn with none, and prints it. */
export async function runAlerts(options: AlertsOptions): Promise<void> {
  const workshop = await Workshop.open(options.dir);
  const interrupt = () => void workshop.interrupt();
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  try {
    const dataDir = await workshop.newFolder('alerts');
    const file = join(dataDir, 'analytics.yaml');
    writeFileSync(file, manyRules(0, options.pages));
    // Nobody listens there, and nothing is told.
    const settings = { CONFIG_FILE: file, ROOM: 'http://127.0.0.1:9/room' };
    const service = await startBuiltService(workshop, dataDir, [], settings);
    await service.probe.until('started', ({ lastRollupAt }) => lastRollupAt !== null);
    const client = clickhouseIn(dataDir);
    console.error(`generating about ${whole(options.deliveries)} deliveries …`);
    await askForRollUp(client, await generateDeliveries(client, options.deliveries));
    await waitForRollUp(new ServiceApi(service));
    await waitForMerges(client);
    try {
      console.log(await measureAll({ workshop, service, client, file }, options));
    } finally {
      await client.close();
    }
  } catch (error) {
    throw workshop.isInterrupted ? new BenchError('The benchmark was stopped.') : error;
  } finally {
    await workshop.close();
  }
}

/** Processor seconds of all of its processes, of the one that judges, and of ClickHouse. */
interface Used {
  readonly all: number;
  readonly working: number;
  readonly clickhouse: number;
}

interface Bench {
  readonly workshop: Workshop;
  readonly service: BuiltService;
  readonly client: ClickHouseClient;
  /** Of the rules. */
  readonly file: string;
}

interface FirstLook {
  readonly seconds: number;
  /** Processor seconds, all that the service took meanwhile. */
  readonly used: number;
}

const COLUMNS = ['all', 'working', 'clickhouse'] as const;

async function measureAll(bench: Bench, options: AlertsOptions): Promise<string> {
  const without: Used[] = [];
  const beside: Used[] = [];
  const firstLooks: FirstLook[] = [];
  for (let round = 1; round <= options.rounds; round += 1) {
    console.error(`round ${round} of ${options.rounds}, without alerts …`);
    writeFileSync(bench.file, manyRules(0, options.pages));
    await sleep(READ_MS);
    without.push(await shareDuring(bench, options, round * 2_000_000));
    console.error(`round ${round} of ${options.rounds}, ${whole(options.rules)} alerts …`);
    writeFileSync(bench.file, manyRules(options.rules, options.pages));
    firstLooks.push(await firstLook(bench, changesAmong(options.rules)));
    beside.push(await shareDuring(bench, options, round * 2_000_000 + 1_000_000));
  }
  return report(without, beside, firstLooks, options);
}

function report(
  without: readonly Used[],
  beside: readonly Used[],
  firstLooks: readonly FirstLook[],
  { perSecond, rules }: AlertsOptions,
): string {
  const middle = (all: readonly Used[], of: keyof Used) => median(all.map((one) => one[of]));
  const row = (name: string, all: readonly Used[]) => [
    name,
    ...COLUMNS.map((of) => percent(middle(all, of))),
  ];
  // Each round by itself: what else the machine does changes slowly.
  const costs = beside.map(({ all }, index) => all - (without[index]?.all ?? 0));
  const cost = median(costs);
  const header = [
    `of one core, at ${perSecond} deliveries a second`,
    ...['all', 'the process that judges', 'ClickHouse'],
  ];
  const [first] = firstLooks;
  const atFirst =
    first === undefined
      ? ''
      : `\nBefore, all of them were looked at for the first time: ${first.used.toFixed(1)} s of a core in ${whole(first.seconds)} s.`;
  return `${table([header, row('without alerts', without), row(`with ${whole(rules)}`, beside)])}
The alerts cost ${percent(cost)} of a core (${costs.map(percent).join(', ')}): ${
    cost <= MAX_SHARE ? 'not' : 'MORE'
  } more than ${percent(MAX_SHARE)}.${atFirst}`;
}

/** Until the last closed week of each change is judged. */
async function firstLook({ service, client }: Bench, changes: number): Promise<FirstLook> {
  const startedAt = performance.now();
  const before = processorSeconds(service.program.pid);
  const seconds = () => (performance.now() - startedAt) / 1000;
  for (;;) {
    const [row] = await rowsOf<{ judged: string }>(client, JUDGED);
    if (Number(row?.judged ?? 0) >= changes && seconds() * 1000 > READ_MS)
      return { seconds: seconds(), used: processorSeconds(service.program.pid) - before };
    if (seconds() * 1000 > FIRST_LOOK_TIMEOUT_MS)
      throw new BenchError(`Only ${row?.judged ?? 0} of ${changes} changes were judged.`);
    await sleep(1000);
  }
}

async function shareDuring(
  { workshop, service: { origin, program } }: Bench,
  { perSecond, seconds }: AlertsOptions,
  firstId: number,
): Promise<Used> {
  const generator =
    perSecond === 0
      ? undefined
      : workshop.startOwn('load-generator', {
          port: Number(new URL(origin).port),
          path: '/webhooks/signalzen',
          secret: BENCH_SECRET,
          ...{ connections: CONNECTIONS, perSecond, seconds, firstId, warmUpSeconds: SETTLING_SECONDS },
          stock: perSecond * (SETTLING_SECONDS + seconds) + CONNECTIONS,
        } satisfies LoadOrders);
  await sleep(SETTLING_SECONDS * 1000);
  const { answering, clickhouse } = processesOfService(program.pid);
  const used = (): Used => ({
    all: processorSeconds(program.pid),
    working: processorSeconds(answering),
    clickhouse: processorSeconds(clickhouse),
  });
  const [before, startedAt] = [used(), performance.now()];
  if (generator === undefined) await sleep(seconds * 1000);
  else
    await generator.says(
      (line) => (line.startsWith('{"acknowledged"') ? (JSON.parse(line) as LoadResult) : undefined),
      seconds * 1000 + GRACE_MS,
    );
  const [after, elapsed] = [used(), (performance.now() - startedAt) / 1000];
  if (generator !== undefined) await workshop.stop(generator);
  const share = (of: keyof Used) => (after[of] - before[of]) / elapsed;
  return { all: share('all'), working: share('working'), clickhouse: share('clickhouse') };
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
