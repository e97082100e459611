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
        help: 'Turns in which this process computed, by result; a lost one is repeated.',
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
        help: 'Turns taken over from a process that had not been heard from for ten seconds.',
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
        help: 'The process that computes on this database, or did so last, as far as this process knows: 1 while it is this process, else 0.',
      },
      () => (counts.lastHolder === undefined ? [] : [[counts.lastHolder, counts.isHeld ? 1 : 0]]),
    );
  }
}
