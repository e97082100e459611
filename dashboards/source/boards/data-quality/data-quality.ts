import type { DashboardDraft } from '../../model/dashboard';
import { fallingSteps, risingSteps } from '../../model/goals';
import { ACCOUNT, API, SERVICE } from '../../model/variables';
import { COVERAGE_BY_DAY } from './coverage-by-day';
import { freshnessStat } from './freshness-stat';
import { REPEATED_EVENTS } from './repeated-events';
import { RECEIVED_TYPES, WEBHOOKS } from './webhooks';
import { UNDERSTOOD } from './understood';

export const DATA_QUALITY: DashboardDraft = {
  uid: 'signalzen-data-quality',
  title: 'SignalZen: Data quality',
  description:
    'Whether the numbers can be trusted: how current they are, how complete, and what is not in them.',
  ...{ from: 'now-7d/d', refresh: '1m', variables: [API, ACCOUNT, SERVICE] },
  rows: [
    {
      ...{ title: 'How current', height: 5 },
      panels: [
        freshnessStat('Last delivery', 'When the latest webhook came.', {
          selector: 'lastReceivedAt',
          unit: 'dateTimeFromNow',
          isTime: true,
        }),
        freshnessStat('Last roll-up', 'Everything that was in ClickHouse then is in the numbers.', {
          selector: 'lastRollupAt',
          unit: 'dateTimeFromNow',
          isTime: true,
        }),
        freshnessStat('On disk only', 'Deliveries that are accepted on disk and not yet in ClickHouse.', {
          selector: 'eventsOnDisk',
          unit: 'short',
          steps: fallingSteps([1_000, 100_000]),
        }),
        freshnessStat('Not rolled up', 'Deliveries that are in ClickHouse and not yet in the numbers.', {
          selector: 'eventsPending',
          unit: 'short',
          steps: fallingSteps([1_000, 100_000]),
        }),
      ],
    },
    {
      ...{ title: 'How complete', height: 5 },
      panels: [
        freshnessStat(
          'Coverage',
          "Of the chats and messages of the last seven days that SignalZen's API shows, the share that came by webhook. A dash: nothing was compared.",
          { selector: 'coverage', unit: 'percentunit', steps: risingSteps([0.99, 0.95]) },
        ),
        freshnessStat('Last comparison', 'When those days were last compared with the API.', {
          selector: 'lastComparedAt',
          unit: 'dateTimeFromNow',
          isTime: true,
        }),
        {
          ...freshnessStat(
            'Unlinked messages',
            'Operator messages whose chat is not known: they count as messages, but in no episode and no response time.',
            { selector: 'operatorMessagesUnlinked', unit: 'short', steps: fallingSteps([1, 100]) },
          ),
          width: 12,
        },
      ],
    },
    WEBHOOKS,
    UNDERSTOOD,
    { ...{ title: 'By type of event', height: 12 }, panels: [RECEIVED_TYPES] },
    { ...{ title: 'Coverage', height: 10 }, panels: [COVERAGE_BY_DAY] },
    { ...{ title: 'Repetitions', height: 10 }, panels: [REPEATED_EVENTS] },
  ],
};
