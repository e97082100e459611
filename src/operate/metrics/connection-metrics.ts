import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { EdgeAdapter } from '../../receive/http/edge-adapter';
import { MetricsRegistry } from './metrics-registry';

/** The connections of the HTTP server. */
@Injectable()
export class ConnectionMetrics {
  constructor(metrics: MetricsRegistry, { httpAdapter }: HttpAdapterHost<EdgeAdapter>) {
    metrics.gauge(
      { name: 'signalzen_connections_open', help: 'Open connections, those of readers of the API included.' },
      () => httpAdapter.connections().open,
    );
    metrics.gauge(
      {
        name: 'signalzen_connections_limit',
        help: 'Most connections at once. It follows the limit of open files; the last twentieth is answered 503.',
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
