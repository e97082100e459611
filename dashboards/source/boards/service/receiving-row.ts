import type { RowDraft } from '../../model/panel';
import { metricsOverTime, OF } from './metric-panels';

/** From the sender to the disk. */
export const RECEIVING: RowDraft = {
  ...{ title: 'Receiving', height: 8 },
  panels: [
    metricsOverTime(
      'Accepted',
      'Deliveries answered 200, because they are on disk, per second.',
      [
        [
          `sum by (account) (rate(signalzen_deliveries_accepted_total{${OF}}[$__rate_interval]))`,
          '{{account}}',
        ],
      ],
      { unit: 'reqps' },
    ),
    metricsOverTime(
      'Refused, by reason',
      'Requests at the webhook answered with an error: all of them, and by its code.',
      [
        [`sum(increase(signalzen_deliveries_refused_total{${OF}}[$__rate_interval]))`, 'all'],
        [
          `sum by (reason) (increase(signalzen_deliveries_refused_total{${OF}}[$__rate_interval])) > 0`,
          '{{reason}}',
        ],
      ],
      { unit: 'short' },
    ),
    metricsOverTime(
      'Wrong signatures',
      'Requests whose signature was missing, malformed or wrong: a changed key, or somebody else.',
      [
        [
          `sum by (account) (increase(signalzen_signature_failures_total{${OF}}[$__rate_interval]))`,
          '{{account}}',
        ],
      ],
      { unit: 'short' },
    ),
    metricsOverTime(
      'Time to disk',
      'Time to write and sync one group of deliveries: half and 99 of 100 took at most this.',
      [
        [
          `histogram_quantile(0.5, sum by (le) (rate(signalzen_spool_sync_seconds_bucket{${OF}}[$__rate_interval])))`,
          'P50',
        ],
        [
          `histogram_quantile(0.99, sum by (le) (rate(signalzen_spool_sync_seconds_bucket{${OF}}[$__rate_interval])))`,
          'P99',
        ],
      ],
      { unit: 's' },
    ),
    metricsOverTime(
      'Connections',
      'Open connections, those of readers of the API included, and how many there may be.',
      [
        [`signalzen_connections_open{${OF}}`, 'open {{instance}}'],
        [`signalzen_connections_limit{${OF}}`, 'limit {{instance}}'],
      ],
      { unit: 'short' },
    ),
    metricsOverTime(
      'Repeated deliveries',
      'Deliveries of the last hour, and those among them that repeat an event delivered before. Each event still counts once.',
      [
        [`sum(signalzen_last_hour_deliveries{${OF}})`, 'all'],
        [`sum(signalzen_last_hour_duplicate_deliveries{${OF}})`, 'repeated'],
      ],
      { unit: 'short' },
    ),
  ],
};
