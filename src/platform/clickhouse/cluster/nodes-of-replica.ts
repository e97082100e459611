import { setTimeout as sleep } from 'node:timers/promises';
import type { ClickHouse } from '../clickhouse';
import type { Replica } from '../clickhouse-access';
import { ClickHouseError } from '../clickhouse-error';

/** Of a node that does not answer: it may be slow for a moment, or be started again. */
const WAITED_FOR_MS = 30_000;
const BETWEEN_LOOKS_MS = 250;
/** ClickHouse's error: it knows no such session. */
const SESSION_NOT_FOUND = 372;
/** ClickHouse's error: too few replicas are there. */
const TOO_FEW_LIVE_REPLICAS = 285;

/** What ids of sessions begin with: the node that knows them, and the connection that they are of. */
export function sessionTag({ name }: Replica, connection: number): string {
  return `${name}/${connection}/`;
}

/** `undefined`: the node is not there. */
export function nodeOfSession({ cluster }: Replica, session: string): ClickHouse | undefined {
  const node = cluster.named(session.split('/', 1)[0] ?? '');
  return node?.isThere === true ? node.database : undefined;
}

/** Whether a session is of a node that the settings do not name any more: nothing can come from there. */
export function isOfNoNode({ cluster }: Replica, session: string): boolean {
  return (
    cluster.nodes.every(({ name }) => name !== undefined) &&
    cluster.named(session.split('/', 1)[0] ?? '') === undefined
  );
}

/** As the server itself says it: the session is of another node, or of a connection before this one. */
export function forgottenSession(statement: string): ClickHouseError {
  return new ClickHouseError({
    code: 'CLICKHOUSE_REFUSED',
    statement,
    detail: 'SESSION_NOT_FOUND (372): another node of the cluster is written on by now',
    serverCode: SESSION_NOT_FOUND,
    serverType: 'SESSION_NOT_FOUND',
  });
}

export function noMajority(): ClickHouseError {
  return new ClickHouseError({
    code: 'CLICKHOUSE_REFUSED',
    statement: 'cluster/sync',
    detail: 'TOO_FEW_LIVE_REPLICAS (285): not more than half of the nodes answer',
    serverCode: TOO_FEW_LIVE_REPLICAS,
    serverType: 'TOO_FEW_LIVE_REPLICAS',
  });
}

/** All nodes by their names; one that is away is waited for a while. @throws ClickHouseError where one stays away */
export async function everyNode({ cluster }: Replica): Promise<ReadonlyMap<string, ClickHouse>> {
  for (const end = performance.now() + WAITED_FOR_MS; ;) {
    const away = cluster.nodes.find(({ isThere }) => !isThere);
    if (away === undefined) return new Map(cluster.nodes.map(({ name, database }) => [name ?? '', database]));
    if (performance.now() > end)
      throw new ClickHouseError({
        code: 'CLICKHOUSE_UNREACHABLE',
        statement: 'a statement for all nodes',
        detail: `the node at ${away.url.origin} is away: what it has can be neither seen nor changed`,
      });
    await sleep(BETWEEN_LOOKS_MS);
  }
}
