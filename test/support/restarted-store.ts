import { ClickHouse } from '../../src/platform/clickhouse/clickhouse';
import { embeddedAccess } from './embedded-access';
import { TEST_DATABASE } from './temporary-clickhouse';

/** What the embedded ClickHouse of a data directory holds, however often that is started again. */
export class RestartedStore {
  private readonly clickhouse = new ClickHouse(TEST_DATABASE);
  private password: string | undefined;

  constructor(private readonly dataDir: string) {}

  /** Rejects while it does not run. */
  async rows<Row>(sql: string): Promise<Row[]> {
    const access = embeddedAccess(this.dataDir);
    // Each start has a password of its own.
    if (access.password !== this.password) this.clickhouse.connectTo(access);
    this.password = access.password;
    return await this.clickhouse.queryText<Row>(sql, {}, 'look', { timeoutMs: 5000 });
  }

  close(): Promise<void> {
    return this.clickhouse.close();
  }
}
