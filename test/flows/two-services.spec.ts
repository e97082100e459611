import { setTimeout as sleep } from 'node:timers/promises';
import { readConnectionFile } from '../../src/platform/clickhouse/embedded/connection-file';
import { measuresPerBucket } from '../reference/buckets';
import { historiesOf } from '../reference/history';
import type { History } from '../reference/history';
import { partsOf } from '../support/chat-in-parts';
import { dataOf } from '../support/graphql-client';
import { RunningService, temporaryDataDir } from '../support/running-service';
import { metricsText } from '../support/scrape';
import { post } from '../support/signalzen-sender';
import { SELECTION, statsOf } from '../support/stats-of-reference';
import { startTemporaryClickHouse } from '../support/temporary-clickhouse';
import type { TemporaryClickHouse } from '../support/temporary-clickhouse';
import { WRONG_ROLL_UPS } from '../support/wrong-roll-ups';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 2, 2);
const HOURS = 48;
const CHATS = 40;
const BETWEEN_LOOKS_MS = 10;
const TIMEOUT_MS = 120_000;
const iso = (time: number) => new Date(time).toISOString();

describe('Two services on one database', () => {
  let server: TemporaryClickHouse;
  let dataDirs: Awaited<ReturnType<typeof temporaryDataDir>>[];
  let environment: Record<string, string>;
  let one: RunningService;
  let other: RunningService;
  const accepted: Buffer[] = [];

  beforeAll(async () => {
    server = await startTemporaryClickHouse();
    const connection = readConnectionFile(server.dataDir);
    if (connection === undefined) throw new Error('there is no connection file');
    environment = {
      CLICKHOUSE_URL: `http://127.0.0.1:${connection.httpPort}`,
      CLICKHOUSE_USER: connection.service.user,
      CLICKHOUSE_PASSWORD: connection.service.password,
    };
    dataDirs = [await temporaryDataDir(), await temporaryDataDir()];
    [one, other] = await Promise.all([start(0), start(1)]);
  });

  afterAll(async () => {
    await Promise.all([one.stop(), other.stop()]);
    await server.stop();
    await Promise.all(dataDirs.map((dataDir) => dataDir.remove()));
  });

  const start = (index: number): Promise<RunningService> =>
    RunningService.start({ dataDir: dataDirs[index]?.path ?? '', environment });
  const rows = <Row>(sql: string) => server.clickhouse.queryText<Row>(sql, {}, 'look');

  /** Every chat goes to both. */
  async function send(part: number, service: RunningService): Promise<void> {
    for (let chat = 1; chat <= CHATS; chat += 1) {
      for (const body of partsOf(chat)[part] ?? []) {
        const bytes = Buffer.from(JSON.stringify(body));
        expect((await post(`${service.url}/webhooks/signalzen`, bytes)).status).toBe(200);
        accepted.push(bytes);
      }
    }
  }

  async function until(what: string, isTrue: () => Promise<boolean>, everyMs = 100): Promise<void> {
    for (const end = Date.now() + TIMEOUT_MS; !(await isTrue());) {
      if (Date.now() > end) throw new Error(`${what}: not within ${TIMEOUT_MS} ms`);
      await sleep(everyMs);
    }
  }

  const isComputing = async (pid: number): Promise<boolean> => {
    const open = await rows<{ holder: string }>('SELECT holder FROM compute_leases FINAL WHERE is_open');
    return open.some(({ holder }) => holder.endsWith(` ${pid}`));
  };

  /** Sends a signal in the middle of a turn. @returns whether the turn was still going on then */
  async function interrupt(service: RunningService, signal: NodeJS.Signals): Promise<boolean> {
    const pid = service.answeringPid;
    await until('a turn', () => isComputing(pid), BETWEEN_LOOKS_MS);
    if (signal === 'SIGKILL') await service.kill();
    else process.kill(pid, signal);
    await sleep(200);
    return isComputing(pid);
  }

  const stored = async (): Promise<number> => {
    const [row] = await rows<{ deliveries: string }>(
      'SELECT count() AS deliveries FROM deliveries_store FINAL',
    );
    return Number(row?.deliveries);
  };

  async function expectReference(service: RunningService): Promise<void> {
    await until('everything stored', async () => (await stored()) >= accepted.length);
    await until('nothing pending', async () => {
      const { freshness } = await dataOf<{ freshness: { eventsPending: number } }>(
        service.url,
        '{ freshness { eventsPending } }',
      );
      return freshness.eventsPending === 0;
    });
    const received = accepted.map((body) => ({ account: 'default', body, receivedAt: Date.now() }));
    const reference = historiesOf(received).get('default') as History;
    const edges = Array.from({ length: HOURS + 1 }, (_, hour) => START + hour * HOUR);
    const range = `from: "${iso(START)}", to: "${iso(START + HOURS * HOUR)}"`;
    const query = `{ stats(${range}, granularity: HOUR) { time ${SELECTION} } }`;
    const { stats } = await dataOf<{ stats: object[] }>(service.url, query);
    expect(stats).toEqual(
      measuresPerBucket(reference, edges).map((measures, hour) => ({
        time: iso(edges[hour] as number),
        ...statsOf(measures),
      })),
    );
    expect(await rows(WRONG_ROLL_UPS)).toEqual([]);
  }

  it('count as one does, whichever of them receives', async () => {
    await Promise.all([send(0, one), send(0, other)]);
    await expectReference(one);
    await expectReference(other);
  });

  it('count right when one stands still in the middle of a turn, and goes on after the other took over', async () => {
    let isInTurn = false;
    for (let round = 0; !isInTurn; round += 1) {
      expect(round).toBeLessThan(10);
      const sending = send(1, one);
      isInTurn = await interrupt(one, 'SIGSTOP');
      if (isInTurn) {
        await send(2, other);
        await until('a takeover', async () => !(await isComputing(one.answeringPid)));
        await until('a turn without it', async () => !(await isComputing(other.answeringPid)));
      }
      process.kill(one.answeringPid, 'SIGCONT');
      await sending;
    }
    await expectReference(other);
    await expectReference(one);
    const metrics = await metricsText(one);
    // What it was told when it went on is either that, or that the connection had gone.
    expect(metrics).toMatch(/signalzen_compute_turns_total\{result="(lost|failed)"\} [1-9]/);
    expect(other.lastLines.join('\n')).toContain('took over from a process that did not finish its turn');
  });

  it('count right when one is killed in the middle of a turn', async () => {
    const sending = send(2, one).catch(() => undefined);
    await interrupt(one, 'SIGKILL');
    await Promise.all([sending, one.ended()]);
    // It may have taken what it could not acknowledge any more: that is sent again.
    await send(2, other);
    // What it had accepted is in its spool.
    one = await start(0);
    await expectReference(other);
    await expectReference(one);
  });
});
