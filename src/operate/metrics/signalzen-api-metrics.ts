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
        help: "Requests to SignalZen's API, by outcome.",
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
      { name: 'signalzen_api_chats_total', help: 'Chats requested, by outcome.' },
      () => [
        ['read', results.chatsRead],
        ['gone', results.chatsGone],
      ],
    );
    metrics.counter(
      {
        name: 'signalzen_api_messages_restored_total',
        help: 'Chat messages that no webhook had delivered and that were read from the API.',
      },
      () => results.messagesRestored,
    );
    metrics.counter(
      {
        name: 'signalzen_api_messages_linked_total',
        help: 'Operator messages whose chat was found through the API.',
      },
      () => results.messagesLinked,
    );
    metrics.counter(
      {
        name: 'signalzen_api_messages_not_found_total',
        help: 'Searches for the chat of an operator message that did not find it; each search counts.',
      },
      () => results.messagesNotFound,
    );
    metrics.counter(
      {
        name: 'signalzen_api_unreadable_total',
        help: 'List items that are neither chats nor messages; they are kept as deliveries.',
      },
      () => results.unreadable,
    );
    metrics.counter(
      {
        name: 'signalzen_api_failures_total',
        help: 'Runs of linking or comparing that failed and are repeated.',
      },
      () => results.failures,
    );
    metrics.gaugeBy(
      'account',
      {
        name: 'signalzen_webhook_coverage_ratio',
        help: 'Of the chats and messages of today and yesterday that the API shows, the share that webhooks delivered.',
      },
      () => results.coverage,
    );
    metrics.gauge(
      {
        name: 'signalzen_api_last_comparison_timestamp_seconds',
        help: 'When the comparison of an account with the API last finished, in seconds since 1970; absent before the first one.',
      },
      () => results.lastComparedAt && results.lastComparedAt / 1000,
    );
  }
}
