import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectForCommand } from '../../src/platform/clickhouse/connect-for-command';
import { createLog } from '../../src/platform/logging/log';
import { overwrite } from '../../src/receive/spool/testing/segment-bytes';
import type { RawDelivery } from '../reference/delivery';
import { contactOf, expectedHoursOf, hoursOf } from '../support/contacts';
import { dataOf, untilRolledUp } from '../support/graphql-client';
import { runBuiltCommand } from '../support/run-built-command';
import type { CommandOutcome } from '../support/run-built-command';
import { RunningService, SECRET, temporaryDataDir, TOKEN } from '../support/running-service';
import { post } from '../support/signalzen-sender';
import { embeddedSettings, FACT_TABLES } from '../support/temporary-clickhouse';

const ALL = ['--from', '2020-01-01', '--to', '2100-01-01'];
const CHATS = 12;

interface Shown {
  readonly id: string;
  readonly receivedAt: string;
  readonly eventId: string;
  readonly payload: string;
}

describe('npm run replay', () => {
  const sent: RawDelivery[] = [];
  /** All deliveries, as the service showed them before anything was lost. */
  let before: Shown[];
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  let archive: string;
  let environment: Record<string, string>;
  let service: RunningService;

  const start = async (more: Record<string, string> = {}): Promise<void> => {
    service = await RunningService.start({ dataDir: dataDir.path, environment: { ...environment, ...more } });
  };
  const restart = async (more: Record<string, string> = {}): Promise<void> => {
    expect(await service.stop()).toBe(0);
    await start(more);
  };
  const until = async (isSo: () => boolean): Promise<void> => {
    for (const end = Date.now() + 20_000; !isSo();) {
      if (Date.now() > end) throw new Error('it did not come about within 20 seconds');
      await sleep(50);
    }
  };
  const drainedIn = (folder: string): string[] =>
    (existsSync(folder) ? readdirSync(folder) : []).filter((name) => name.endsWith('.drained'));
  const replay = (...programArguments: string[]): Promise<CommandOutcome> =>
    runBuiltCommand('replay', programArguments, {
      DATA_DIR: dataDir.path,
      SIGNALZEN_API_SECRET: SECRET,
      API_TOKEN: TOKEN,
      ...environment,
    });
  const shown = async (filter = ''): Promise<Shown[]> => {
    const query = `{ deliveries(from: "2020-01-01", to: "2100-01-01", limit: 1000${filter}) { id receivedAt eventId payload } }`;
    return (await dataOf<{ deliveries: Shown[] }>(service.url, query)).deliveries;
  };
  const expectAllThere = async (): Promise<void> => {
    await untilRolledUp(service.url);
    expect(await shown()).toEqual(before);
    expect(await hoursOf(service.url)).toEqual(expectedHoursOf(sent));
  };
  /**
   * ClickHouse loses the deliveries from one place to another (exclusive), and what was computed of them. The segments
   * are archived: nothing notices.
   */
  const lose = async (from: number, to = Infinity): Promise<void> => {
    const sequences = before.slice(from, to).map(({ id }) => id.slice(id.indexOf('-') + 1));
    const { clickhouse, close } = await connectForCommand(embeddedSettings(dataDir.path), createLog('error'));
    for (const table of ['deliveries_store', 'thread_events']) {
      const sql = `ALTER TABLE ${table} DELETE WHERE sequence IN (${sequences.join()}) SETTINGS mutations_sync = 2`;
      await clickhouse.commandText(sql, {}, 'lose rows');
    }
    for (const table of FACT_TABLES) {
      await clickhouse.commandText(`TRUNCATE TABLE ${table}`, {}, 'lose facts');
    }
    await close();
  };

  beforeAll(async () => {
    dataDir = await temporaryDataDir();
    archive = join(dataDir.path, 'archive');
    environment = { SPOOL_ARCHIVE_DIR: archive };
    await start();
    // Three segments, as each start begins a new one.
    for (let chat = 1; chat <= CHATS; chat += 1) {
      if (chat > 1 && chat % 4 === 1) await restart();
      for (const delivery of contactOf(chat)) {
        expect((await post(`${service.url}/webhooks/signalzen`, delivery.body)).status).toBe(200);
        sent.push(delivery);
      }
    }
    await untilRolledUp(service.url);
    before = await shown();
    expect(before.map(({ payload }) => payload)).toEqual(sent.map(({ body }) => body.toString()));
    await restart();
    await until(() => drainedIn(join(dataDir.path, 'spool')).length === 3);
    await restart({ SPOOL_RETENTION_BYTES: '0' });
    await until(() => drainedIn(archive).length === 3 && drainedIn(join(dataDir.path, 'spool')).length === 0);
  });

  afterAll(async () => {
    await service.stop();
    await dataDir.remove();
  });

  it('finds nothing to send where nothing is lost, beside a running service', async () => {
    const { code, said } = await replay(...ALL);
    expect(said).toContain(`Deliveries of the range in 3 segment files: ${sent.length}\n`);
    expect(said).toContain('ClickHouse lacked: 0\nSent: 0\n');
    expect(code).toBe(0);
    await expectAllThere();
  });

  it('only counts in a dry run', async () => {
    await lose(9, 29);
    // A second file of the same segment, as after a drain that was done again, holds nothing more.
    const copy = drainedIn(archive)[0] ?? '';
    cpSync(join(archive, copy), join(archive, copy.replace(/\d+\.drained$/, '1.drained')));
    const { code, said } = await replay(...ALL, '--dry-run');
    expect(said).toContain('ClickHouse lacked: 20\nNothing was sent');
    expect(said).toContain(`in 4 segment files: ${sent.length}\n`);
    expect(code).toBe(0);
    expect(await shown()).toHaveLength(sent.length - 20);
  });

  it('sends those of the half-open range and of the account only', async () => {
    const [first, last] = [before[12]?.receivedAt ?? '', before[15]?.receivedAt ?? ''];
    const range = ['--from', first, '--to', last];
    expect((await replay(...range, '--account', 'other')).said).toContain('segment files: 0\n');
    const expected = before.filter(({ receivedAt }) => receivedAt >= first && receivedAt < last).length;
    const { said } = await replay(...range, '--account', 'default');
    expect(said).toContain(`ClickHouse lacked: ${expected}\nSent: ${expected}\n`);
    expect(await shown()).toHaveLength(sent.length - 20 + expected);
  });

  it('brings all of it back beside a running service, with the numbers, however often it runs', async () => {
    await Promise.all([replay(...ALL), replay(...ALL)]);
    expect((await replay(...ALL)).said).toContain('ClickHouse lacked: 0\nSent: 0\n');
    await untilRolledUp(service.url);
    expect(await shown()).toEqual(before);
    await lose(0);
    expect(await shown()).toEqual([]);
    expect((await replay(...ALL)).code).toBe(0);
    await expectAllThere();
  });

  it('restores everything from the archive into a ClickHouse that was wiped, without a service', async () => {
    expect(await service.stop()).toBe(0);
    rmSync(join(dataDir.path, 'clickhouse'), { recursive: true });
    const first = await replay(...ALL);
    expect(first.said).toContain(`ClickHouse lacked: ${sent.length}\nSent: ${sent.length}\n`);
    expect(first.code).toBe(0);
    expect((await replay(...ALL)).said).toContain('ClickHouse lacked: 0\n');
    await start();
    await expectAllThere();
  });

  it('passes over what is damaged in a folder that it may only read, says so, and sends the rest', async () => {
    const folder = join(dataDir.path, 'copy');
    mkdirSync(folder);
    for (const name of drainedIn(archive)) cpSync(join(archive, name), join(folder, name));
    // The two files of the first segment: nothing else holds the damaged delivery.
    const [name = '', second = ''] = drainedIn(folder);
    rmSync(join(folder, second));
    overwrite(join(folder, name), 4096 + 100, (bytes) => bytes.fill(0xff));
    chmodSync(join(folder, name), 0o400);
    chmodSync(folder, 0o500);
    await lose(0, 9);
    const { code, said } = await replay(...ALL, '--directory', folder);
    expect(said).toContain('ClickHouse lacked: 8\nSent: 8\n');
    expect(said).toContain('NOT WHOLE: 1 damaged places were skipped.');
    expect(code).toBe(1);
    chmodSync(folder, 0o700);
    expect((await replay(...ALL)).said).toContain('Sent: 1\n');
    expect(await shown()).toEqual(before);
  });

  it.each([
    [['--from', '2026-03-01'], "required option '--to <time>' not specified"],
    [['--from', '2026-03-01T12:00', '--to', '2026-03-02'], 'a time with its zone'],
    [['--from', '2026-02-30', '--to', '2026-03-02'], 'or a date, which is its midnight in UTC'],
    [['--from', '2026-03-02', '--to', '2026-03-02'], '--from must be earlier than --to.'],
    [[...ALL, '--directory', '/nowhere/at/all'], 'The directory /nowhere/at/all cannot be read'],
    [[...ALL, '--directory', 'src'], 'There is no segment file to replay in'],
    [[...ALL, '--everything'], "unknown option '--everything'"],
  ])('refuses %j and says what is wrong', async (programArguments, text) => {
    const { code, said } = await replay(...programArguments);
    expect(said).toContain(text);
    expect(said).not.toMatch(/^ +at /m);
    expect(code).toBe(1);
  });
});
