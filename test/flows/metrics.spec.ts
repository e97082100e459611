import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { linesWith } from '../support/log-lines';
import type { PrometheusText } from '../support/prometheus-text';
import { RunningService, SECRET, temporaryDataDir } from '../support/running-service';
import { metricsText, scrape, scrapedWhen } from '../support/scrape';
import { post, signatureOf } from '../support/signalzen-sender';

const MAX_BODY_BYTES = 2048;
const SHOP_SECRET = 'the-secret-of-the-shop';

const message = (id: number) =>
  JSON.stringify({ event_type: 'message.created', data: { id, type: 'Message', sender_type: 'user' } });

const isDrained = (page: PrometheusText) => page.value('signalzen_spool_pending_deliveries') === 0;

describe('The metrics of a service', () => {
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  let service: RunningService;
  let webhook: string;

  const enginePid = (): number =>
    Number(/PID: (\d+)/.exec(readFileSync(join(dataDir.path, 'clickhouse/data/status'), 'utf8'))?.[1]);

  beforeAll(async () => {
    dataDir = await temporaryDataDir();
    service = await RunningService.start({
      dataDir: dataDir.path,
      environment: {
        SIGNALZEN_API_SECRET_SHOP: SHOP_SECRET,
        WEBHOOK_MAX_BODY_BYTES: String(MAX_BODY_BYTES),
        LAG_ALARM_SECONDS: '5',
      },
    });
    webhook = `${service.url}/webhooks/signalzen`;
  });

  afterAll(async () => {
    expect(await service.stop()).toBe(0);
    await dataDir.remove();
  });

  it('show every reason and account from the start, so that the first of its kind is an increase', async () => {
    const page = await scrape(service);
    for (const reason of [
      'UNKNOWN_ACCOUNT',
      'NOT_STORED',
      'GAVE_WAY',
      'SPOOL_DISK_LOW',
      'SPOOL_BACKLOG_FULL',
    ])
      expect(page.value(`signalzen_deliveries_refused_total{reason="${reason}"}`)).toBe(0);
    for (const account of ['default', 'shop']) {
      expect(page.value(`signalzen_deliveries_accepted_total{account="${account}"}`)).toBe(0);
      expect(page.value(`signalzen_signature_failures_total{account="${account}"}`)).toBe(0);
    }
    expect(page.value('signalzen_spool_accepting')).toBe(1);
    expect(page.value('signalzen_connections_open')).toBeGreaterThanOrEqual(1);
    expect(page.value('signalzen_connections_open')).toBeLessThan(
      page.value('signalzen_connections_limit') ?? 0,
    );
    expect(page.value('signalzen_connections_refused_total')).toBe(0);
    expect(page.value('signalzen_spool_pending_limit_bytes')).toBe(16 * 2 ** 30);
    expect(page.value('signalzen_spool_free_floor_bytes')).toBe(2 ** 28);
    expect(page.value('signalzen_spool_free_bytes')).toBeGreaterThan(2 ** 28);
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    for (const name of ['receive', 'work+serve'])
      expect(
        page.value(`signalzen_build_info{process="${name}",version="${version}",node="${process.version}"}`),
      ).toBe(1);
    expect(page.names()).toEqual(
      expect.arrayContaining(['process_open_fds', 'nodejs_eventloop_lag_seconds']),
    );
  });

  it('count what came by what became of it', async () => {
    const shop = `${webhook}/shop`;
    const signedForShop = (body: string) => ({ 'x-signalzen-signature': signatureOf(body, SHOP_SECRET) });
    const expected: [number, Promise<Response>][] = [];
    for (const id of [1, 2, 3]) expected.push([200, post(webhook, message(id))]);
    for (let copy = 0; copy < 4; copy += 1) expected.push([200, post(webhook, message(1))]);
    expected.push([200, post(shop, message(1), signedForShop(message(1)))]);
    expected.push([200, post(webhook.replace('/webhooks', '//webhooks'), 'not JSON')]);
    expected.push([200, post(webhook, '{"challenge":"x"}')]);
    expected.push([401, post(webhook, message(4), {})]);
    expected.push(
      [401, post(shop, message(4))],
      [401, post(shop, message(4), { 'x-signalzen-signature': 'no' })],
    );
    expected.push([413, post(webhook, 'x'.repeat(MAX_BODY_BYTES + 1))]);
    expected.push([404, post(`${webhook}/nobody`, message(4))]);
    expected.push([404, post(new URL('/graphql', webhook).href, message(4))]);
    expected.push([405, fetch(webhook)]);
    expected.push([415, post(webhook, message(4), { 'content-encoding': 'gzip' })]);
    for (const [status, answer] of expected) expect((await answer).status).toBe(status);
    const { port } = new URL(webhook);
    const socket = connect(Number(port), '127.0.0.1');
    const head = `POST /webhooks/signalzen HTTP/1.1\r\nHost: x\r\nx-signalzen-signature: ${signatureOf('')}`;
    socket.write(`${head}\r\nContent-Length: 10\r\n\r\nhalf`, () => setTimeout(() => socket.destroy(), 100));

    const page = await scrapedWhen(
      service,
      (now) => isDrained(now) && now.value('signalzen_deliveries_aborted_total') === 1,
    );
    expect(page.nonZero('signalzen_deliveries_accepted_total')).toEqual({ default: 8, shop: 1 });
    expect(page.nonZero('signalzen_deliveries_refused_total')).toEqual({
      MISSING_SIGNATURE: 1,
      INVALID_SIGNATURE: 2,
      BODY_TOO_LARGE: 1,
      UNKNOWN_ACCOUNT: 1,
      UNKNOWN_URL: 1,
      METHOD_NOT_ALLOWED: 1,
      UNSUPPORTED_ENCODING: 1,
    });
    expect(page.nonZero('signalzen_signature_failures_total')).toEqual({ default: 1, shop: 2 });
    expect(page.value('signalzen_misdirected_deliveries_total')).toBe(2);
    expect(page.value('signalzen_challenges_total')).toBe(1);
    expect(page.value('signalzen_spool_group_records_sum')).toBe(9);
    expect(page.value('signalzen_spool_sync_seconds_count')).toBe(
      page.value('signalzen_spool_group_records_count'),
    );
    expect(page.value('signalzen_spool_sync_seconds_sum')).toBeGreaterThan(0);
    expect(page.value('signalzen_spool_pending_bytes')).toBe(0);
    expect(page.value('signalzen_spool_oldest_pending_seconds')).toBe(0);
    expect(page.value('signalzen_drained_deliveries_total')).toBe(9);
    expect(page.value('signalzen_drained_bytes_total')).toBeGreaterThan(9 * 50);
    expect(page.value('signalzen_drain_insert_seconds_count')).toBeGreaterThanOrEqual(1);
    expect(page.nonZero('signalzen_drain_failures_total')).toEqual({});
    expect(page.value('signalzen_rejected_deliveries_total')).toBe(0);
  });

  it('tell how many deliveries were copies, and that all are rolled up', async () => {
    const page = await scrapedWhen(
      service,
      (now) =>
        now.value('signalzen_last_hour_deliveries') === 9 &&
        now.value('signalzen_rollup_pending_deliveries') === 0,
    );
    expect(page.value('signalzen_last_hour_duplicate_deliveries')).toBe(4);
    expect(page.value('signalzen_clickhouse_up')).toBe(1);
    expect(page.value('signalzen_rolled_up_deliveries_total')).toBe(9);
    expect(page.value('signalzen_rollup_passes_total{result="done"}')).toBeGreaterThanOrEqual(1);
    expect(page.value('signalzen_rollup_passes_total{result="failed"}')).toBe(0);
    expect(page.value('signalzen_rollup_last_pass_seconds')).toBeGreaterThan(0);
    const ago = Date.now() / 1000 - (page.value('signalzen_rollup_last_success_timestamp_seconds') ?? 0);
    expect(ago).toBeLessThan(15);
    const compared = page.value('signalzen_reconciliation_last_success_timestamp_seconds') ?? 0;
    expect(Date.now() / 1000 - compared).toBeLessThan(60);
  });

  it('are warned of in the log where deliveries may be lost, by reason', async () => {
    await sleep(1_500);
    const lines = linesWith(service, 'were refused and may be lost');
    expect(lines.map(({ level, reason, times }) => [level, reason, times])).toEqual([
      ['warn', 'BODY_TOO_LARGE', 1],
      ['warn', 'UNSUPPORTED_ENCODING', 1],
    ]);
    expect(linesWith(service, 'no account')).toMatchObject([
      { level: 'error', path: '/webhooks/signalzen/nobody' },
    ]);
  });

  it('show the lag rise and fall around a ClickHouse that hangs and is killed, with an alarm in the log', async () => {
    const before = (await scrape(service)).value('signalzen_drained_deliveries_total') ?? 0;
    const engine = enginePid();
    // On a slow machine the first deliveries may have waited too long as well.
    const alarmsBefore = linesWith(service, 'wait too long for ClickHouse').length;
    const endsBefore = linesWith(service, 'reach ClickHouse in time again').length;
    process.kill(engine, 'SIGSTOP');
    const stoppedAt = Date.now();
    try {
      for (let id = 100; id < 120; id += 1) expect((await post(webhook, message(id))).status).toBe(200);
      const during = await scrapedWhen(
        service,
        (page) => (page.value('signalzen_spool_oldest_pending_seconds') ?? 0) > 7,
      );
      const age = during.value('signalzen_spool_oldest_pending_seconds') ?? 0;
      expect(age).toBeLessThanOrEqual((Date.now() - stoppedAt) / 1000);
      expect(during.value('signalzen_spool_pending_deliveries')).toBe(20);
      expect(during.value('signalzen_spool_pending_bytes')).toBeGreaterThan(20 * 50);
      expect(during.value('signalzen_spool_accepting')).toBe(1);
      expect(during.value('signalzen_drained_deliveries_total')).toBe(before);

      const unanswered = await scrapedWhen(service, (page) => page.value('signalzen_clickhouse_up') === 0);
      expect(unanswered.value('signalzen_rollup_pending_deliveries')).toBeUndefined();
      const [alarm, ...more] = linesWith(service, 'wait too long for ClickHouse').slice(alarmsBefore);
      expect(more).toEqual([]);
      expect(alarm).toMatchObject({
        level: 'warn',
        deliveries: 20,
        oldestSeconds: expect.any(Number) as number,
      });
      expect(alarm?.['bytes']).toBe(during.value('signalzen_spool_pending_bytes'));
    } finally {
      process.kill(engine, 'SIGKILL');
    }
    const after = await scrapedWhen(service, isDrained);
    expect(after.value('signalzen_spool_oldest_pending_seconds')).toBe(0);
    expect(after.value('signalzen_drained_deliveries_total')).toBe(before + 20);
    expect(after.nonZero('signalzen_deliveries_accepted_total')).toEqual({ default: 28, shop: 1 });
    expect(after.nonZero('signalzen_drain_failures_total')).toEqual({ store: expect.any(Number) as number });
    expect(after.value('signalzen_rollup_passes_total{result="failed"}')).toBeGreaterThanOrEqual(1);
    await scrapedWhen(service, (page) => page.value('signalzen_clickhouse_up') === 1);
    expect(linesWith(service, 'reach ClickHouse in time again').slice(endsBefore)).toMatchObject([
      { level: 'info', drained: 20 },
    ]);
  });

  it('hold no secret and nothing of a delivery', async () => {
    const text = await metricsText(service);
    for (const hidden of [SECRET, SHOP_SECRET, 'Message', dataDir.path]) expect(text).not.toContain(hidden);
  });

  it('are all explained in docs/operations.md, and no others', async () => {
    const explained = readFileSync('docs/operations.md', 'utf8').matchAll(/^\| `(signalzen_[a-z_]+)/gm);
    const shown = (await scrape(service)).names().filter((name) => name.startsWith('signalzen_'));
    expect([...explained].map(([, name]) => name).sort()).toEqual(shown.sort());
  });
});
