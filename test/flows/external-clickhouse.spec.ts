import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { visitorMessage } from '../reference/samples';
import { AdministeredClickHouse } from '../support/administered-clickhouse';
import { ask, dataOf, untilRolledUp } from '../support/graphql-client';
import { linesWith } from '../support/log-lines';
import { RunningService, temporaryDataDir } from '../support/running-service';
import { post } from '../support/signalzen-sender';

const STATS =
  '{ stats(from: "2026-03-02", to: "2026-03-03", granularity: TOTAL) { messagesVisitor episodesStarted } }';

describe('a service with a ClickHouse that somebody else runs', () => {
  let server: AdministeredClickHouse;
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  let service: RunningService;
  let environment: Record<string, string>;
  let sent = 0;

  const sendMessages = async (count: number): Promise<void> => {
    for (const end = sent + count; sent < end; sent += 1) {
      const { body } = visitorMessage(sent + 1, sent * 1000);
      const response = await post(`${service.url}/webhooks/signalzen`, body);
      expect([response.status, await response.text()]).toEqual([200, '{"ok":true}']);
    }
  };
  const isReady = async (): Promise<number> => (await fetch(`${service.url}/readyz`)).status;
  const expectUnavailable = async (query: string): Promise<void> => {
    const { status, data, errors } = await ask(service.url, query);
    expect([status, errors?.map(({ extensions }) => extensions)]).toEqual([503, [{ code: 'UNAVAILABLE' }]]);
    expect(data ?? null).toBeNull();
    // Where the database is, and who may use it, is nobody's business.
    const { CLICKHOUSE_URL = '', CLICKHOUSE_PASSWORD = '' } = environment;
    const text = JSON.stringify(errors);
    expect(text).not.toContain(CLICKHOUSE_PASSWORD);
    expect(text).not.toContain(new URL(CLICKHOUSE_URL).port);
  };
  const expectAllCounted = async (): Promise<void> => {
    await untilRolledUp(service.url);
    expect(await dataOf(service.url, STATS)).toEqual({
      stats: [{ messagesVisitor: sent, episodesStarted: 1 }],
    });
  };

  beforeAll(async () => {
    server = await AdministeredClickHouse.start();
    const { url, user, password } = server.admin;
    environment = { CLICKHOUSE_URL: url.origin, CLICKHOUSE_USER: user, CLICKHOUSE_PASSWORD: password };
    await server.shutDown();
    dataDir = await temporaryDataDir();
    service = await RunningService.start({
      dataDir: dataDir.path,
      environment: { ...environment, CLICKHOUSE_MEMORY: '512M' },
    });
  });

  afterAll(async () => {
    expect(await service.stop()).toBe(0);
    await server.stop();
    await dataDir.remove();
  });

  it('warns of a setting that is for the embedded server', () => {
    expect(linesWith(service, 'CLICKHOUSE_MEMORY has no effect')).toHaveLength(1);
  });

  it('starts, is ready and accepts while that server is down', async () => {
    expect(await isReady()).toBe(200);
    await sendMessages(200);
    expect(await isReady()).toBe(200);
  });

  it('says to whoever asks for numbers that it cannot tell, and answers what needs no database', async () => {
    for (const query of [
      STATS,
      '{ freshness { eventsPending } }',
      '{ events(from: "2026-03-02", to: "2026-03-03") { id } }',
    ]) {
      await expectUnavailable(query);
    }
    const { measures } = await dataOf<{ measures: object[] }>(service.url, '{ measures { name } }');
    expect(measures.length).toBeGreaterThan(10);
  });

  it('keeps what it accepted when it is killed and started meanwhile', async () => {
    await service.kill();
    service = await RunningService.start({ dataDir: dataDir.path, environment });
    await sendMessages(50);
    await expectUnavailable(STATS);
  });

  it('counts all of it by itself once that server is up', async () => {
    await server.startAgain();
    await expectAllCounted();
    expect(sent).toBe(250);
  });

  it('runs no server of its own', () => {
    expect(existsSync(join(dataDir.path, 'clickhouse'))).toBe(false);
  });

  it('goes on when that server stops and comes back in the middle of the stream', async () => {
    await sendMessages(50);
    await server.shutDown();
    await sendMessages(50);
    await sleep(1500);
    expect(await isReady()).toBe(200);
    await expectUnavailable(STATS);
    await server.startAgain();
    await sendMessages(50);
    await expectAllCounted();
    expect(sent).toBe(400);
  });
});
