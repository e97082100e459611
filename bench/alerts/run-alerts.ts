import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
import { whole } from '../support/figures';
import { median } from '../support/median';
import { processesOfService, processorSeconds } from '../support/processes';
import { ServiceApi } from '../support/service-api';
import { table } from '../support/table';
import { Workshop } from '../support/workshop';
import { manyRules } from './many-rules';

const CONNECTIONS = 2;
const GRACE_MS = 90_000;
/** A changed file is read within some seconds, and everything is looked at first. */
const SETTLING_SECONDS = 60;
/** The share of one core that rules may take. */
const MAX_SHARE = 0.05;

export interface AlertsOptions {
  readonly rules: number;
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
    writeFileSync(file, manyRules(0));
    // Nobody listens there, and nothing is told.
    const settings = { CONFIG_FILE: file, ROOM: 'http://127.0.0.1:9/room' };
    const service = await startBuiltService(workshop, dataDir, [], settings);
    await service.probe.until('started', ({ lastRollupAt }) => lastRollupAt !== null);
    const client = clickhouseIn(dataDir);
    console.error(`generating about ${whole(options.deliveries)} deliveries …`);
    await askForRollUp(client, await generateDeliveries(client, options.deliveries));
    await waitForRollUp(new ServiceApi(service));
    await waitForMerges(client);
    await client.close();
    console.log(await measureAll(workshop, service, file, options));
  } catch (error) {
    throw workshop.isInterrupted ? new BenchError('The benchmark was stopped.') : error;
  } finally {
    await workshop.close();
  }
}

interface Share {
  readonly all: number;
  readonly working: number;
  readonly clickhouse: number;
}

async function measureAll(
  workshop: Workshop,
  service: BuiltService,
  file: string,
  options: AlertsOptions,
): Promise<string> {
  const without: Share[] = [];
  const beside: Share[] = [];
  for (let round = 1; round <= options.rounds; round += 1) {
    for (const [count, shares] of [
      [0, without],
      [options.rules, beside],
    ] as const) {
      console.error(`round ${round} of ${options.rounds}, ${whole(count)} rules …`);
      writeFileSync(file, manyRules(count));
      shares.push(
        await shareDuring(workshop, service, options, round * 2_000_000 + (count > 0 ? 1_000_000 : 0)),
      );
    }
  }
  const middle = (shares: readonly Share[], of: keyof Share) => median(shares.map((share) => share[of]));
  const row = (name: string, shares: readonly Share[]) => [
    name,
    ...(['all', 'working', 'clickhouse'] as const).map((of) => percent(middle(shares, of))),
  ];
  const cost = middle(beside, 'all') - middle(without, 'all');
  return `${table([
    [
      `of one core, at ${options.perSecond} deliveries a second`,
      'all',
      'the process that judges',
      'ClickHouse',
    ],
    row('without alerts', without),
    row(`with ${whole(options.rules)}`, beside),
  ])}\nThe alerts cost ${percent(cost)} of a core: ${cost <= MAX_SHARE ? 'not' : 'MORE'} more than ${percent(MAX_SHARE)}.`;
}

async function shareDuring(
  workshop: Workshop,
  { origin, program }: BuiltService,
  { perSecond, seconds }: AlertsOptions,
  firstId: number,
): Promise<Share> {
  const generator = workshop.startOwn('load-generator', {
    port: Number(new URL(origin).port),
    path: '/webhooks/signalzen',
    secret: BENCH_SECRET,
    ...{ connections: CONNECTIONS, perSecond, seconds, firstId, warmUpSeconds: SETTLING_SECONDS },
    stock: perSecond * (SETTLING_SECONDS + seconds) + CONNECTIONS,
  } satisfies LoadOrders);
  await sleep(SETTLING_SECONDS * 1000);
  const { answering, clickhouse } = processesOfService(program.pid);
  const used = () => ({
    all: processorSeconds(program.pid),
    working: processorSeconds(answering),
    clickhouse: processorSeconds(clickhouse),
  });
  const before = used();
  await generator.says(
    (line) => (line.startsWith('{"acknowledged"') ? (JSON.parse(line) as LoadResult) : undefined),
    seconds * 1000 + GRACE_MS,
  );
  const after = used();
  await workshop.stop(generator);
  const share = (of: keyof Share) => (after[of] - before[of]) / seconds;
  return { all: share('all'), working: share('working'), clickhouse: share('clickhouse') };
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
