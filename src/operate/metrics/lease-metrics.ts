import { Injectable } from '@nestjs/common';
import { Lease } from '../../compute/lease/lease';
import { MetricsRegistry } from './metrics-registry';

/** Whose turn it is to compute, and what became of this process' turns. */
@Injectable()
export class LeaseMetrics {
  constructor(metrics: MetricsRegistry, { counts }: Lease) {
    metrics.counterBy(
      'result',
      {
        name: 'signalzen_compute_turns_total',
        help: 'Turns of this process in which it changed what is computed, by how they ended. One that is lost is done again.',
      },
      () => [
        ['done', counts.done],
        ['failed', counts.failed],
        ['lost', counts.lost],
      ],
    );
    metrics.counter(
      {
        name: 'signalzen_compute_takeovers_total',
        help: 'Turns that this process took from one that had not been heard of for ten seconds.',
      },
      () => counts.takenOver,
    );
    metrics.counter(
      {
        name: 'signalzen_compute_waited_seconds_total',
        help: 'Seconds that this process waited while others computed.',
      },
      () => counts.waitedMs / 1000,
    );
    metrics.gaugeBy(
      'holder',
      {
        name: 'signalzen_compute_lease_holder',
        help: 'Whoever computes on this database, or did last, as this process knows it: 1 while it is this process, else 0.',
      },
      () => (counts.lastHolder === undefined ? [] : [[counts.lastHolder, counts.isHeld ? 1 : 0]]),
    );
  }
}
