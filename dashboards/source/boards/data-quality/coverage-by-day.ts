import { RANGE } from '../../model/arguments';
import { fallingSteps, risingSteps } from '../../model/goals';
import { infinityTarget } from '../../model/infinity-target';
import { tablePanel } from '../../panels/table-panel';

/** How complete the webhooks were, as SignalZen's API shows it. */
export const COVERAGE_BY_DAY = tablePanel({
  ...{ title: 'Coverage by day', width: 24 },
  description:
    "Of the chats and messages that SignalZen's API shows, how many webhooks had delivered, by UTC day and account. What they had not was read from the API and is in all numbers; closures, ratings' times and copilot switches that did not come are not. Days of which no chat was compared are left out.",
  targets: [
    infinityTarget({
      query: `{ rows: coverage(${RANGE}, accounts: [\${account:doublequote}]) { day account coverage chatsShown chatsReceived messagesShown messagesReceived messagesRestored comparedAt } }`,
      columns: [
        { selector: 'day', text: 'Day', type: 'string' },
        { selector: 'account', text: 'Account', type: 'string' },
        { selector: 'coverage', text: 'Coverage', type: 'number' },
        { selector: 'chatsShown', text: 'Chats', type: 'number' },
        { selector: 'chatsReceived', text: 'Chats delivered', type: 'number' },
        { selector: 'messagesShown', text: 'Messages', type: 'number' },
        { selector: 'messagesReceived', text: 'Messages delivered', type: 'number' },
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
    { text: 'Chats delivered', unit: 'short' },
    { text: 'Messages', unit: 'short' },
    { text: 'Messages delivered', unit: 'short' },
    { text: 'Messages restored', unit: 'short', steps: fallingSteps([1, 100]) },
    { text: 'Compared', unit: 'dateTimeFromNow' },
  ],
});
