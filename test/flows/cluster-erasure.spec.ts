import { join } from 'node:path';
import { connectForCommand } from '../../src/platform/clickhouse/connect-for-command';
import { readSettings } from '../../src/platform/config/read-settings';
import { createLog } from '../../src/platform/logging/log';
import { BODIES, byOperator, byUser, changed, message } from '../support/ada-and-eve';
import { embeddedDirectStore } from '../support/embedded-stores';
import { dataOf, untilRolledUp } from '../support/graphql-client';
import { rowsOfAllTables } from '../support/rows-of-all-tables';
import { runBuiltCommand } from '../support/run-built-command';
import type { CommandOutcome } from '../support/run-built-command';
import { RunningService, SECRET, temporaryDataDir, TOKEN } from '../support/running-service';
import { post } from '../support/signalzen-sender';
import { describeOnCluster, itAtLength } from '../support/test-cluster';

const OF_ADA = /Ada|Lovelace Hall|My number/;
const OF_OTTO = /Otto|Lilienthal/;
const OLD = /Old (talk|Hall)/;
const LONG_AGO = Date.UTC(2026, 2, 2, 10);
const OLD_USER = { id: 21, name: 'Olga', user_attributes: [{ name: 'home', value: 'Old Hall' }] };
const OLD_STORY = [
  message(201, 1, byUser(OLD_USER, 'Old talk')),
  message(202, 3, byOperator('Hello'), { user: OLD_USER }),
  changed('closed', 9, OLD_USER),
];
const NODES = ['1.1', '1.2'] as const;
const HOLDERS = ['deliveries_store', 'thread_events'] as const;

describeOnCluster('What is to go from a cluster', (cluster) => {
  let home: Awaited<ReturnType<typeof temporaryDataDir>>;
  let service: RunningService;
  let numbers: unknown;
  /** What the nodes had on their disks before anything was to go. */
  let before: string[];

  const command = (name: string, given: readonly string[], more = {}): Promise<CommandOutcome> =>
    runBuiltCommand(name, given, {
      ...cluster.environment,
      DATA_DIR: home.path,
      SIGNALZEN_API_SECRET: SECRET,
      API_TOKEN: TOKEN,
      ...more,
    });
  const counted = () =>
    dataOf(
      service.url,
      `{ stats(from: "2026-01-01", to: "2100-01-01", granularity: MONTH, fill: false, groupBy: [OPERATOR, PAGE]) {
        time operator page chatsStarted episodesStarted episodesClosed messagesVisitor messagesOperator
        firstResponseSecondsAvg } }`,
    );
  /** In which tables of which nodes anything stands, also in rows that newer ones replace. */
  const placesOf = async (words: RegExp): Promise<string[]> => {
    const places: string[] = [];
    for (const node of NODES) {
      const found = (await rowsOfAllTables(cluster.on(node))).filter(({ row }) => words.test(row));
      places.push(...new Set(found.map(({ table }) => `${node} ${table}`)));
    }
    return places;
  };
  const partsOnDisk = async (): Promise<string[]> => {
    const parts: string[] = [];
    for (const node of NODES)
      for (const table of HOLDERS)
        for (const part of await cluster.partsOnDisk(node, table)) parts.push(`${node} ${table} ${part}`);
    return parts;
  };

  beforeAll(async () => {
    home = await temporaryDataDir();
    service = await RunningService.start({ dataDir: home.path, environment: cluster.environment });
    // All but an operator's last message, of which nobody knows the chat.
    for (const body of BODIES.slice(0, -1))
      await post(`${service.url}/webhooks/signalzen`, JSON.stringify(body));
    await untilRolledUp(service.url);
  });

  afterAll(async () => {
    await service.stop();
    await home.remove();
  });

  it('is not said to be gone while a node is away that has it', async () => {
    numbers = await counted();
    before = await partsOnDisk();
    expect(before.length).toBeGreaterThan(3);
    await cluster.kill('1.2');
    const { code, said } = await command('erase', ['--chat', '11', '--chat', '12', '--yes']);
    expect(code).not.toBe(0);
    expect(said).not.toContain('nothing is left on the disks');
    const doctor = await command('doctor', []);
    expect(doctor.said).toContain(`these do not answer: ${cluster.urls[1] ?? ''}`);
    expect(doctor.code).toBe(1);
    await cluster.start('1.2');
    await cluster.inSync();
    expect((await command('doctor', [])).said).toContain(
      'all 2 nodes of "signalzen" answer; r1 is written on',
    );
  });

  it('has left the disks of all nodes when a person is said to be erased', async () => {
    const { code, said } = await command('erase', ['--chat', '11', '--chat', '12', '--yes']);
    expect(said).toContain('nothing is left on the disks of all 2 nodes');
    expect(code).toBe(0);
    expect(await placesOf(OF_ADA)).toEqual([]);
    const after = new Set(await partsOnDisk());
    expect(before.filter((part) => after.has(part))).toEqual([]);
    expect(await counted()).toEqual(numbers);
  });

  it('has left all nodes when an operator is pseudonymous', async () => {
    expect(await placesOf(OF_OTTO)).not.toEqual([]);
    const { code, said } = await command('erase', ['--operator', '7', '--yes']);
    expect(said).toContain('nothing is left on the disks of all 2 nodes');
    expect(code).toBe(0);
    expect(await placesOf(OF_OTTO)).toEqual([]);
    expect(await counted()).toEqual(numbers);
  });

  itAtLength('has left all nodes when it was kept for long enough: texts, events, and counts', async () => {
    const environment = { ...cluster.environment, DATA_DIR: join(home.path, 'direct') };
    const settings = readSettings({ ...environment, SIGNALZEN_API_SECRET: SECRET, API_TOKEN: TOKEN });
    const { clickhouse, close } = await connectForCommand(settings, createLog('error'), false);
    const records = OLD_STORY.map((body, index) => ({
      ...{ segmentId: 71n, sequence: index + 1, account: 'default', occurrence: 0n },
      ...{ receivedAt: LONG_AGO + index, body: Buffer.from(JSON.stringify(body)) },
    }));
    await embeddedDirectStore({ clickhouse, dataDir: settings.dataDir }).put(records);
    await close();
    await untilRolledUp(service.url);
    numbers = await counted();
    expect(await placesOf(OLD)).toHaveLength(8);

    const days = { RETENTION_TEXTS_DAYS: '60', RETENTION_EVENTS_DAYS: '60' };
    expect(await command('retention', [], days)).toMatchObject({ code: 0 });
    expect(await placesOf(OLD)).toEqual([]);
    expect(await counted()).toEqual(numbers);
    for (const node of NODES) {
      const sql = "SELECT count() AS events FROM thread_events WHERE thread = 'chat/21'";
      expect(await cluster.on(node).queryText(sql, {}, 'events')).toEqual([{ events: '0' }]);
    }
    expect(await command('retention', [], { ...days, RETENTION_FACTS_DAYS: '60' })).toMatchObject({
      code: 0,
    });
    for (const node of NODES) {
      const sql = "SELECT count() AS facts FROM facts WHERE thread = 'chat/21'";
      expect(await cluster.on(node).queryText(sql, {}, 'facts')).toEqual([{ facts: '0' }]);
    }
  });
});
