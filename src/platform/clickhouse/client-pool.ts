import { ClickHouseLogLevel, createClient } from '@clickhouse/client';
import type { ClickHouseClient, ClickHouseSettings } from '@clickhouse/client';
import type { ClickHouseAccess, Replica } from './clickhouse-access';
import { GenuineAgent } from './genuine-agent';

/** Longest time, in milliseconds, that Node can count: calls bring a time limit of their own. */
const NO_IDLE_LIMIT = 2 ** 31 - 1;
const MAX_CONNECTIONS = 16;

/** Milliseconds that a connection may wait for its next call: less than servers and proxies give it. */
const IDLE_MS = 2_500;

/** Milliseconds until the other replicas have what is written. */
const QUORUM_TIMEOUT = 20_000;
/** Of a commit in Keeper, with waits that grow: some seconds. */
const KEEPER_RETRIES = '5';

/**
 * What is written on a cluster is on more than half of the replicas before it counts as written. Rows that are as some
 * were before are stored all the same: what was deleted in between may come again. Only who sends the same block once
 * more, not knowing what became of it, says otherwise.
 */
function replicatedWrites({ cluster }: Replica): ClickHouseSettings & Record<string, string | number> {
  return {
    // Of a single replica, ClickHouse would wait for another one to confirm.
    insert_quorum: cluster.settings.hasQuorum && cluster.nodes.length > 1 ? 'auto' : '0',
    insert_quorum_timeout: QUORUM_TIMEOUT,
    insert_keeper_max_retries: KEEPER_RETRIES,
    deduplicate_insert: 'disable',
    deduplicate_insert_select: 'disable',
  };
}

/**
 * Connections to a server.
 * @param areKept between calls; else each call has its own
 */
export function createPool(access: ClickHouseAccess, database: string, areKept: boolean): ClickHouseClient {
  const { origin, pathname } = access.url;
  const { isGenuine } = access;
  return createClient({
    url: origin,
    // Behind a proxy; the client would take a path in the URL for the database.
    ...(pathname === '/' ? {} : { pathname }),
    username: access.user,
    password: access.password,
    database,
    application: 'signalzen-analytics',
    request_timeout: NO_IDLE_LIMIT,
    max_open_connections: MAX_CONNECTIONS,
    // By the clock, too: timers stand still while the process does, and servers close connections meanwhile.
    keep_alive: { enabled: areKept, idle_socket_ttl: IDLE_MS, eagerly_destroy_stale_sockets: true },
    ...(isGenuine
      ? { http_agent: new GenuineAgent(isGenuine, { keepAlive: areKept, maxSockets: MAX_CONNECTIONS }) }
      : {}),
    // The client's own log goes to the console and shows settings; errors are reported by those who call.
    log: { level: ClickHouseLogLevel.OFF },
    use_multipart_params_auto: true,
    clickhouse_settings: {
      // JavaScript's numbers lose digits above 2^53.
      output_format_json_quote_64bit_integers: 1,
      date_time_output_format: 'iso',
      cancel_http_readonly_queries_on_client_close: 1,
      ...(access.replica && replicatedWrites(access.replica)),
    },
  });
}
