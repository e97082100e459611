import { ClickHouseLogLevel, createClient } from '@clickhouse/client';
import type { ClickHouseClient } from '@clickhouse/client';
import type { ClickHouseAccess } from './clickhouse-access';
import { GenuineAgent } from './genuine-agent';

/** Longest time, in milliseconds, that Node can count: calls bring a time limit of their own. */
const NO_IDLE_LIMIT = 2 ** 31 - 1;
const MAX_CONNECTIONS = 16;

/** Milliseconds that a connection may wait for its next call: less than servers and proxies give it. */
const IDLE_MS = 2_500;

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
    },
  });
}
