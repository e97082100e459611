import type { ClickHouse } from '../clickhouse';
import { ClickHouseError } from '../clickhouse-error';
import type { ClusterNodes } from './cluster-nodes';
import { ClusterSettingsWrong } from './cluster-settings-wrong';

/** ClickHouse's error of Keeper: the row is there already. */
const KEEPER_EXCEPTION = 999;
const STRICT = { keeper_map_strict_mode: 1 } as Record<string, number>;

/** The same for all shards. */
const CREATE = (database: string): string => `
CREATE TABLE IF NOT EXISTS cluster_shards
(
    number   UInt32 COMMENT 'The place of a shard in CLICKHOUSE_URL, from 1',
    macro    String COMMENT 'The macro {shard} of its nodes',
    noted_at DateTime64(3, 'UTC')
)
ENGINE = KeeperMap('/signalzen_analytics/${database}/cluster_shards')
PRIMARY KEY number`;

/**
 * Holds the places of shards in `CLICKHOUSE_URL` to what they were when they were first used: which account is on which
 * shard, and what waits in which spool, is known by these places. On a cluster of one shard there is nothing to hold.
 * @throws ClusterSettingsWrong; ClickHouseError also where Keeper is away
 */
export async function holdPlaceOfShard(node: ClickHouse, cluster: ClusterNodes): Promise<void> {
  const { settings, shardMacro: macro } = cluster;
  if (settings.shard === undefined || macro === undefined) return;
  const { number } = settings.shard;
  await node.commandText(CREATE(node.database), {}, 'cluster: create its shards');
  const places = await placesAt(node);
  let known = places.find((place) => place.number === number)?.macro;
  const other = places.find((place) => place.macro === macro && place.number !== number);
  if (known === undefined && other === undefined) {
    await node.command('cluster/claim_shard', { number, macro }, { settings: STRICT }).catch(orClaimed);
    known = (await placesAt(node)).find((place) => place.number === number)?.macro;
  }
  if (known === macro) return;
  const was = other === undefined ? 'a shard that was not there yet' : `shard ${other.number}`;
  throw new ClusterSettingsWrong(
    `Shard ${number} in CLICKHOUSE_URL has nodes with the macro {shard} "${macro}", which was ${was} when this database ` +
      `was made; shard ${number} ${known === undefined ? 'was none' : `had "${known}"`}. Leave the shards in their order, ` +
      'and add new ones at the end.',
  );
}

async function placesAt(node: ClickHouse): Promise<{ readonly number: number; readonly macro: string }[]> {
  return node.query<{ number: number; macro: string }>('cluster/shards');
}

/** Somebody else was first; who that was is read next. */
function orClaimed(error: unknown): void {
  if (!(error instanceof ClickHouseError) || error.serverCode !== KEEPER_EXCEPTION) throw error;
}
