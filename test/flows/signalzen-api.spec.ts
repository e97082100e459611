import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { sendDeliveries } from '../../simulator/delivery/send-deliveries';
import { rangeOf } from '../../simulator/world/world-options';
import type { History } from '../reference/history';
import { builtProgram } from '../support/built-program';
import { dataOf, untilRolledUp } from '../support/graphql-client';
import { coverageOf, expectedCoverage } from '../support/api-coverage';
import { LinkedWorld } from '../support/linked-world';
import { localDayEdges } from '../support/local-days';
import { runBuiltCommand } from '../support/run-built-command';
import { RunningService, SECRET, temporaryDataDir, TOKEN } from '../support/running-service';

const MINUTE = 60_000;
const DAY = 86_400_000;
/** Two thousand take minutes more: `HISTORY_CHATS=2000`. */
const CHATS = Number(process.env['HISTORY_CHATS'] ?? 150);
const RATE = 150;
/** 429 and 500 among the answers, and a list that shifts while it is read. */
const FAULTS = { refusedShare: 0.004, longestRetryAfter: 1, failedShare: 0.02, shiftsPerRequest: 0.02 };

interface Freshness {
  operatorMessagesUnlinked: number;
  coverage: number | null;
}

async function freshnessOf(serviceUrl: string): Promise<Freshness> {
  const query = '{ freshness { operatorMessagesUnlinked coverage } }';
  return (await dataOf<{ freshness: Freshness }>(serviceUrl, query)).freshness;
}

async function sendAll(world: LinkedWorld, serviceUrl: string): Promise<void> {
  const url = new URL('/webhooks/signalzen', serviceUrl);
  const sent = await sendDeliveries(world.sent, { url, secretOf: () => SECRET });
  expect(sent.accepted).toBe(world.sent.length);
  await untilRolledUp(serviceUrl);
}

describe(`the history of ${CHATS} chats over 60 days, of which webhooks lost a twentieth`, () => {
  const linked = new LinkedWorld(
    { seed: 11, chats: CHATS, days: 60, until: Date.now() - 30 * MINUTE },
    FAULTS,
  );
  const { from, to } = rangeOf(linked.world.options);
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  let service: RunningService;
  let environment: Record<string, string>;
  let reference: History;

  beforeAll(async () => {
    const url = await linked.api.listen();
    dataDir = await temporaryDataDir();
    // The service itself asks nothing here: all comes from the command.
    service = await RunningService.start({ dataDir: dataDir.path, environment: { SIGNALZEN_API: 'off' } });
    environment = {
      DATA_DIR: dataDir.path,
      SIGNALZEN_API_SECRET: SECRET,
      API_TOKEN: TOKEN,
      SIGNALZEN_API_URL: url.href,
      SIGNALZEN_API_RATE: String(RATE),
    };
    await sendAll(linked, service.url);
    reference = linked.reference();
  });

  afterAll(async () => {
    await service.stop();
    await linked.api.close();
    await dataDir.remove();
  });

  const readChats = () => linked.api.log.count(200, 'messages');

  it('is read by a backfill, through kill -9 in the middle of it, each chat about once, no faster than set', async () => {
    expect((await freshnessOf(service.url)).operatorMessagesUnlinked).toBeGreaterThan(CHATS / 2);
    const killed = spawn(process.execPath, builtProgram('backfill'), {
      env: { PATH: process.env['PATH'], ...environment },
      stdio: 'ignore',
    });
    const exited = new Promise((done) => killed.once('exit', done));
    while (readChats() < CHATS * 0.4 && killed.exitCode === null) await sleep(20);
    killed.kill('SIGKILL');
    await exited;
    expect(readChats()).toBeLessThan(CHATS * 0.75);

    const { code, said } = await runBuiltCommand('backfill', [], environment);
    expect([code, said]).toEqual([0, expect.stringContaining('chats were read before') as unknown]);
    // At most a portion of fifty was read and not kept.
    expect(readChats()).toBeLessThanOrEqual(linked.world.chats.length + 50);
    expect(linked.api.log.maxInOneSecond).toBeLessThanOrEqual(RATE);
    await untilRolledUp(service.url);
  });

  it('has every measure of the full world then', async () => {
    expect((await freshnessOf(service.url)).operatorMessagesUnlinked).toBe(0);
    await linked.expectEqual(service.url, reference, { edges: [from, to], as: 'granularity: TOTAL' });
  });

  it.each(['UTC', 'America/New_York', 'Asia/Kathmandu'])('has them by day of %s', async (zone) => {
    // Whole days: what is open is asked of the end of a day, and of now in the one that has not ended.
    await linked.expectEqual(service.url, reference, {
      edges: localDayEdges(from, to, zone),
      as: `granularity: DAY, timezone: "${zone}"`,
    });
  });

  it('has them by operator', async () => {
    await linked.expectEqual(service.url, reference, {
      edges: [from, to],
      as: 'granularity: TOTAL',
      groupBy: ['operator'],
    });
  });

  it('says how much webhooks had delivered, to the last message', async () => {
    expect(await coverageOf(service.url)).toEqual(expectedCoverage(linked));
  });

  it('is not read again by a second backfill than asked for, and changes nothing', async () => {
    const before = readChats();
    const since = new Date(to - 2 * DAY).toISOString();
    const { code, said } = await runBuiltCommand('backfill', ['--since', since], environment);
    expect([code, said]).toEqual([0, expect.stringContaining('; 0 messages were new') as unknown]);
    expect(readChats() - before).toBeLessThan(linked.world.chats.length / 4);
    await untilRolledUp(service.url);
    await linked.expectEqual(service.url, reference, { edges: [from, to], as: 'granularity: TOTAL' });
  });
});

describe('a running service that may ask the API', () => {
  const linked = new LinkedWorld({ seed: 12, chats: 100, days: 2, until: Date.now() - 5 * MINUTE }, FAULTS);
  const { from, to } = rangeOf(linked.world.options);
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  let service: RunningService;

  beforeAll(async () => {
    const url = await linked.api.listen();
    dataDir = await temporaryDataDir();
    const environment = { SIGNALZEN_API: 'on', SIGNALZEN_API_URL: url.href, SIGNALZEN_API_RATE: '50' };
    service = await RunningService.start({ dataDir: dataDir.path, environment });
    await sendAll(linked, service.url);
  });

  afterAll(async () => {
    await service.stop();
    await linked.api.close();
    await dataDir.remove();
  });

  async function until(what: string, isSo: () => Promise<boolean>, seconds: number): Promise<void> {
    const end = Date.now() + seconds * 1000;
    while (!(await isSo())) {
      if (Date.now() > end)
        throw new Error(`${what}: not after ${seconds} s:\n${service.lastLines.slice(-5).join('\n')}`);
      await sleep(200);
    }
  }

  it('links operator messages by itself', async () => {
    const isLinked = async () => (await freshnessOf(service.url)).operatorMessagesUnlinked === 0;
    await until('linking', isLinked, 60);
    expect(linked.api.log.maxInOneSecond).toBeLessThanOrEqual(50);
  });

  it('fills in what webhooks lost, and says how much that was', async () => {
    const expected = expectedCoverage(linked);
    const isCompared = async () => JSON.stringify(await coverageOf(service.url)) === JSON.stringify(expected);
    await until('the comparison', isCompared, 120);
    await untilRolledUp(service.url);
    await linked.expectEqual(service.url, linked.reference(), {
      edges: [from, to],
      as: 'granularity: TOTAL',
    });
    const warning = service.lastLines.find((line) => line.includes('webhooks are incomplete'));
    expect(JSON.parse(warning ?? '{}')).toMatchObject({ level: 'warn', account: 'default' });
  });
});
