import { join } from 'node:path';
import pino from 'pino';
import { ClickHouseConnection } from '../../src/platform/clickhouse/clickhouse-connection';
import { ClickHouseError } from '../../src/platform/clickhouse/clickhouse-error';
import { readSettings } from '../../src/platform/config/read-settings';
import type { Settings, SpoolSettings } from '../../src/platform/config/settings';
import { DeliveryStore } from '../../src/store/drain/delivery-store';
import { ReconciliationJob } from '../../src/store/reconciliation/reconciliation.job';
import { ReconciliationResults } from '../../src/store/reconciliation/reconciliation-results';
import { RejectedDeliveries } from '../../src/store/drain/rejected-deliveries';
import { SegmentComparison } from '../../src/store/reconciliation/segment-comparison';
import { SegmentRetentionJob } from '../../src/store/reconciliation/segment-retention.job';
import { testJobs } from '../../src/platform/jobs/testing/test-jobs';
import type { Spool } from '../../src/receive/spool/spool';
import { FaultyFiles } from '../../src/receive/spool/testing/faulty-files';
import { ManualClock } from '../../src/receive/spool/testing/manual-clock';
import {
  entry,
  filesIn,
  range,
  storeAll,
  TemporarySpool,
} from '../../src/receive/spool/testing/temporary-spool';
import { embeddedSettings } from './temporary-clickhouse';
import type { TemporaryClickHouse } from './temporary-clickhouse';
import { SECRET, TOKEN } from './running-service';

const NOW = Date.now();
/** In SQL, the place of a delivery among all that were made: 1, 2, … */
const PLACE = `(toUnixTimestamp64Milli(received_at) - ${entry(0).receivedAt} + 1)`;
const HOUR_MS = 3_600_000;
const READ = { maxRecords: 1_000, maxBytes: 1 << 20 };
const PLENTY_OF_DISK = 2 ** 40;

/** A spool with drained segments of ten deliveries each, whose rows are in a real ClickHouse, and the jobs on it. */
export class KeptSegments {
  readonly temporary = new TemporarySpool();
  readonly files = new FaultyFiles();
  readonly results = new ReconciliationResults();
  private readonly clock = new ManualClock(NOW);
  private readonly log = pino(
    { level: 'info' },
    {
      write: (line: string) => this.temporary.logged.push(JSON.parse(line) as { level: number; msg: string }),
    },
  );
  private opened: Spool | undefined;

  constructor(private readonly server: TemporaryClickHouse) {
    this.files.fault = (operation) => (operation === 'free-bytes' ? PLENTY_OF_DISK : undefined);
  }

  get spool(): Spool {
    if (this.opened === undefined) throw new Error('no segment was drained yet');
    return this.opened;
  }

  /** The places of the first deliveries of the segments that are there. */
  get kept(): number[] {
    const lasts = this.spool.drainedSegments().map(({ latestReceivedAt }) => latestReceivedAt);
    return lasts.map((last) => last - entry(0).receivedAt + 1 - 9);
  }

  get drainedFiles(): string[] {
    return filesIn(this.temporary.directory, '.drained');
  }

  /** Makes so many drained segments: the last two were drained just now, those before an hour earlier each. */
  async make(count: number): Promise<void> {
    for (const segment of range(0, count)) {
      this.clock.time = NOW - 1_000 - (count - 1 - segment) * HOUR_MS;
      this.opened = await this.open();
      await this.drain();
      await storeAll(this.spool, range(segment * 10, segment * 10 + 10));
      await this.spool.close();
    }
    this.opened = await this.open();
    await this.drain();
    expect(this.kept).toHaveLength(count);
  }

  /** Moves what is pending into ClickHouse, as the service's drain does. */
  async drain(): Promise<void> {
    const store = new DeliveryStore(this.server.clickhouse, this.rejected);
    while (this.spool.stats().pendingRecords > 0) {
      const batch = await this.spool.read(READ);
      await store.insert(await store.missingOf(batch));
      await this.spool.acknowledge(batch);
    }
  }

  /** The jobs as the service makes them, on the server of this test or another one. */
  jobs(
    limits: Partial<SpoolSettings> = {},
    connection: ClickHouseConnection = this.server.connection,
  ): { reconciliation: ReconciliationJob; retention: SegmentRetentionJob } {
    const { log, results, spool } = this;
    const settings = this.settingsWith(limits);
    const { clickhouse } = connection;
    const store = new DeliveryStore(clickhouse, this.rejected);
    const comparison = new SegmentComparison(spool, clickhouse, store, this.rejected, results);
    return {
      reconciliation: new ReconciliationJob(spool, comparison, results, testJobs(), settings, log),
      retention: new SegmentRetentionJob(spool, comparison, testJobs(), settings, log),
    };
  }

  /** Gives the function a connection to a server that is not there. */
  async withoutServer(use: (connection: ClickHouseConnection) => Promise<void>): Promise<void> {
    const settings = embeddedSettings(this.server.dataDir);
    const clickhouse = { ...settings.clickhouse, url: new URL('http://127.0.0.1:1') };
    const connection = new ClickHouseConnection({ ...settings, clickhouse }, this.log);
    await use(connection).finally(() => connection.close());
  }

  /** The delivery at this place, one of the first segment's, was refused by ClickHouse and kept aside. */
  async keepAside(place: number): Promise<void> {
    const [first] = this.spool.drainedSegments();
    if (first === undefined) throw new Error('no segment was drained yet');
    const { segmentId, firstSequence } = first;
    const details = { code: 'CLICKHOUSE_REFUSED', statement: 'insert', detail: 'refused' } as const;
    const record = { ...entry(place - 1), segmentId, sequence: firstSequence + place - 1 };
    await this.rejected.keep(record, new ClickHouseError(details));
  }

  /** ClickHouse loses the deliveries at these places. */
  async lose(...places: readonly number[]): Promise<void> {
    const sql = `ALTER TABLE deliveries_store DELETE WHERE ${PLACE} IN (${places.join()}) SETTINGS mutations_sync = 2`;
    await this.server.clickhouse.commandText(sql, {}, 'lose rows');
  }

  /** The places of the deliveries that ClickHouse holds. */
  async stored(): Promise<number[]> {
    const sql = `SELECT ${PLACE} AS place FROM deliveries_store ORDER BY place`;
    const rows = await this.server.clickhouse.queryText<{ place: string }>(sql, {}, 'stored');
    return rows.map(({ place }) => Number(place));
  }

  /** Lets the spool see so many free bytes on its disk. */
  async untilFree(bytes: number): Promise<void> {
    this.files.fault = (operation) => (operation === 'free-bytes' ? bytes : undefined);
    this.clock.tick();
    while (this.spool.stats().freeBytes !== bytes) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  /** Removes the files and the rows. */
  async dispose(): Promise<void> {
    await this.temporary.dispose();
    await this.server.clickhouse.commandText('TRUNCATE TABLE deliveries_store', {}, 'clear');
  }

  private open(): Promise<Spool> {
    return this.temporary.open({ files: this.files, clock: this.clock });
  }

  private get rejected(): RejectedDeliveries {
    return new RejectedDeliveries(this.settingsWith({}), this.log);
  }

  private settingsWith(limits: Partial<SpoolSettings>): Settings {
    const secrets = { SIGNALZEN_API_SECRET: SECRET, API_TOKEN: TOKEN };
    const settings = readSettings({ DATA_DIR: join(this.temporary.root, 'data'), ...secrets });
    return { ...settings, spool: { ...settings.spool, minFreeBytes: 0, ...limits } };
  }
}
