import { ClickHouse } from '../../../src/platform/clickhouse/clickhouse';
import type { ClickHouseAccess } from '../../../src/platform/clickhouse/clickhouse-access';
import { TEST_DATABASE } from '../../support/temporary-clickhouse';
import type { StoredDelivery } from './judge';

const DIGEST = 'lower(substring(hex(SHA256(body)), 1, 32))';
const LONG_MS = 120_000;

/** What ClickHouse holds, asked past the service. Every method fails with a ClickHouseError. */
export class StoredDeliveries {
  private readonly clickhouse: ClickHouse;

  constructor(access: ClickHouseAccess, database = TEST_DATABASE) {
    this.clickhouse = new ClickHouse(database);
    this.clickhouse.connectTo(access);
  }

  /** Every row that readers see. */
  all(): Promise<StoredDelivery[]> {
    return this.clickhouse.queryText<StoredDelivery>(
      `SELECT delivery_id AS deliveryId, extract(body, '"nonce":"([^"]*)"') AS nonce, ${DIGEST} AS digest FROM deliveries`,
      {},
      'all deliveries',
      { timeoutMs: LONG_MS },
    );
  }

  async has(digest: string): Promise<boolean> {
    return (await this.count(`${DIGEST} = {digest: String}`, { digest })) > 0;
  }

  /** Visitors' messages, each id once: what the numbers of the service must say. */
  messages(): Promise<number> {
    return this.count("event_type = 'message.created'", {}, 'uniqExact(account, event_id)');
  }

  /** Different events. */
  events(): Promise<number> {
    return this.count('1', {}, 'uniqExact(account, event_id)');
  }

  async execute(sql: string): Promise<void> {
    await this.clickhouse.commandText(sql, {}, 'a fault');
  }

  /** The rows of any question, for what a scenario alone wants to know. */
  rows<Row>(sql: string): Promise<Row[]> {
    return this.clickhouse.queryText<Row>(sql, {}, 'a question');
  }

  close(): Promise<void> {
    return this.clickhouse.close();
  }

  private async count(
    condition: string,
    parameters: Record<string, string>,
    what = 'count()',
  ): Promise<number> {
    const [row] = await this.clickhouse.queryText<{ number: string }>(
      `SELECT ${what} AS number FROM deliveries WHERE ${condition}`,
      parameters,
      'a count',
    );
    return Number(row?.number);
  }
}
