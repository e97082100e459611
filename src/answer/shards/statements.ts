import {
  beside,
  byAll,
  byDelivery,
  byNumber,
  byShare,
  byText,
  combinedBy,
  earliest,
  inOrder,
  latest,
  sum,
  united,
} from './put-together';
import type { Order, PutTogether } from './put-together';

/** A list of which pages are asked for, and which is read as a whole in portions: in which order it is. */
export const LISTS = {
  episodes: byAll(byText('listed_at'), byText('account')),
  ratings: byAll(byText('rated_at'), byText('account')),
  'queries/deliveries': byDelivery,
  'queries/events': byAll(byText('received_at'), byNumber('sequence'), byNumber('segment')),
} as const satisfies Readonly<Record<string, Order>>;

const ANY_ORDER = {
  'queries/chats_with_words': beside,
  'queries/copilot_unrecognised': beside,
  'queries/first_fact': beside,
  'queries/operator_names': beside,
  'response curve': beside,
  live: beside,
} as const satisfies Readonly<Record<string, PutTogether>>;

/**
 * How the answers of several databases to one statement are put together. Whoever adds a statement that is asked of
 * more than one account says here how.
 */
export const STATEMENTS = {
  ...ANY_ORDER,
  'queries/accounts': united('account'),
  'queries/attribute_names': united('value'),
  'queries/coverage': inOrder(byAll(byText('day'), byText('account'))),
  'queries/dated_before': combinedBy({ events: sum }),
  'queries/deliveries_by_time': combinedBy({ deliveries: sum }, byNumber('time')),
  'queries/freshness': combinedBy({
    last_received_at: latest,
    events_pending: sum,
    operator_messages_unlinked: sum,
  }),
  'queries/not_understood': combinedBy({ deliveries: sum }),
  'queries/operators': inOrder(byText('account')),
  'queries/received_types': inOrder(byText('account')),
  'notify/contacts_by_hour': beside,
  'notify/first_received': combinedBy({ first_ms: earliest }),
  'notify/last_received': beside,
  'notify/late_events': beside,
  'notify/least_linked': inOrder(byAll(byShare, byText('account'))),
  'notify/turns': combinedBy({ version: sum }),
  'notify/unknown_types': inOrder(byText('account')),
  distribution: combinedBy({ samples: sum }),
  waiting: inOrder(byAll(byNumber('since_ms'), byText('account'))),
} as const satisfies Readonly<Record<string, PutTogether>>;

/** Whatever is asked of one account, goes to its database alone. */
const OF_ONE_ACCOUNT = ['queries/chat_episodes', 'queries/chat_events', 'queries/chat_is_of'] as const;

/** What is asked of each database by itself, and put together by what it means. */
const OF_EACH_DATABASE = ['queries/pending_times', 'queries/rolled_up_until'] as const;

/** Those that count values are put together by `mostFrequent`. */
export const OF_VALUES = ['queries/episodes_by_attribute', 'queries/episodes_by_page'] as const;

/** All that is asked of the rows of accounts, by the names of files. */
export const CLASSIFIED: readonly string[] = [
  ...Object.keys(STATEMENTS),
  ...Object.keys(LISTS),
  ...OF_ONE_ACCOUNT,
  ...OF_EACH_DATABASE,
  ...OF_VALUES,
];
