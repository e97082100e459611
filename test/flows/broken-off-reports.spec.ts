import { once } from 'node:events';
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ClickHouseClient } from '@clickhouse/client';
import { utils } from '@e965/xlsx';
import { enginePidOf } from '../faults/harness/engine-pid';
import { peakMemory } from '../faults/harness/process-memory';
import { untilRolledUp } from '../support/graphql-client';
import { csvRows, getReport, reportFile } from '../support/report-client';
import { RunningService, temporaryDataDir, TOKEN } from '../support/running-service';
import { endOfFirstSheet } from '../support/workbook-reader';
import { embeddedClient, STORED_RANGE, storeEpisodes } from '../support/stored-episodes';

/** Far more bytes than sockets take without a reader. */
const EPISODES = 250_000;
const IN_WORKBOOK = 20_000;
const TIMEOUT_MS = 30_000;

describe('a long report', () => {
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  let service: RunningService;
  let client: ClickHouseClient;

  /** An answer of which nothing is read yet. */
  const begin = async (format: string): Promise<IncomingMessage> => {
    const url = `${service.url}/reports/episodes.${format}?${STORED_RANGE}`;
    const asked = request(url, { headers: { authorization: `Bearer ${TOKEN}` }, agent: false });
    asked.on('error', () => undefined);
    asked.end();
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    expect(answer.statusCode).toBe(200);
    return answer;
  };

  const running = async (): Promise<number> => {
    const answer = await client.query({
      query: `SELECT count() AS running FROM system.processes
        WHERE user = 'signalzen' AND query LIKE '%first_response_ms%' AND query NOT LIKE '%system.processes%'`,
      format: 'JSONEachRow',
    });
    return Number((await answer.json<{ running: string }>())[0]?.running);
  };

  const untilRunning = async (expected: number): Promise<void> => {
    const end = Date.now() + TIMEOUT_MS;
    while ((await running()) !== expected) {
      if (Date.now() > end) throw new Error(`${await running()} statements run, not ${expected}`);
      await sleep(50);
    }
  };

  beforeAll(async () => {
    dataDir = await temporaryDataDir();
    service = await RunningService.start({ dataDir: dataDir.path });
    await untilRolledUp(service.url);
    client = embeddedClient(dataDir.path);
    await storeEpisodes(client, EPISODES);
  });

  afterAll(async () => {
    await client.close();
    await service.stop();
    await dataDir.remove();
  });

  it('has every row once and in order, plain and zipped, and takes little memory', async () => {
    const plain = await (await getReport(service.url, `episodes.csv?${STORED_RANGE}`)).text();
    const chats = csvRows(plain).map(({ chatId }) => Number(chatId));
    expect(chats).toEqual(Array.from({ length: EPISODES }, (_, chat) => chat));
    const zipped = await getReport(service.url, `episodes.ndjson?${STORED_RANGE}`, {
      authorization: `Bearer ${TOKEN}`,
      'accept-encoding': 'gzip',
    });
    expect(zipped.headers.get('content-encoding')).toBe('gzip');
    expect((await zipped.text()).split('\n')).toHaveLength(EPISODES + 1);
    const workbook = await reportFile(service.url, `episodes.xlsx?${STORED_RANGE}&limit=${IN_WORKBOOK}`);
    const columns = plain.slice(0, plain.indexOf('\r\n')).split(',').length;
    const last = utils.encode_cell({ c: columns - 1, r: IN_WORKBOOK });
    expect(endOfFirstSheet(workbook)).toContain(`<autoFilter ref="A1:${last}"/>`);
    // The rows alone are more than a hundred megabytes as objects.
    expect(peakMemory(service.answeringPid)).toBeLessThan(400);
  });

  it.each(['csv', 'xlsx'])(
    'is not asked for in ClickHouse any more when its reader has left: %s',
    async (format) => {
      const answer = await begin(format);
      await untilRunning(1);
      answer.destroy();
      await untilRunning(0);
    },
  );

  it('is read from ClickHouse no faster than its reader takes it', async () => {
    const answer = await begin('csv');
    await untilRunning(1);
    answer.resume();
    await once(answer, 'end');
    expect(answer.complete).toBe(true);
    await untilRunning(0);
  });

  it.each(['csv', 'xlsx', 'ndjson', 'json'])(
    'breaks off as %s when ClickHouse dies, and never just ends',
    async (format) => {
      const answer = await begin(format);
      await untilRunning(1);
      process.kill(enginePidOf(service) ?? 0, 'SIGKILL');
      const ended = new Promise<string>((resolve) => {
        answer.once('end', () => {
          resolve('ended');
        });
        answer.once('error', () => {
          resolve('broken off');
        });
      });
      answer.resume();
      expect(await ended).toBe('broken off');
      expect(answer.complete).toBe(false);
      const end = Date.now() + TIMEOUT_MS;
      while (Date.now() < end) {
        const again = await getReport(service.url, `episodes.csv?${STORED_RANGE}&limit=3`);
        if (again.status === 200) {
          expect(csvRows(await again.text())).toHaveLength(3);
          break;
        }
        expect(again.status).toBe(503);
        await sleep(200);
      }
      await client.close();
      client = embeddedClient(dataDir.path);
    },
  );
});
