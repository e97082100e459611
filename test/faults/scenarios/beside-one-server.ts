import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { arrangeDeliveries } from '../../../simulator/delivery/arrange-deliveries';
import { deliveriesOf } from '../../../simulator/delivery/deliveries';
import type { Delivery } from '../../../simulator/delivery/deliveries';
import { sendDeliveries } from '../../../simulator/delivery/send-deliveries';
import { generateWorld } from '../../../simulator/world/generate-world';
import { rangeOf } from '../../../simulator/world/world-options';
import { cellsOf } from '../../reference/cells';
import type { Question } from '../../reference/cells';
import { historiesOf } from '../../reference/history';
import type { History } from '../../reference/history';
import { dataOf, untilRolledUp } from '../../support/graphql-client';
import { ENDS_SELECTION } from '../../support/intervals-of-reference';
import { localDayEdges } from '../../support/local-days';
import { getReport } from '../../support/report-client';
import { SECRET } from '../../support/running-service';
import { ALL_SELECTION, allStatsOf, withoutPercentiles } from '../../support/stats-of-reference';
import type { TestCluster } from '../../support/test-cluster';
import { untilTrue } from '../../support/until-true';
import { digestOf } from '../harness/digest';
import { freePort } from '../harness/free-port';
import { judge } from '../harness/judge';
import type { Stage } from '../harness/stage';
import { SupervisedService } from '../harness/supervised-service';
import { compareNodes } from './compared-nodes';

const DAY_MS = 86_400_000;
/** Deliveries a second, as far as the machine can. */
const RATE = 500;
const CHATS = { long: 4_000, short: 400 };
/** So long ago that time decides nothing any more: what is asked later is answered the same. */
const ENDED_DAYS_AGO = 20;
const SETTLED_SECONDS = 600;
const ZONE = 'Europe/Vilnius';

interface World {
  readonly from: number;
  readonly to: number;
  readonly deliveries: readonly Delivery[];
}

type Row = Record<string, unknown> & { readonly time: string };

/**
 * A month of chats at a rate, while the nodes of the cluster die, hang and return in turn. Then the answers must be
 * those of the reference, of each node, and, byte by byte, of a service on a single server that gets the same.
 */
export async function playBesideOneServer(stage: Stage): Promise<void> {
  const cluster = await stage.useCluster();
  const world = worldOf(stage.isShort ? CHATS.short : CHATS.long);
  await stage.service.start();
  await sendUnderFaults(stage, cluster, world);
  await untilRolledUp(stage.url, SETTLED_SECONDS);
  stage.tally.addVerdict(judge(stage.ledger.read(), await stage.stored.all()));
  await compareNodes(cluster, stage);

  const answers = await answersOf(stage.url, world);
  compareWithReference(stage, world, answers);
  await askAnotherNode(stage, cluster, world, answers);
  const plain = await answersOfOneServer(stage, world);
  for (const [question, answer] of answers)
    if (plain.get(question) !== answer)
      stage.tally.problems.push(`a single server answers something else: ${question}`);
}

function worldOf(chats: number): World {
  const until = Math.floor(Date.now() / DAY_MS - ENDED_DAYS_AGO) * DAY_MS;
  const world = generateWorld({ seed: 7, chats, days: 30, until });
  const arrangement = { duplicates: 0.05, reorder: 200, late: 0.01, seed: 3 };
  return { ...rangeOf(world.options), deliveries: arrangeDeliveries(deliveriesOf(world), arrangement) };
}

async function sendUnderFaults(stage: Stage, cluster: TestCluster, { deliveries }: World): Promise<void> {
  const { ledger, tally } = stage;
  for (const [index, { body }] of deliveries.entries()) ledger.noteSent(`w-${index}`, digestOf(body));
  const startedAt = performance.now();
  const sent = new AbortController();
  const sending = sendDeliveries(deliveries, {
    url: new URL('/webhooks/signalzen', stage.url),
    secretOf: () => SECRET,
    rate: RATE,
    onProgress: ({ left }) => {
      stage.progress(`${left} deliveries left`);
    },
  }).finally(() => {
    sent.abort();
  });
  for (let round = 0; !sent.signal.aborted; round += 1) {
    tally.rounds += 1;
    const node = round % 2 === 0 ? await cluster.writer() : await cluster.otherNode();
    await hurt(stage, cluster, node, round % 3 === 2);
    await cluster.inSync();
    await sleep(stage.random.whole(1_000, 4_000));
  }
  const { accepted, refused } = await sending;
  for (const { body } of deliveries) ledger.noteAcknowledged(digestOf(body));
  if (refused > 0) tally.problems.push(`${refused} deliveries were refused while only ClickHouse was away`);
  const rate = accepted / ((performance.now() - startedAt) / 1_000);
  process.stderr.write(
    `sent ${accepted} deliveries, ${rate.toFixed(0)} a second, and hurt nodes ${tally.rounds} times\n`,
  );
}

/** Kills a node, or hangs it, for some seconds. */
async function hurt(stage: Stage, cluster: TestCluster, node: string, isHung: boolean): Promise<void> {
  if (isHung) cluster.signal(node, 'SIGSTOP');
  else await cluster.kill(node);
  await sleep(stage.random.whole(4_000, 12_000));
  if (isHung) cluster.signal(node, 'SIGCONT');
  else await cluster.start(node);
}

const QUESTIONS: readonly (Omit<Question, 'edges'> & { readonly days: boolean })[] = [
  { days: false },
  { days: true },
  { days: true, groupBy: ['operator'] },
  { days: false, groupBy: ['page'] },
  { days: false, groupBy: ['operator', 'page'] },
];
const REPORTS = ['operators.csv', 'heatmap.csv', 'ratings.csv', 'episodes.csv', 'episodes.ndjson'];

function edgesOf({ from, to }: World, byDay: boolean): number[] {
  return byDay ? localDayEdges(from, to, ZONE) : [from, to];
}

function queryOf({ from, to }: World, { days, groupBy = [] }: (typeof QUESTIONS)[number]): string {
  const range = `from: "${new Date(from).toISOString()}", to: "${new Date(to).toISOString()}"`;
  const granularity = days ? `granularity: DAY, timezone: "${ZONE}"` : 'granularity: TOTAL';
  const groups = groupBy.map((dimension) => dimension.toUpperCase()).join(', ');
  return `{ stats(${range}, ${granularity}, groupBy: [${groups}], fill: false, limit: 100000)
    { time ${groupBy.join(' ')} ${ALL_SELECTION} ${ENDS_SELECTION} } }`;
}

/** By what was asked, each as the service wrote it. */
async function answersOf(url: string, world: World): Promise<Map<string, string>> {
  const answers = new Map<string, string>();
  for (const question of QUESTIONS) {
    const query = queryOf(world, question);
    answers.set(query, JSON.stringify(await dataOf<object>(url, query)));
  }
  const range = `from=${new Date(world.from).toISOString()}&to=${new Date(world.to).toISOString()}`;
  for (const report of REPORTS) {
    const response = await getReport(url, `${report}?${range}`);
    if (response.status !== 200) throw new Error(`${report}: ${response.status} ${await response.text()}`);
    answers.set(report, await response.text());
  }
  return answers;
}

function compareWithReference(stage: Stage, world: World, answers: ReadonlyMap<string, string>): void {
  const received = world.deliveries.map(({ account, body }) => ({ account, body, receivedAt: Date.now() }));
  const history = historiesOf(received).get('default') as History;
  for (const question of QUESTIONS) {
    const query = queryOf(world, question);
    const { stats } = JSON.parse(answers.get(query) ?? '{}') as { stats: Row[] };
    const asked = { ...question, edges: edgesOf(world, question.days) };
    const expected = cellsOf(history, asked).map(({ time, group, measures }) => ({
      time: new Date(time).toISOString(),
      ...group,
      ...allStatsOf(measures),
    }));
    const fields = Object.keys(expected[0] ?? {});
    const answered = stats.map((row) =>
      Object.fromEntries(fields.map((field) => [field, withoutPercentiles(row)[field]])),
    );
    const other = expected.findIndex((row, index) => !isSame(row, answered[index] ?? {}));
    if (expected.length === 0 || answered.length !== expected.length || other !== -1)
      stage.tally.problems.push(
        `the reference says something else of ${query}: ${JSON.stringify([expected[other], answered[other]])}`,
      );
  }
}

function isSame(expected: Readonly<Record<string, unknown>>, answered: Readonly<Record<string, unknown>>) {
  return Object.entries(expected).every(([field, value]) => answered[field] === value);
}

/** Has another node be asked, for the one that is written on is gone. */
async function askAnotherNode(
  stage: Stage,
  cluster: TestCluster,
  world: World,
  answers: ReadonlyMap<string, string>,
): Promise<void> {
  const writer = await cluster.writer();
  await cluster.kill(writer);
  await untilTrue('a takeover', async () => (await cluster.writer()) !== writer);
  await untilTrue('an answer', () =>
    dataOf(stage.url, '{ freshness { eventsPending } }').then(
      () => true,
      () => false,
    ),
  );
  for (const [question, answer] of await answersOf(stage.url, world))
    if (answers.get(question) !== answer)
      stage.tally.problems.push(`another node answers something else: ${question}`);
  await cluster.start(writer);
  await cluster.inSync();
}

async function answersOfOneServer(stage: Stage, world: World): Promise<Map<string, string>> {
  const dataDir = join(stage.folder, 'plain');
  mkdirSync(dataDir);
  const url = `http://127.0.0.1:${await freePort()}`;
  const environment = { PORT: new URL(url).port, LOG_LEVEL: 'info' };
  const service = new SupervisedService({ dataDir, environment });
  stage.atTheEnd(() => service.stop().catch(() => undefined));
  await service.start();
  await sendDeliveries(world.deliveries, {
    url: new URL('/webhooks/signalzen', url),
    secretOf: () => SECRET,
  });
  await untilRolledUp(url, SETTLED_SECONDS);
  return answersOf(url, world);
}
