import { resolveRange } from '../../measures/calendar/range-input';
import { CHAT_EVENT_COLUMNS } from '../../lists/events/chat-event';
import type { EventListService } from '../../lists/events/event-list.service';
import { accountsWithin } from '../../measures/stats/list-bounds';
import { defineReport } from '../define-report';
import { PART } from '../parameters/common-parameters';
import { texts } from '../parameters/list-parameters';
import { partOf } from '../portions';
import type { Report } from '../report';

/** What GraphQL answers to `events`, all of it. */
export function eventsReport(events: EventListService): Report {
  return defineReport({
    name: 'events',
    description: 'One row per event, by the time of its first receipt, with its body.',
    scope: 'contacts',
    narrowedBy: 'accounts',
    parameters: { types: texts('types', 'Only these event types, as SignalZen names them.'), ...PART },
    columns: CHAT_EVENT_COLUMNS,
    rows: (values, bounds, signal) =>
      partOf(
        events.allReceived(
          resolveRange(values, values.timezone),
          { types: values.types, accounts: accountsWithin([], bounds) },
          signal,
        ),
        values,
      ),
  });
}
