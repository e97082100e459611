import { RANGE } from '../model/arguments';
import type { DashboardDraft } from '../model/dashboard';
import { fallingSteps, neutralSteps, risingSteps } from '../model/goals';
import type { Step } from '../model/field-config';
import { infinityTarget } from '../model/infinity-target';
import { linkTo } from '../model/links';
import type { PanelDraft } from '../model/panel';
import { ACCOUNT, API, SERVICE } from '../model/variables';
import { statPanel } from '../panels/stat-panel';
import { tablePanel } from '../panels/table-panel';

interface FreshnessStat {
  readonly selector: string;
  readonly unit: string;
  readonly steps?: readonly Step[];
  readonly isTime?: boolean;
}

const MORE = [linkTo('signalzen-service', 'The service'), linkTo('signalzen-clickhouse', 'ClickHouse')];

function freshnessStat(
  title: string,
  description: string,
  { selector, unit, steps, isTime = false }: FreshnessStat,
): PanelDraft {
  return statPanel({
    ...{ title, description, width: 6, links: MORE, settings: { unit }, steps: steps ?? neutralSteps() },
    target: infinityTarget({
      query: `{ rows: freshness { ${selector} } }`,
      columns: [{ selector, text: title, type: isTime ? 'timestamp' : 'number' }],
      format: 'table',
    }),
    ...(isTime ? { fields: `/^${title}$/` } : {}),
  });
}

const coverageByDay = tablePanel({
  ...{ title: 'Coverage by day', width: 24 },
  description:
    "Of the chats and messages that SignalZen's API shows, how many webhooks had told, by UTC day and account. What they had not was read from the API and is in all numbers; closures, ratings' times and copilot switches that did not come are not. Days of which no chat was compared are left out.",
  targets: [
    infinityTarget({
      query: `{ rows: coverage(${RANGE}, accounts: [\${account:doublequote}]) { day account coverage chatsShown chatsReceived messagesShown messagesReceived messagesRestored comparedAt } }`,
      columns: [
        { selector: 'day', text: 'Day', type: 'string' },
        { selector: 'account', text: 'Account', type: 'string' },
        { selector: 'coverage', text: 'Coverage', type: 'number' },
        { selector: 'chatsShown', text: 'Chats', type: 'number' },
        { selector: 'chatsReceived', text: 'Chats told', type: 'number' },
        { selector: 'messagesShown', text: 'Messages', type: 'number' },
        { selector: 'messagesReceived', text: 'Messages told', type: 'number' },
        { selector: 'messagesRestored', text: 'Messages restored', type: 'number' },
        { selector: 'comparedAt', text: 'Compared', type: 'timestamp' },
      ],
      format: 'table',
    }),
  ],
  columns: [
    { text: 'Day' },
    { text: 'Account' },
    { text: 'Coverage', unit: 'percentunit', decimals: 2, most: 1, steps: risingSteps([0.99, 0.95]) },
    { text: 'Chats', unit: 'short' },
    { text: 'Chats told', unit: 'short' },
    { text: 'Messages', unit: 'short' },
    { text: 'Messages told', unit: 'short' },
    { text: 'Messages restored', unit: 'short', steps: fallingSteps([1, 100]) },
    { text: 'Compared', unit: 'dateTimeFromNow' },
  ],
});

const repeatedEvents = tablePanel({
  ...{ title: 'Events that came more than once', width: 24 },
  description:
    'Of the first 1,000 events received in the range, those that were delivered more than once. Each counts once in every number. How many deliveries of the last hour were repeated, all of them, is on the dashboard of the service.',
  targets: [
    infinityTarget({
      query: `{ rows: events(${RANGE}, limit: 1000) { receivedAt occurredAt account type chatId deliveries } }`,
      columns: [
        { selector: 'receivedAt', text: 'Received', type: 'timestamp' },
        { selector: 'occurredAt', text: 'Happened', type: 'timestamp' },
        { selector: 'account', text: 'Account', type: 'string' },
        { selector: 'type', text: 'Type', type: 'string' },
        { selector: 'chatId', text: 'Chat', type: 'string' },
        { selector: 'deliveries', text: 'Deliveries', type: 'number' },
      ],
      format: 'table',
    }),
  ],
  transformations: [
    {
      id: 'filterByValue',
      options: {
        ...{ type: 'include', match: 'all' },
        filters: [{ fieldName: 'Deliveries', config: { id: 'greater', options: { value: 1 } } }],
      },
    },
  ],
  columns: [
    { text: 'Received', unit: 'dateTimeAsIso' },
    { text: 'Happened', unit: 'dateTimeAsIso' },
    { text: 'Account' },
    { text: 'Type' },
    { text: 'Chat' },
    { text: 'Deliveries', unit: 'short', steps: fallingSteps([2, 5]) },
  ],
});

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
          selector: 'eventsSpooled',
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
    { ...{ title: 'By day', height: 10 }, panels: [coverageByDay] },
    { ...{ title: 'Repetitions', height: 10 }, panels: [repeatedEvents] },
  ],
};
