import { resolveRange } from '../../measures/calendar/range-input';
import { CHAT_EVENT_COLUMNS } from '../../lists/events/chat-event';
import type { ChatEvent } from '../../lists/events/chat-event';
import type { EventListService } from '../../lists/events/event-list.service';
import { accountsWithin } from '../../measures/stats/list-bounds';
import { defineReport } from '../define-report';
import { PART } from '../parameters/common-parameters';
import { texts, words } from '../parameters/list-parameters';
import { partOf } from '../portions';
import type { Report } from '../report';

type ColumnName = keyof ChatEvent;

/** What tells one from the others. */
const [ID, ...OTHERS] = CHAT_EVENT_COLUMNS;

/** What GraphQL answers to `events`, all of it. */
export function eventsReport(events: EventListService): Report {
  return defineReport({
    name: 'events',
    description: 'One row per event, by the time of its first receipt, with its body.',
    scope: 'contacts',
    narrowedBy: 'accounts',
    parameters: {
      types: texts('types', 'Only these event types, as SignalZen names them.'),
      columns: words(
        'columns',
        { values: OTHERS.map(({ name }) => name) },
        'Only these columns, after id. All of them, if none is named: then a token needs the scope `texts`, for `payload`.',
      ),
      ...PART,
    },
    columns: [ID],
    choice: { columns: OTHERS, chosen: ({ columns }) => chosenColumns(columns) },
    rows: (values, bounds, signal) => {
      const names = [ID, ...chosenColumns(values.columns)].map(({ name }) => name);
      const filter = { types: values.types, accounts: accountsWithin([], bounds) };
      const range = resolveRange(values, values.timezone);
      const all = events.allReceived(range, filter, names.includes('payload'), signal);
      return partOf(withOnly(names, all), values);
    },
  });
}

function chosenColumns(names: readonly ColumnName[]) {
  return OTHERS.filter(({ name }) => names.length === 0 || names.includes(name));
}

async function* withOnly(
  names: readonly ColumnName[],
  portions: AsyncIterable<readonly ChatEvent[]>,
): AsyncGenerator<readonly Partial<ChatEvent>[]> {
  for await (const events of portions)
    yield events.map((event) => Object.fromEntries(names.map((name) => [name, event[name]])));
}
