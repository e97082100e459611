import { linesWith } from '../support/log-lines';
import { RunningService, temporaryDataDir } from '../support/running-service';
import { scrape } from '../support/scrape';
import { post } from '../support/signalzen-sender';

describe('A service that refuses, and that never reached ClickHouse', () => {
  it('says so in its metrics, which leave out what is not known, and loudly in its log', async () => {
    const dataDir = await temporaryDataDir();
    const service = await RunningService.start({
      dataDir: dataDir.path,
      environment: { CLICKHOUSE_URL: 'http://127.0.0.1:1', SPOOL_MIN_FREE_BYTES: String(2 ** 40) },
    });
    try {
      for (let times = 0; times < 3; times += 1)
        expect((await post(`${service.url}/webhooks/signalzen`, '{}')).status).toBe(503);
      const page = await scrape(service);
      expect(page.nonZero('signalzen_deliveries_refused_total')).toEqual({ SPOOL_DISK_LOW: 3 });
      expect(page.nonZero('signalzen_deliveries_accepted_total')).toEqual({});
      expect(page.value('signalzen_spool_accepting')).toBe(0);
      expect(page.value('signalzen_clickhouse_up')).toBe(0);
      for (const name of [
        'signalzen_last_hour_deliveries',
        'signalzen_last_hour_duplicate_deliveries',
        'signalzen_last_week_not_understood_deliveries',
        'signalzen_rollup_pending_deliveries',
        'signalzen_rollup_last_pass_seconds',
        'signalzen_rollup_last_success_timestamp_seconds',
        'signalzen_reconciliation_last_success_timestamp_seconds',
      ])
        expect([name, page.value(name)]).toEqual([name, undefined]);
    } finally {
      expect(await service.stop()).toBe(0);
      await dataDir.remove();
    }
    const lines = linesWith(service, 'were refused and may be lost');
    expect(lines[0]).toMatchObject({ level: 'error', reason: 'SPOOL_DISK_LOW' });
    expect(lines.reduce((sum, { times }) => sum + Number(times), 0)).toBe(3);
  });
});
