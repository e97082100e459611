import { infinityTarget } from '../../model/infinity-target';
import type { PanelDraft, RowDraft } from '../../model/panel';
import type { Target } from '../../model/target';
import { statPanel } from '../../panels/stat-panel';
import { tablePanel } from '../../panels/table-panel';
import { MORE } from './freshness-stat';

function receivedTarget(): Target {
  return infinityTarget({
    query: '{ rows: freshness { received { account type deliveries7d lastReceivedAt } } }',
    list: 'received',
    columns: [
      { selector: 'account', text: 'Account', type: 'string' },
      { selector: 'type', text: 'Type', type: 'string' },
      { selector: 'deliveries7d', text: 'Deliveries', type: 'number' },
      { selector: 'lastReceivedAt', text: 'Last', type: 'timestamp' },
    ],
    format: 'table',
  });
}

/** How much came of a type of event that numbers cannot do without. */
function subscription(type: string, without: string): PanelDraft {
  return statPanel({
    ...{ title: type, width: 6, links: MORE, target: receivedTarget() },
    description: `Deliveries of the last seven days, of all accounts. 0: unless it just did not happen, its webhook is missing in SignalZen; ${without}.`,
    settings: { unit: 'short' },
    steps: [
      { color: 'red', value: null },
      { color: 'blue', value: 1 },
    ],
    calculation: 'sum',
    fields: '/^Deliveries$/',
    transformations: [
      {
        id: 'filterByValue',
        options: {
          ...{ type: 'include', match: 'all' },
          filters: [{ fieldName: 'Type', config: { id: 'equal', options: { value: type } } }],
        },
      },
    ],
  });
}

/** The types of events without which numbers are wrong. */
export const WEBHOOKS: RowDraft = {
  ...{ title: 'What webhooks bring', height: 5 },
  panels: [
    subscription(
      'message.created',
      'then there are no messages and no response times, and every chat looks as if nobody had written in it',
    ),
    subscription(
      'user.created',
      'then no started chat is known, and a contact begins with its first message',
    ),
    subscription(
      'user.closed',
      'then nothing ever closes: a contact ends only when it has been silent for long',
    ),
    subscription('user.rated', 'then there are no ratings'),
  ],
};

/** All types, also those that nobody knew when this was written. */
export const RECEIVED_TYPES: PanelDraft = tablePanel({
  ...{ title: 'Webhooks by type of event', width: 24, sortBy: 'Deliveries' },
  description:
    'What has ever come by webhook, by account and by the type that SignalZen names: how often in the last seven days, copies included, and when last.',
  targets: [receivedTarget()],
  columns: [
    { text: 'Account' },
    { text: 'Type' },
    { text: 'Deliveries', unit: 'short', hasBar: true },
    { text: 'Last', unit: 'dateTimeFromNow' },
  ],
  links: MORE,
});
