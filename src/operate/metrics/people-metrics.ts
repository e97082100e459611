import { Injectable } from '@nestjs/common';
import { People } from '../../answer/access/people';
import { MetricsRegistry } from './metrics-registry';

/** Who is said to have signed in, and was not believed. */
@Injectable()
export class PeopleMetrics {
  constructor(metrics: MetricsRegistry, people: People) {
    metrics.counter(
      {
        name: 'signalzen_proxy_headers_ignored_total',
        help: 'Requests with the headers of the proxy that signs people in, from an address that is not its own.',
      },
      () => people.strangers,
    );
  }
}
