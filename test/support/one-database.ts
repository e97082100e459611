import { Asking } from '../../src/answer/shards/asking';
import { AwayShards } from '../../src/answer/shards/away-shards';
import type { ClickHouse } from '../../src/platform/clickhouse/clickhouse';
import { Shards } from '../../src/platform/clickhouse/shards';

/** Who asks one database that has all accounts. */
export function overOne(clickhouse: ClickHouse): { readonly asking: Asking; readonly away: AwayShards } {
  const shards = new Shards([{ name: 'one', clickhouse }]);
  return { asking: new Asking(shards), away: new AwayShards(shards) };
}
