import { Injectable } from '@nestjs/common';
import { ApiResults } from '../../signalzen/api-results';
import { AccountApis } from '../../signalzen/chats/account-apis';
import { MetricsRegistry } from './metrics-registry';

/** What asking SignalZen's API finds. */
@Injectable()
export class SignalZenApiMetrics {
  constructor(metrics: MetricsRegistry, results: ApiResults, { counters }: AccountApis) {
    metrics.counterBy(
      'outcome',
      {
        name: 'signalzen_api_requests_total',
        help: "Requests to SignalZen's API, by what became of them.",
      },
      () => Object.entries(counters.requests),
    );
    metrics.counterBy(
      'reason',
      {
        name: 'signalzen_api_waited_seconds_total',
        help: 'Seconds that requests waited: for SIGNALZEN_API_RATE (pace), or because SignalZen asked (pause).',
      },
      () => Object.entries(counters.secondsWaited),
    );
    metrics.counterBy(
      'outcome',
      { name: 'signalzen_api_chats_total', help: 'Chats that were asked for, by what came of it.' },
      () => [
        ['read', results.chatsRead],
        ['gone', results.chatsGone],
      ],
    );
    metrics.counter(
      {
        name: 'signalzen_api_messages_restored_total',
        help: 'How many messages no webhook had told, and were read from the API.',
      },
      () => results.messagesRestored,
    );
    metrics.counter(
      {
        name: 'signalzen_api_messages_linked_total',
        help: 'Operator messages whose chat the API told.',
      },
      () => results.messagesLinked,
    );
    metrics.counter(
      {
        name: 'signalzen_api_messages_not_found_total',
        help: 'Operator messages whose chat was looked for in vain; one that is looked for again counts again.',
      },
      () => results.messagesNotFound,
    );
    metrics.counter(
      {
        name: 'signalzen_api_unreadable_total',
        help: 'Members of lists that are no chats and no messages; they are kept as deliveries.',
      },
      () => results.unreadable,
    );
    metrics.counter(
      {
        name: 'signalzen_api_failures_total',
        help: 'Runs of linking or comparing that could not be finished and are tried again.',
      },
      () => results.failures,
    );
    metrics.gaugeBy(
      'account',
      {
        name: 'signalzen_webhook_coverage_ratio',
        help: 'Of the chats and messages of today and yesterday that the API shows, the share that webhooks told.',
      },
      () => results.coverage,
    );
    metrics.gauge(
      {
        name: 'signalzen_api_last_comparison_timestamp_seconds',
        help: 'When an account was last compared with the API to the end, in seconds since 1970; left out before.',
      },
      () => results.lastComparedAt && results.lastComparedAt / 1000,
    );
  }
}
