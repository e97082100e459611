import { RANGE } from '../../model/arguments';
import { fallingSteps } from '../../model/goals';
import { infinityTarget } from '../../model/infinity-target';
import { tablePanel } from '../../panels/table-panel';

/** What was delivered again. */
export const REPEATED_EVENTS = tablePanel({
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
