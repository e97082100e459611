import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { EdgeAdapter } from '../../receive/http/edge-adapter';
import { MetricsRegistry } from './metrics-registry';

/** The connections of the HTTP server. */
@Injectable()
export class ConnectionMetrics {
  constructor(metrics: MetricsRegistry, { httpAdapter }: HttpAdapterHost<EdgeAdapter>) {
    metrics.gauge(
      { name: 'signalzen_connections_open', help: 'Open connections, including those of API clients.' },
      () => httpAdapter.connections().open,
    );
    metrics.gauge(
      {
        name: 'signalzen_connections_limit',
        help: 'The maximum number of open connections, which follows from the limit of open files; the last 5 % are answered 503.',
      },
      () => httpAdapter.connections().limit,
    );
    metrics.counter(
      {
        name: 'signalzen_connections_refused_total',
        help: 'Connections answered 503 or closed at once because there were too many.',
      },
      () => httpAdapter.connections().refused,
    );
  }
}
