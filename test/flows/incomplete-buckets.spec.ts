import { setTimeout as sleep } from 'node:timers/promises';
import { ask as graphql, dataOf, untilRolledUp } from '../support/graphql-client';
import { reportRows } from '../support/report-client';
import { RunningService, temporaryDataDir } from '../support/running-service';
import { post } from '../support/signalzen-sender';

const MARCH_2 = 'from: "2026-03-02", to: "2026-03-03"';

/** Of 2 March, hour by hour, and what else says it. */
interface Answer {
  readonly hours: readonly {
    readonly time: string;
    readonly incomplete: boolean;
    readonly messagesVisitor: number;
  }[];
  readonly before: readonly { readonly incomplete: boolean }[];
  readonly compared: readonly { readonly period: string; readonly incomplete: boolean }[];
  readonly explain: { readonly incomplete: boolean; readonly eventsWaiting: number };
  readonly freshness: { readonly eventsSpooled: number; readonly eventsPending: number };
}

describe('a bucket of which deliveries wait', () => {
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  let service: RunningService;

  const start = async (seconds: string) => {
    service = await RunningService.start({
      dataDir: dataDir.path,
      environment: { ROLLUP_EVERY_SECONDS: seconds },
    });
  };
  const send = async (id: number, created_at: string) => {
    const data = { id, body: 'Hello', created_at, sender_type: 'user', sender: { id } };
    const body = JSON.stringify({ event_type: 'message.created', data });
    expect((await post(`${service.url}/webhooks/signalzen`, body)).status).toBe(200);
  };
  const ask = () =>
    dataOf<Answer>(
      service.url,
      `{
        hours: stats(${MARCH_2}, granularity: HOUR) { time incomplete messagesVisitor }
        before: stats(from: "2026-03-01", to: "2026-03-02", granularity: DAY) { incomplete }
        compared: stats(from: "2026-03-03", to: "2026-03-04", granularity: TOTAL, compare: PREVIOUS_PERIOD) {
          period incomplete
        }
        explain(measure: "messagesVisitor", ${MARCH_2}) { incomplete eventsWaiting }
        freshness { eventsSpooled eventsPending }
      }`,
    );
  const untilFirstPass = async () => {
    for (let lastRollupAt: string | null = null; lastRollupAt === null;) {
      await sleep(100);
      const asked = await graphql<{ freshness: { lastRollupAt: string | null } }>(
        service.url,
        '{ freshness { lastRollupAt } }',
      );
      lastRollupAt = asked.data?.freshness.lastRollupAt ?? null;
    }
  };
  const incompleteHours = ({ hours }: Answer) =>
    hours.filter(({ incomplete }) => incomplete).map(({ time }) => time.slice(11, 16));

  beforeAll(async () => {
    dataDir = await temporaryDataDir();
    await start('1');
    await send(1, '2026-03-02T10:10:00Z');
    await untilRolledUp(service.url);
    await service.stop();
    // Its first pass comes at once, and the next one not while this test runs.
    await start('3600');
    await untilFirstPass();
  });

  afterAll(async () => {
    await service.stop();
    await dataDir.remove();
  });

  it('is complete before', async () => {
    const answer = await ask();
    expect(incompleteHours(answer)).toEqual([]);
    expect(answer.explain).toEqual({ incomplete: false, eventsWaiting: 0 });
  });

  it('is incomplete as soon as one of its deliveries is accepted, and all others stay complete', async () => {
    await send(2, '2026-03-02T10:20:00Z');
    const answer = await ask();
    expect(incompleteHours(answer)).toEqual(['10:00']);
    expect(answer.explain).toEqual({ incomplete: true, eventsWaiting: 1 });
    expect(answer.before).toEqual([{ incomplete: false }]);
    expect(answer.compared.map(({ period, incomplete }) => [period, incomplete])).toEqual([
      ['CURRENT', false],
      ['PREVIOUS', true],
    ]);
  });

  it('stays so while it is in ClickHouse and not yet counted, in reports as well', async () => {
    await send(3, '2026-03-02T14:00:00Z');
    let answer = await ask();
    for (const until = Date.now() + 60_000; answer.freshness.eventsSpooled > 0 && Date.now() < until;) {
      await sleep(100);
      answer = await ask();
    }
    expect(answer.freshness).toEqual({ eventsSpooled: 0, eventsPending: 2 });
    expect(incompleteHours(answer)).toEqual(['10:00', '14:00']);
    expect(answer.hours.reduce((sum, { messagesVisitor }) => sum + messagesVisitor, 0)).toBe(1);
    const day = 'from=2026-03-02&to=2026-03-03&granularity=TOTAL&measures=messagesVisitor';
    expect(await reportRows(service.url, 'stats', 'json', day)).toMatchObject([{ incomplete: true }]);
  });

  it('is complete again once they are counted', async () => {
    await service.stop();
    await start('1');
    await untilRolledUp(service.url);
    const answer = await ask();
    expect(incompleteHours(answer)).toEqual([]);
    expect(answer.hours.reduce((sum, { messagesVisitor }) => sum + messagesVisitor, 0)).toBe(3);
    expect(answer.explain).toEqual({ incomplete: false, eventsWaiting: 0 });
  });
});
