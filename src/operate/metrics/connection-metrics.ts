import type { ConnectionFigures } from '../../receive/http/edge-server';
import type { MetricsRegistry } from './metrics-registry';

/** Shows the connections of the HTTP server. */
export function showConnections(metrics: MetricsRegistry, connections: () => ConnectionFigures): void {
  metrics.gauge(
    { name: 'signalzen_connections_open', help: 'Open connections, including those of API clients.' },
    () => connections().open,
  );
  metrics.gauge(
    {
      name: 'signalzen_connections_limit',
      help: 'The maximum number of open connections, which follows from the limit of open files; the last 5 % are answered 503.',
    },
    () => connections().limit,
  );
  metrics.counter(
    {
      name: 'signalzen_connections_refused_total',
      help: 'Connections answered 503 or closed at once because there were too many.',
    },
    () => connections().refused,
  );
}
