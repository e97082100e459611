import { connectionPlaces } from './connection-places';

/** What one sender may take of the HTTP server's time and connections. */
export interface EdgeLimits {
  /** For all headers of a request, and for the first byte of a connection. */
  readonly headersMs: number;
  /** For a whole request, body included. */
  readonly requestMs: number;
  /** How often the two above are checked. */
  readonly checkEveryMs: number;
  /** For the next request of a connection. */
  readonly keepAliveMs: number;
  /** Further connections are closed at once; the last twentieth of these is answered 503. */
  readonly maxConnections: number;
  /** For running requests, when the server is closed. */
  readonly closeMs: number;
}

/** Node's own 60 s for headers and 300 s for a request let few slow senders hold many connections. */
export const DEFAULT_EDGE_LIMITS: EdgeLimits = {
  headersMs: 10_000,
  requestMs: 15_000,
  checkEveryMs: 1000,
  // Longer than the 60 s for which proxies keep theirs: the side that opened a connection closes it.
  keepAliveMs: 65_000,
  maxConnections: connectionPlaces(),
  closeMs: 10_000,
};
