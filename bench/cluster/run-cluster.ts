import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { ClickHouseLogLevel, createClient } from '@clickhouse/client';
import type { LoadOrders, LoadResult } from '../load/load-orders';
import { waitForRollUp } from '../query/wait-for-roll-up';
import { BENCH_SECRET } from '../support/bench-defaults';
import { BenchError } from '../support/bench-error';
import { startBuiltService } from '../support/built-service';
import type { BuiltService } from '../support/built-service';
import { rowsOf } from '../support/clickhouse-client';
import { whole } from '../support/figures';
import { median } from '../support/median';
import { processorSeconds } from '../support/processes';
import { numberIn, ServiceApi } from '../support/service-api';
import { table } from '../support/table';
import { Workshop } from '../support/workshop';

const CONNECTIONS = 16;
const GRACE_MS = 90_000;
const BETWEEN_LOOKS_MS = 200;
const SETTLING_MS = 5_000;

export interface ClusterBenchOptions {
  readonly rounds: number;
  readonly seconds: number;
  readonly perSecond: number;
  readonly dir: string;
}

/** As `TEST_CLUSTER` names it: CONTRIBUTING.md. */
interface ClusterFile {
  readonly cluster: string;
  readonly nodes: readonly { readonly host: string; readonly http: number; readonly pid: number }[];
  readonly keeper: { readonly pid: number };
  readonly user: string;
  readonly password: string;
}

/** What a round came to. */
interface Measured {
  /** Per 1,000 deliveries. */
  readonly service: number;
  readonly clickhouse: number;
  readonly keeper: number;
  /** Per delivery, on all nodes. */
  readonly bytes: number;
  readonly passSeconds: number;
  readonly passes: number;
}

/**
 * The same deliveries at the same pace to a service on one node of a cluster, as a server that knows of no other, and
 * to one on all nodes, in turn; prints what each took.
 */
export async function runCluster(options: ClusterBenchOptions): Promise<void> {
  const file = process.env['TEST_CLUSTER'];
  if (file === undefined)
    throw new BenchError('Set TEST_CLUSTER to the JSON file of a cluster: see CONTRIBUTING.md.');
  const cluster = JSON.parse(readFileSync(file, 'utf8')) as ClusterFile;
  const workshop = await Workshop.open(options.dir);
  const interrupt = () => void workshop.interrupt();
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const [one, all]: [Measured[], Measured[]] = [[], []];
  try {
    for (let round = 1; round <= options.rounds; round += 1) {
      console.error(`round ${round} of ${options.rounds} …`);
      one.push(await measure(workshop, { ...cluster, nodes: cluster.nodes.slice(0, 1) }, options));
      all.push(await measure(workshop, cluster, options));
    }
    console.log(reportOf(one, all, cluster.nodes.length));
  } catch (error) {
    throw workshop.isInterrupted ? new BenchError('The benchmark was stopped.') : error;
  } finally {
    await workshop.close();
  }
}

async function measure(
  workshop: Workshop,
  cluster: ClusterFile,
  options: ClusterBenchOptions,
): Promise<Measured> {
  const { nodes, user, password } = cluster;
  const database = `bench_${Date.now()}`;
  const urls = nodes.map(({ host, http }) => `http://${host}:${http}`);
  const service = await startBuiltService(workshop, await workshop.newFolder('cluster'), [], {
    CLICKHOUSE_URL: urls.join(','),
    CLICKHOUSE_CLUSTER: nodes.length > 1 ? cluster.cluster : '',
    CLICKHOUSE_USER: user,
    CLICKHOUSE_PASSWORD: password,
    CLICKHOUSE_DATABASE: database,
  });
  await service.probe.until('started', ({ lastRollupAt }) => lastRollupAt !== null);
  await sleep(SETTLING_MS);
  const api = new ServiceApi(service);
  const sum = (pids: readonly number[]) => pids.reduce((total, pid) => total + processorSeconds(pid), 0);
  const taken = () => ({
    service: processorSeconds(service.program.pid),
    clickhouse: sum(nodes.map(({ pid }) => pid)),
    keeper: nodes.length > 1 ? processorSeconds(cluster.keeper.pid) : 0,
  });
  const before = taken();
  const stopping = new AbortController();
  const passes = watchPasses(api, stopping.signal);
  const { acknowledged } = await send(workshop, service, options);
  await waitForRollUp(api);
  stopping.abort();
  const after = taken();
  const durations = await passes;
  await workshop.stop(service.program);
  const bytes = await Promise.all(urls.map((url) => settleAndWeigh({ url, user, password, database })));
  const per = (kind: keyof typeof before) => ((after[kind] - before[kind]) * 1_000) / acknowledged;
  return {
    service: per('service'),
    clickhouse: per('clickhouse'),
    keeper: per('keeper'),
    bytes: bytes.reduce((total, one) => total + one, 0) / acknowledged,
    passSeconds: median(durations),
    passes: durations.length,
  };
}

async function send(
  workshop: Workshop,
  { origin }: BuiltService,
  { perSecond, seconds }: ClusterBenchOptions,
): Promise<LoadResult> {
  const generator = workshop.startOwn('load-generator', {
    port: Number(new URL(origin).port),
    path: '/webhooks/signalzen',
    secret: BENCH_SECRET,
    ...{ connections: CONNECTIONS, perSecond, seconds, firstId: 1, warmUpSeconds: 0 },
    stock: perSecond * seconds + CONNECTIONS,
  } satisfies LoadOrders);
  const result = await generator.says(
    (line) => (line.startsWith('{"acknowledged"') ? (JSON.parse(line) as LoadResult) : undefined),
    seconds * 1000 + GRACE_MS,
  );
  await workshop.stop(generator);
  return result;
}

/** How long each pass takes that computes anything. */
async function watchPasses(api: ServiceApi, signal: AbortSignal): Promise<number[]> {
  const durations: number[] = [];
  let known = -1;
  while (!signal.aborted) {
    const metrics = await api.metrics();
    const deliveries = numberIn(metrics, 'signalzen_rolled_up_deliveries_total');
    if (deliveries > known && known >= 0)
      durations.push(numberIn(metrics, 'signalzen_rollup_last_pass_seconds'));
    known = deliveries;
    await sleep(BETWEEN_LOOKS_MS);
  }
  return durations;
}

/** The bytes of all tables on one node after all merges; then the database goes. */
async function settleAndWeigh(node: {
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}): Promise<number> {
  const { url, user: username, password, database } = node;
  const log = { level: ClickHouseLogLevel.OFF };
  const client = createClient({ url, username, password, database, log, request_timeout: GRACE_MS });
  try {
    const tables = await rowsOf<{ name: string }>(
      client,
      "SELECT name FROM system.tables WHERE database = currentDatabase() AND engine LIKE '%MergeTree'",
    );
    for (const { name } of tables) await client.command({ query: `OPTIMIZE TABLE ${name} FINAL` });
    const [row] = await rowsOf<{ bytes: string }>(
      client,
      'SELECT sum(bytes_on_disk) AS bytes FROM system.parts WHERE database = currentDatabase() AND active',
    );
    await client.command({ query: `DROP DATABASE ${database} SYNC` });
    return Number(row?.bytes);
  } finally {
    await client.close();
  }
}

function reportOf(one: readonly Measured[], all: readonly Measured[], nodes: number): string {
  const rows: [string, (measured: Measured) => number, (value: number) => string][] = [
    ['CPU s per 1,000 deliveries: the service', ({ service }) => service, (value) => value.toFixed(2)],
    ['  ClickHouse, all nodes', ({ clickhouse }) => clickhouse, (value) => value.toFixed(2)],
    ['  the keeper', ({ keeper }) => keeper, (value) => value.toFixed(2)],
    ['bytes per delivery, on all nodes', ({ bytes }) => bytes, whole],
    ['seconds of a pass, median', ({ passSeconds }) => passSeconds, (value) => value.toFixed(2)],
    ['passes', ({ passes }) => passes, whole],
  ];
  const lines = rows.map(([name, of, shown]) => {
    const ratios = all.map((measured, round) => of(measured) / of(one[round] ?? measured));
    const ratio = `${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`;
    return [
      name,
      shown(median(one.map(of))),
      shown(median(all.map(of))),
      Number.isFinite(median(ratios)) ? ratio : '',
    ];
  });
  return table([['', 'one node', `1 × ${nodes}`, 'ratio, by round'], ...lines]);
}
