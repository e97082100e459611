import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SECRET, SHOP_SECRET, startEdge } from '../../receive/webhook/testing/running-edge';
import type { RunningEdge } from '../../receive/webhook/testing/running-edge';
import type { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { ClickHouseError } from '../../platform/clickhouse/clickhouse-error';
import type { ChannelRules } from '../../platform/rules/channel-rules';
import { DisabledChannels, KnownDisabled } from '../../notify/outbox/disabled-channels';
import { readSettings } from '../../platform/config/read-settings';
import { COMPLETE } from '../../platform/config/testing/complete-environment';
import { noteBackup } from '../backup/last-backup';
import { checkLinks, findingOf } from './check-channels';
import { checkSignalZenApi, checkService } from './check-connections';
import { checkBackup } from './check-data';
import { checkClock } from './check-database';
import type { Database } from './check-database';
import { checkDirectory, checkRejected } from './check-directory';
import { checkWebhooks } from './check-webhook';
import { examine } from './examine';
import { worstOf } from './finding';

const NOW = Date.UTC(2026, 10, 29);
const DAY = 86_400_000;
const ROOM: ChannelRules = { name: 'room', kind: 'slack', url: new URL('https://chat.example/t0ken') };

describe('the doctor', () => {
  let parent: string;
  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'doctor-'));
  });
  afterEach(() => {
    rmSync(parent, { recursive: true });
  });
  const settingsWith = (environment: Record<string, string> = {}) =>
    readSettings({ DATA_DIR: join(parent, 'data'), SIGNALZEN_API: 'off', ...COMPLETE, ...environment });

  it('finds a directory that is to be made, is private and has room, or is none', async () => {
    const settings = settingsWith();
    expect(await checkDirectory(settings)).toMatchObject([
      { level: 'ok', text: expect.stringContaining('the first start makes it') as unknown },
    ]);
    mkdirSync(settings.dataDir, { mode: 0o700 });
    expect(await checkDirectory(settings)).toMatchObject([{ level: 'ok' }]);
    chmodSync(settings.dataDir, 0o755);
    expect(await checkDirectory(settings)).toMatchObject([
      { level: 'warn', text: expect.stringContaining('chmod 700') as unknown },
    ]);
    const full = { ...settings, spool: { ...settings.spool, minFreeBytes: 2 ** 50 } };
    expect(await checkDirectory(full)).toMatchObject([{ level: 'fail' }, { level: 'warn' }]);
    rmSync(settings.dataDir, { recursive: true });
    writeFileSync(settings.dataDir, '');
    expect(await checkDirectory(settings)).toMatchObject([{ level: 'fail' }]);
  });

  it('finds deliveries that ClickHouse refused', async () => {
    const settings = settingsWith();
    expect(await checkRejected(settings)).toMatchObject([{ level: 'ok' }]);
    mkdirSync(join(settings.dataDir, 'rejected'), { recursive: true });
    writeFileSync(join(settings.dataDir, 'rejected', 'one'), '');
    expect(await checkRejected(settings)).toMatchObject([{ level: 'warn' }]);
  });

  it('finds channels that are disabled, out of reach, or gave something up', async () => {
    const none = findingOf(ROOM, { problem: undefined, disabled: new KnownDisabled([]), traffic: [] });
    expect(none).toMatchObject({ level: 'ok', text: expect.stringContaining('reached') as unknown });
    const gone = { problem: 'nobody listens there', disabled: new KnownDisabled([]), traffic: [] };
    expect(findingOf(ROOM, gone)).toMatchObject({ level: 'warn' });
    const traffic = [
      {
        channel: 'room',
        receiver: '',
        due: 0,
        sent: 1,
        refused: 2,
        uncertain: 0,
        sentAt: 0,
        oldestDueSeconds: 0,
      },
    ];
    const refusing = { problem: undefined, disabled: new KnownDisabled([]), traffic };
    expect(findingOf(ROOM, refusing)).toMatchObject({
      level: 'warn',
      text: expect.stringContaining('2 notifications of the last day were given up') as unknown,
    });
    const rows: Record<string, unknown>[] = [];
    const command = (_: string, row: Record<string, unknown>) => Promise.resolve(void rows.push(row));
    await new DisabledChannels({} as ClickHouse).disable({ command }, ROOM, '', 'HTTP 404');
    const disabled = new KnownDisabled(rows.map((row) => ({ ...row, since_ms: '0' })) as never);
    const finding = findingOf(ROOM, { ...gone, disabled });
    expect(finding).toMatchObject({ level: 'fail' });
    expect(finding.text).toContain('disabled since 1970-01-01T00:00:00.000Z (HTTP 404)');
    expect(finding.text).not.toContain('t0ken');
  });

  it('finds digests by mail from which nobody can leave off', () => {
    const server = { host: 'a', port: 25, security: 'none', login: undefined, from: 'a@b.example' } as const;
    const mails: ChannelRules = { name: 'mails', kind: 'email', to: ['ann@a.example'], server };
    const [url, digest] = [new URL('https://analytics.example'), { to: ['mails'] }];
    expect(checkLinks(undefined, [ROOM, mails], [digest])).toMatchObject([{ level: 'warn' }]);
    expect(checkLinks(url, [ROOM, mails], [digest])).toEqual([]);
    expect(checkLinks(undefined, [ROOM, mails], [{ to: ['room'] }])).toEqual([]);
  });

  it.each([
    [500, 'ok'],
    [-1_999, 'ok'],
    [5_000, 'warn'],
    [-61_000, 'fail'],
  ])('says of a clock that is %d ms ahead: %s', (ahead, level) => {
    expect(checkClock(ahead).level).toBe(level);
  });

  it('finds how old the last backup is', async () => {
    const settings = settingsWith();
    expect(await checkBackup(settings, NOW)).toMatchObject([{ level: 'warn' }]);
    mkdirSync(settings.dataDir);
    await noteBackup(settings.dataDir, { id: 'one', directory: '/backups', madeAtMs: NOW - DAY, bytes: 1 });
    expect(await checkBackup(settings, NOW)).toMatchObject([{ level: 'ok' }]);
    expect(await checkBackup(settings, NOW + 8 * DAY)).toMatchObject([{ level: 'warn' }]);
  });

  it('says what is wrong, and goes on, where something cannot be looked at', async () => {
    const rules = join(parent, 'analytics.yaml');
    writeFileSync(rules, 'schedules: 7');
    const findings = await examine({
      settings: settingsWith({ CONFIG_FILE: rules }),
      ...{ database: undefined, databaseAway: 'it does not run', pid: undefined, now: NOW },
      ...{ origin: new URL('http://127.0.0.1:1'), publicOrigin: undefined },
      wordsOf: (error) => (error as Error).message,
    });
    expect(worstOf(findings)).toBe('fail');
    const failed = findings.filter(({ level }) => level === 'fail');
    expect(failed).toMatchObject([{ check: 'rules', text: expect.stringContaining('schedules') as unknown }]);
    const checks = findings.map(({ check }) => check);
    expect(checks).toEqual(
      expect.arrayContaining(['service', 'ClickHouse', 'webhook', 'backup', 'open files']),
    );
  });

  it('says of a database in which nothing is yet that the first start makes it', async () => {
    const rules = join(parent, 'analytics.yaml');
    writeFileSync(rules, "channels: { room: { slack: '${ROOM}' } }");
    const gone = new ClickHouseError({
      ...{ code: 'CLICKHOUSE_REFUSED', statement: 'a', detail: 'Unknown table', serverCode: 60 },
    });
    const fail = () => Promise.reject(gone);
    const findings = await examine({
      settings: settingsWith({ CONFIG_FILE: rules, ROOM: 'http://127.0.0.1:1/room' }),
      database: {
        ...{
          clickhouse: { query: fail, answerText: fail },
          access: { url: new URL('http://127.0.0.1:1') },
          name: 'a',
        },
      } as unknown as Database,
      ...{ databaseAway: '', pid: undefined, now: NOW, origin: undefined, publicOrigin: undefined },
      wordsOf: (error) => (error as Error).message,
    });
    expect(findings.filter(({ level }) => level === 'fail')).toEqual([]);
    expect(findings).toContainEqual({
      ...{ check: 'tokens', level: 'warn' },
      text: 'the database has no tables yet: the first start of the service makes them',
    });
    expect(findings).toContainEqual({
      ...{ check: 'channels', level: 'warn' },
      text: expect.stringContaining('cannot be reached: nobody listens there') as unknown,
    });
  });

  it("tells whether SignalZen's API knows an account", async () => {
    const settings = (url: string) => settingsWith({ SIGNALZEN_API: 'on', SIGNALZEN_API_URL: url });
    expect(await checkSignalZenApi(settings('http://127.0.0.1:1/external'))).toMatchObject([
      { level: 'warn', text: expect.stringContaining('does not answer') as unknown },
    ]);
    expect(await checkSignalZenApi(settingsWith())).toMatchObject([{ level: 'warn' }]);
    expect(await checkService(new URL('http://127.0.0.1:1'))).toMatchObject([{ level: 'warn' }]);
  });

  describe('at a webhook', () => {
    let edge: RunningEdge;
    beforeEach(async () => {
      edge = await startEdge();
    });
    afterEach(() => edge.close());
    const tried = (secret: string, origin = `http://127.0.0.1:${edge.port}`) =>
      checkWebhooks(
        new Map([
          ['default', [secret]],
          ['shop', [SHOP_SECRET]],
        ]),
        new URL(origin),
      );

    it('plays the challenge and a delivery that nobody keeps', async () => {
      expect(await tried(SECRET)).toMatchObject([{ level: 'ok' }, { level: 'ok' }]);
      expect(edge.counters.challenges).toBe(2);
      expect(edge.sink.accepted).toEqual([]);
    });

    it('finds another secret, and nobody at all', async () => {
      const [wrong, right] = await tried('the-secret-of-nobody');
      expect([wrong?.level, right?.level]).toEqual(['fail', 'ok']);
      expect(wrong?.text).toContain('the service runs with another');
      expect(JSON.stringify(wrong)).not.toContain('the-secret');
      const [nobody] = await tried(SECRET, 'http://127.0.0.1:1');
      expect(nobody).toMatchObject({
        level: 'fail',
        text: expect.stringContaining('does not answer') as unknown,
      });
    });
  });
});
