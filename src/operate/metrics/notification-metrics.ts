import { Injectable } from '@nestjs/common';
import { Delivery } from '../../notify/outbox/delivery';
import { MetricsRegistry } from './metrics-registry';

/** What became of notifications. */
@Injectable()
export class NotificationMetrics {
  constructor(metrics: MetricsRegistry, { counts }: Delivery) {
    metrics.counterBy(
      'result',
      {
        name: 'signalzen_notification_attempts_total',
        help: 'Attempts of this process to send a notification, by result: sent, retried (not taken, and sent again later), refused (given up), uncertain (sent, and nobody said that it was taken).',
      },
      () => Object.entries(counts),
    );
  }
}
