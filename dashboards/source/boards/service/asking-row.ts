import type { RowDraft } from '../../model/panel';
import { metricsOverTime, OF } from './metric-panels';

/** What is asked of SignalZen's API, and what it takes. */
export const ASKING: RowDraft = {
  ...{ title: "SignalZen's API, and the process", height: 8 },
  panels: [
    metricsOverTime(
      'Requests',
      "Requests to SignalZen's API that were answered, and those that were not, by outcome: each outcome is shown once it has occurred.",
      [
        [`sum(rate(signalzen_api_requests_total{${OF},outcome="answered"}[$__rate_interval]))`, 'answered'],
        [
          `sum by (outcome) (rate(signalzen_api_requests_total{${OF},outcome!="answered"}[$__rate_interval])) > 0`,
          '{{outcome}}',
        ],
      ],
      { unit: 'reqps' },
    ),
    metricsOverTime(
      'Linked and restored',
      'Operator messages whose chat the API named, and messages that no webhook had delivered.',
      [
        [`sum(increase(signalzen_api_messages_linked_total{${OF}}[$__rate_interval]))`, 'linked'],
        [`sum(increase(signalzen_api_messages_restored_total{${OF}}[$__rate_interval]))`, 'restored'],
      ],
      { unit: 'short' },
    ),
    metricsOverTime(
      'Memory',
      'Resident memory of the service, without its ClickHouse.',
      [[`process_resident_memory_bytes{${OF}}`, '{{instance}} {{process}}']],
      { unit: 'bytes' },
    ),
  ],
};
