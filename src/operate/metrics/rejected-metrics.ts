import { Injectable } from '@nestjs/common';
import { RejectedDeliveries } from '../../store/drain/rejected-deliveries';
import { MetricsRegistry } from './metrics-registry';

/** What ClickHouse rejected: of the spool, or of what SignalZen's API shows. */
@Injectable()
export class RejectedMetrics {
  constructor(metrics: MetricsRegistry, rejected: RejectedDeliveries) {
    metrics.counter(
      {
        name: 'signalzen_rejected_deliveries_total',
        help: 'Deliveries that ClickHouse rejected as data: kept in DATA_DIR/rejected, and counted in no number.',
      },
      () => rejected.kept,
    );
  }
}
