import type { CallOptions } from '../../src/platform/clickhouse/clickhouse';
import type { SqlParameters } from '../../src/platform/clickhouse/sql-parameters';
import { BreakingClickHouse } from '../support/breaking-clickhouse';
import { changesOf } from '../support/changes-of';
import { partsOf, recordsOf } from '../support/chat-in-parts';
import { embeddedDirectStore, rollUpAll } from '../support/embedded-stores';
import { startTemporaryClickHouse } from '../support/temporary-clickhouse';
import type { TemporaryClickHouse } from '../support/temporary-clickhouse';
import { WRONG_ROLL_UPS } from '../support/wrong-roll-ups';

const CHAT = 1;
const AHEAD_MICROS = 3_600_000_000n;

/** ClickHouse with its clock an hour ahead, for whoever takes a turn; it may break off before a statement. */
class ClickHouseAhead extends BreakingClickHouse {
  override async queryText<Row>(
    sql: string,
    parameters: SqlParameters,
    name: string,
    options?: CallOptions,
  ): Promise<Row[]> {
    const rows = await super.queryText<Row & { now?: string }>(sql, parameters, name, options);
    if (name !== 'lease/state') return rows;
    return rows.map((row) => ({ ...row, now: String(BigInt(row.now ?? 0) + AHEAD_MICROS) }));
  }
}

describe("What is computed after ClickHouse's clock was turned back by an hour", () => {
  let server: TemporaryClickHouse;
  let sequence = 0;

  beforeAll(async () => {
    server = await startTemporaryClickHouse();
  });

  beforeEach(async () => {
    await server.empty();
    sequence = 0;
  });

  afterAll(async () => {
    await server.stop();
  });

  async function store(part: number): Promise<void> {
    const bodies = partsOf(CHAT)[part] ?? [];
    await embeddedDirectStore(server).put(recordsOf(bodies, sequence));
    sequence += bodies.length;
  }

  async function rollUpAhead(breaksBefore?: string): Promise<void> {
    const ahead = new ClickHouseAhead((_, next) => next === breaksBefore);
    ahead.connectTo(await server.connection.ready());
    await rollUpAll(server, ahead).finally(() => ahead.close());
  }

  it.each([
    ['by a pass that went through', undefined],
    ['by a pass that broke off after it changed facts', 'rollups/quarters'],
    ['by a pass that broke off after it changed roll-ups', 'facts/episodes'],
  ])('takes precedence over what was computed before, %s', async (_, breaksBefore) => {
    await store(0);
    await rollUpAhead();
    await store(1);
    const ahead = rollUpAhead(breaksBefore);
    if (breaksBefore === undefined) await ahead;
    else await expect(ahead).rejects.toThrow(breaksBefore);
    await store(2);
    await rollUpAll(server);

    expect(await changesOf(server, CHAT)).toEqual([]);
    expect(await server.clickhouse.queryText(WRONG_ROLL_UPS, {}, 'look')).toEqual([]);
    const episodes = 'SELECT count() AS n FROM episodes_store FINAL WHERE number > 0';
    expect(await server.clickhouse.queryText(episodes, {}, 'look')).toEqual([{ n: '2' }]);
  });
});
