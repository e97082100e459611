import { Injectable } from '@nestjs/common';
import { DrainCounters } from '../../store/drain/drain-counters';
import { MetricsRegistry } from './metrics-registry';

const INSERT_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** The way from the spool into ClickHouse. */
@Injectable()
export class DrainMetrics {
  constructor(metrics: MetricsRegistry, counters: DrainCounters) {
    metrics.counter(
      {
        name: 'signalzen_drained_deliveries_total',
        help: 'Deliveries stored in ClickHouse; one that is sent again counts again.',
      },
      () => counters.deliveries,
    );
    metrics.counter(
      {
        name: 'signalzen_drained_bytes_total',
        help: 'Bytes that the drained deliveries took up in the spool.',
      },
      () => counters.bytes,
    );
    metrics.counterBy(
      'step',
      {
        name: 'signalzen_drain_failures_total',
        help: 'Attempts to read a batch from the spool, or to store it in ClickHouse, that failed and were repeated.',
      },
      () => Object.entries(counters.failures),
    );
    counters.observer = metrics.histogram(
      {
        name: 'signalzen_drain_insert_seconds',
        help: 'Seconds to store one batch in ClickHouse, in the attempt that succeeded.',
      },
      INSERT_SECONDS,
    );
  }
}
