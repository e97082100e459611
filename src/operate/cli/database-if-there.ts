import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import type { ClickHouseAccess } from '../../platform/clickhouse/clickhouse-access';
import { ClickHouseError } from '../../platform/clickhouse/clickhouse-error';
import { ClusterNodes } from '../../platform/clickhouse/cluster/cluster-nodes';
import { readState } from '../../platform/clickhouse/cluster/cluster-state';
import { accessToServerIn } from '../../platform/clickhouse/embedded/connection-file';
import type { Settings } from '../../platform/config/settings';
import type { Database } from '../doctor/check-database';

export interface OpenDatabase extends Database {
  readonly close: () => Promise<void>;
}

/**
 * The database of the service, where it is known or runs; of a cluster, at the node that is written on, if that
 * answers. None is started, and nothing is changed.
 * @throws ClusterSettingsWrong
 */
export async function databaseIfThere({
  clickhouse: given,
  dataDir,
}: Settings): Promise<OpenDatabase | undefined> {
  const { url, cluster, user, password, database } = given;
  const access = url ? { url, user, password } : accessToServerIn(dataDir);
  if (access === undefined) return undefined;
  if (cluster === undefined) return opened(access, database);
  const nodes = new ClusterNodes(cluster, { user, password, database });
  try {
    return opened((await accessToWriter(nodes)) ?? access, database, nodes);
  } catch (error) {
    await nodes.close();
    throw error;
  }
}

/** `undefined`: none answers, or lets this user in. */
async function accessToWriter(nodes: ClusterNodes): Promise<ClickHouseAccess | undefined> {
  try {
    await nodes.look();
    const [first] = nodes.there;
    const state = first && (await readState(first.database).catch(() => undefined));
    const writer = state && nodes.named(state.writer);
    const node = writer?.isThere === true ? writer : first;
    return node && nodes.accessTo(node);
  } catch (error) {
    if (error instanceof ClickHouseError) return undefined;
    throw error;
  }
}

function opened(access: ClickHouseAccess, name: string, nodes?: ClusterNodes): OpenDatabase {
  const clickhouse = new ClickHouse(name);
  clickhouse.connectTo(access);
  const close = async (): Promise<void> => {
    await clickhouse.close();
    await nodes?.close();
  };
  return { clickhouse, access, name, close };
}
