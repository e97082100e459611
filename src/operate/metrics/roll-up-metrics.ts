import { Injectable } from '@nestjs/common';
import { RollUpState } from '../../compute/rollups/roll-up-state';
import { MetricsRegistry } from './metrics-registry';

/** How the roll-up job does. */
@Injectable()
export class RollUpMetrics {
  constructor(metrics: MetricsRegistry, state: RollUpState) {
    metrics.counterBy(
      'result',
      { name: 'signalzen_rollup_passes_total', help: 'Passes of the roll-up job, by result.' },
      () => [
        ['done', state.passes],
        ['failed', state.failures],
      ],
    );
    metrics.counter(
      {
        name: 'signalzen_rolled_up_deliveries_total',
        help: 'Deliveries rolled up; one that is computed again counts again.',
      },
      () => state.deliveries,
    );
    metrics.gauge(
      {
        name: 'signalzen_rollup_last_pass_seconds',
        help: 'Duration of the last finished pass in seconds; absent before the first one.',
      },
      () => state.lastPassSeconds,
    );
    metrics.gauge(
      {
        name: 'signalzen_rollup_last_success_timestamp_seconds',
        help: 'When the last finished pass began, in seconds since 1970: all that was stored by then is in the numbers. Absent before the first one.',
      },
      () => {
        const at = state.lastRollUpAt();
        return at && at / 1000;
      },
    );
  }
}
