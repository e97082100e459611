import type { RowDraft } from '../../model/panel';
import { metricsOverTime, OF } from './metric-panels';

/** What people are told. */
export const NOTIFYING: RowDraft = {
  ...{ title: 'Notifications', height: 8 },
  panels: [
    metricsOverTime(
      'Sent',
      'Notifications that were taken, by channel, and those that were given up.',
      [
        [
          `sum by (channel) (increase(signalzen_notifications_sent_total{${OF}}[$__rate_interval]))`,
          '{{channel}}',
        ],
        [
          `sum by (channel) (increase(signalzen_notifications_refused_total{${OF}}[$__rate_interval]))`,
          'given up: {{channel}}',
        ],
      ],
      { unit: 'short' },
    ),
    metricsOverTime(
      'Waiting',
      'How long the oldest notification of each channel has waited to be sent, or sent again.',
      [[`max by (channel) (signalzen_notifications_oldest_due_seconds{${OF}})`, '{{channel}}']],
      { unit: 's' },
    ),
    metricsOverTime(
      'Disabled',
      'Receivers to whom nothing is sent any more, as nothing was taken there: it should stay at 0.',
      [[`sum by (channel) (signalzen_notification_receivers_disabled{${OF}})`, '{{channel}}']],
      { unit: 'short' },
    ),
  ],
};
