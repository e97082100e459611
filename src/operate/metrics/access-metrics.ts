import { Injectable } from '@nestjs/common';
import { CallerLimits } from '../../answer/access/caller-limits';
import { WrongTokens } from '../../answer/access/wrong-tokens';
import { MetricsRegistry } from './metrics-registry';

/** Who was not let in, and who asked too much. */
@Injectable()
export class AccessMetrics {
  constructor(metrics: MetricsRegistry, wrong: WrongTokens, limits: CallerLimits) {
    metrics.counter(
      {
        name: 'signalzen_wrong_tokens_total',
        help: 'Requests whose token opens nothing, whatever they asked for.',
      },
      () => wrong.times,
    );
    metrics.counterBy(
      'reason',
      {
        name: 'signalzen_caller_limited_total',
        help: 'Questions and reports refused because their token asked too much at once, or within a minute.',
      },
      () => Object.entries(limits.refused),
    );
  }
}
