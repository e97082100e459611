import { Injectable } from '@nestjs/common';
import { ReconciliationResults } from '../../store/reconciliation/reconciliation-results';
import { MetricsRegistry } from './metrics-registry';

/** What comparing the spool with ClickHouse finds. */
@Injectable()
export class ReconciliationMetrics {
  constructor(metrics: MetricsRegistry, results: ReconciliationResults) {
    metrics.counter(
      {
        name: 'signalzen_reconciled_segments_total',
        help: 'Drained segments compared with ClickHouse; each comparison counts.',
      },
      () => results.segmentsCompared,
    );
    metrics.counter(
      {
        name: 'signalzen_reconciliation_lacking_segments_total',
        help: 'Compared segments of which ClickHouse had lost deliveries.',
      },
      () => results.segmentsLacking,
    );
    metrics.counter(
      {
        name: 'signalzen_reconciliation_missing_deliveries_total',
        help: 'Deliveries that ClickHouse had lost, and that are sent again from the spool.',
      },
      () => results.missingDeliveries,
    );
    metrics.counter(
      {
        name: 'signalzen_reconciliation_failures_total',
        help: 'Comparisons with ClickHouse that failed and are repeated.',
      },
      () => results.failures,
    );
    metrics.gauge(
      {
        name: 'signalzen_reconciliation_last_success_timestamp_seconds',
        help: 'When a comparison last succeeded, in seconds since 1970; absent before the first one.',
      },
      () => results.lastSuccessAt && results.lastSuccessAt / 1000,
    );
  }
}
