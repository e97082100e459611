import type { RowDraft } from '../../model/panel';
import { metricsOverTime, OF } from './metric-panels';

/** From the disk into ClickHouse and the numbers. */
export const STORING: RowDraft = {
  ...{ title: 'Storing and rolling up', height: 8 },
  panels: [
    metricsOverTime(
      'Backlog',
      'Deliveries on disk that are not in ClickHouse yet, and those in ClickHouse that are not in the numbers yet.',
      [
        [`sum(signalzen_spool_pending_deliveries{${OF}})`, 'not in ClickHouse'],
        [`sum(signalzen_rollup_pending_deliveries{${OF}})`, 'not rolled up'],
      ],
      { unit: 'short' },
    ),
    metricsOverTime(
      'Stored',
      'Deliveries that are surely in ClickHouse, and those brought into the roll-ups, per second.',
      [
        [`sum(rate(signalzen_drained_deliveries_total{${OF}}[$__rate_interval]))`, 'stored'],
        [`sum(rate(signalzen_rolled_up_deliveries_total{${OF}}[$__rate_interval]))`, 'rolled up'],
      ],
      { unit: 'reqps' },
    ),
    metricsOverTime(
      'Roll-up pass',
      'How long the last finished pass took.',
      [[`signalzen_rollup_last_pass_seconds{${OF}}`, '{{instance}}']],
      { unit: 's' },
    ),
    metricsOverTime(
      'Spool',
      'Bytes on disk: not yet stored, kept although stored, and how many may wait before deliveries are refused.',
      [
        [`sum(signalzen_spool_pending_bytes{${OF}})`, 'waiting'],
        [`sum(signalzen_spool_retained_bytes{${OF}})`, 'kept'],
        [`sum(signalzen_spool_pending_limit_bytes{${OF}})`, 'limit'],
      ],
      { unit: 'bytes' },
    ),
    metricsOverTime(
      'Free disk',
      'Free bytes of the file system of the spool, and the floor below which deliveries are refused.',
      [
        [`signalzen_spool_free_bytes{${OF}}`, 'free {{instance}}'],
        [`signalzen_spool_free_floor_bytes{${OF}}`, 'floor {{instance}}'],
      ],
      { unit: 'bytes' },
    ),
    metricsOverTime(
      'Trouble',
      'What should stay at 0: failed passes and inserts, damaged or rejected data, deliveries that ClickHouse had lost. Steps that fail are named once they do.',
      [
        [
          `sum(increase(signalzen_rollup_passes_total{${OF},result="failed"}[$__rate_interval]))`,
          'failed passes',
        ],
        [
          `sum by (step) (increase(signalzen_drain_failures_total{${OF}}[$__rate_interval])) > 0`,
          'failed {{step}}',
        ],
        [`sum(signalzen_spool_quarantined_total{${OF}})`, 'quarantined'],
        [`sum(signalzen_rejected_deliveries_total{${OF}})`, 'rejected'],
        [
          `sum(increase(signalzen_reconciliation_missing_deliveries_total{${OF}}[$__rate_interval]))`,
          'sent again',
        ],
      ],
      { unit: 'short' },
    ),
  ],
};
