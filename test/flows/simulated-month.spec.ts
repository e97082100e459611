import { execFileSync } from 'node:child_process';
import { arrangeDeliveries } from '../../simulator/delivery/arrange-deliveries';
import { deliveriesOf } from '../../simulator/delivery/deliveries';
import { sendDeliveries } from '../../simulator/delivery/send-deliveries';
import type { SendProgress } from '../../simulator/delivery/send-deliveries';
import { generateWorld } from '../../simulator/world/generate-world';
import { rangeOf } from '../../simulator/world/world-options';
import { measuresPerBucket } from '../reference/buckets';
import { historiesOf } from '../reference/history';
import type { History } from '../reference/history';
import { dataOf, untilRolledUp } from '../support/graphql-client';
import { localDayEdges } from '../support/local-days';
import { RunningService, SECRET, temporaryDataDir } from '../support/running-service';
import { COUNTED, SELECTION, statsOf } from '../support/stats-of-reference';
import type { Stats } from '../support/stats-of-reference';

/** Two thousand take minutes more: `HISTORY_CHATS=2000`. */
const CHATS = Number(process.env['HISTORY_CHATS'] ?? 300);
/** A month with the end of daylight-saving time in New York in it. */
const WORLD = { seed: 7, chats: CHATS, days: 30, until: Date.UTC(2026, 10, 20, 17, 23, 45, 678) };

/** The ClickHouse process of a data directory. */
function clickhousePid(dataDir: string): number {
  const pids = execFileSync('pgrep', ['-f', `server-process.*${dataDir}`], { encoding: 'utf8' })
    .trim()
    .split('\n');
  expect(pids).toHaveLength(1);
  return Number(pids[0]);
}

describe('a simulated month, shuffled, a tenth of it sent twice, through kills of the service and of ClickHouse', () => {
  const world = generateWorld(WORLD);
  const { from, to } = rangeOf(world.options);
  const deliveries = arrangeDeliveries(deliveriesOf(world), { duplicates: 0.1, reorder: 'all', seed: 3 });
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  let service: RunningService;
  let reference: History;

  const stats = async (rest: string) => {
    const range = `from: "${new Date(from).toISOString()}", to: "${new Date(to).toISOString()}"`;
    const query = `{ stats(${range}, ${rest}) { time ${SELECTION} } }`;
    return (await dataOf<{ stats: (Stats & { time: string })[] }>(service.url, query)).stats;
  };

  beforeAll(async () => {
    expect(deliveries.length).toBeGreaterThan(11 * CHATS);
    const received = deliveries.map(({ account, body }) => ({ account, body, receivedAt: Date.now() }));
    reference = historiesOf(received).get('default') as History;

    dataDir = await temporaryDataDir();
    service = await RunningService.start({ dataDir: dataDir.path });
    const port = new URL(service.url).port;
    const faults = [
      async () => {
        await service.kill();
        service = await RunningService.start({ dataDir: dataDir.path, environment: { PORT: port } });
      },
      () => Promise.resolve(process.kill(clickhousePid(dataDir.path), 'SIGKILL')),
    ];
    const running: Promise<unknown>[] = [];
    const injectFaults = ({ accepted }: SendProgress) => {
      if (accepted > ((running.length + 1) * deliveries.length) / 3 && faults.length > 0) {
        running.push((faults.shift() as () => Promise<unknown>)());
      }
    };
    const url = new URL('/webhooks/signalzen', service.url);
    const sent = await sendDeliveries(deliveries, { url, secretOf: () => SECRET, onProgress: injectFaults });
    await Promise.all(running);
    expect(sent.accepted).toBe(deliveries.length);
    expect(faults).toEqual([]);
    await untilRolledUp(service.url);
  });

  afterAll(async () => {
    await service.stop();
    await dataDir.remove();
  });

  it('is counted exactly, over the whole range', async () => {
    const [total] = measuresPerBucket(reference, [from, to]).map(statsOf);
    expect(total?.messagesVisitor).toBeGreaterThan(CHATS);
    expect(await stats('granularity: TOTAL')).toEqual([{ time: new Date(from).toISOString(), ...total }]);
  });

  it.each(['UTC', 'America/New_York', 'Asia/Kathmandu'])('is counted exactly, by day of %s', async (zone) => {
    const edges = localDayEdges(from, to, zone);
    // Only what lies in the range counts, also in the first and the last day.
    const cut = edges.map((edge) => Math.min(Math.max(edge, from), to));
    const days = measuresPerBucket(reference, cut).map(statsOf);
    const expected = days.map((day, index) => ({
      time: new Date(edges[index] as number).toISOString(),
      ...day,
    }));
    expect(await stats(`granularity: DAY, timezone: "${zone}"`)).toEqual(expected);
  });

  it('sums up to the same over quarters of an hour and over months', async () => {
    const totalOf = (rows: Stats[]) => rows.reduce((sum, row) => sum + row.messagesVisitor + row.closures, 0);
    const [quarters, months] = [await stats('granularity: QUARTER_HOUR'), await stats('granularity: MONTH')];
    expect(quarters.length).toBe(30 * 96 + 1);
    expect(totalOf(quarters)).toBe(totalOf(months));
  });

  it('leaves out empty buckets when they are not wanted', async () => {
    const filled = await stats('granularity: HOUR');
    const nonEmpty = filled.filter((row) => COUNTED.some((name) => row[name] !== 0));
    expect(await stats('granularity: HOUR, fill: false')).toEqual(nonEmpty);
    expect(nonEmpty.length).toBeLessThan(filled.length);
  });

  it('stands beside the days before', async () => {
    const [from, middle, to] = [
      Date.UTC(2026, 10, 1, 5),
      Date.UTC(2026, 10, 8, 5),
      Date.UTC(2026, 10, 15, 5),
    ];
    const range = `from: "${new Date(middle).toISOString()}", to: "${new Date(to).toISOString()}"`;
    const query = `{ stats(${range}, granularity: DAY, timezone: "America/New_York", compare: PREVIOUS_PERIOD) { time period ${SELECTION} } }`;
    const { stats: rows } = await dataOf<{ stats: (Stats & { time: string; period: string })[] }>(
      service.url,
      query,
    );
    const week = (start: number, end: number) =>
      measuresPerBucket(reference, localDayEdges(start, end, 'America/New_York')).map(statsOf);
    const times = localDayEdges(middle, to, 'America/New_York').map((edge) => new Date(edge).toISOString());
    // The week before begins on the day on which daylight-saving time ends: at 04:00 in UTC, not at 05:00.
    const previous = week(from - 3_600_000, middle);
    const expected = week(middle, to).flatMap((day, index) => [
      { time: times[index], period: 'CURRENT', ...day },
      { time: times[index], period: 'PREVIOUS', ...previous[index] },
    ]);
    expect(previous).toHaveLength(7);
    expect(rows).toEqual(expected);
  });

  it('still has every number after a stop and a start', async () => {
    const before = await stats('granularity: DAY');
    expect(await service.stop()).toBe(0);
    service = await RunningService.start({ dataDir: dataDir.path });
    await untilRolledUp(service.url);
    expect(await stats('granularity: DAY')).toEqual(before);
  });
});
