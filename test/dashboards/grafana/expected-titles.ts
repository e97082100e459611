const OF_OPERATORS = ['Account', 'Operator'];
const STARS = ['Rating 1', 'Rating 2', 'Rating 3', 'Rating 4', 'Rating 5'];
const RATED = ['Ratings', 'CSAT rate', 'Rating, average', ...STARS];
const SPREAD = ['From', 'To', 'Count', 'Share within'];
const WEEK = ['Hour', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const OF_CONTACTS = [
  ...['Episodes started', 'Episodes unanswered', 'First response, P50', 'First response, P90'],
  ...['Closure, P50', 'Copilot resolution rate', 'Ratings', 'CSAT rate'],
];

/** What stands above the columns of each table, from left to right; by dashboard and panel. */
export const COLUMNS_OF_TABLES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'signalzen-clickhouse': {
    'By table': ['Table', 'Parts', 'Rows', 'Disk', 'Uncompressed'],
    'By type of event': ['Type', 'Deliveries', 'Events', 'Unreadable', 'Last'],
  },
  'signalzen-copilot': {
    'By page': [
      ...['Page', 'Copilot episodes', 'Copilot involvement rate', 'Copilot resolution rate'],
      ...['Copilot resolved', 'Copilot handed off', 'Copilot abandoned', 'Copilot pending'],
    ],
  },
  'signalzen-data-quality': {
    'Coverage by day': [
      ...['Day', 'Account', 'Coverage', 'Chats', 'Chats delivered', 'Messages', 'Messages delivered'],
      ...['Messages restored', 'Compared'],
    ],
    'Webhooks by type of event': ['Account', 'Type', 'Deliveries', 'Last'],
    'Events that came more than once': ['Received', 'Happened', 'Account', 'Type', 'Chat', 'Deliveries'],
  },
  'signalzen-live': {
    'Open contacts · ${clock:text}': [
      ...['Started', 'Last activity', 'Account', 'Chat', 'Operator', 'Page', 'Visitor messages'],
      ...['Operator messages', 'First response', 'Copilot'],
    ],
  },
  'signalzen-operators': {
    'Operators · ${clock:text}': [
      ...['Name', 'Operator messages', 'First responses', 'First response, P50', 'First response, P90'],
      ...['Replies', 'Reply, P50', 'Reply, P90', 'Episodes closed', 'Closure, P50', 'Ratings', 'CSAT rate'],
      ...OF_OPERATORS,
    ],
  },
  'signalzen-pages': {
    'Pages · ${clock:text}': ['Page', ...OF_CONTACTS],
    'Values of ${attribute} · ${clock:text}': ['Attribute', ...OF_CONTACTS],
  },
  'signalzen-ratings': {
    'By operator': ['Name', ...RATED, ...OF_OPERATORS],
    'By page': ['Page', ...RATED],
  },
  'signalzen-response-times': {
    'First response · ${clock:text}': SPREAD,
    'Until closed · ${clock:text}': SPREAD,
    'How well targets are kept': [
      ...[
        'Target',
        'Measure',
        'Within',
        'Clock',
        'Goal',
        'Kept',
        'At least',
        'At most',
        'Budget left',
        'Met',
      ],
      ...['Breached', 'Pending', 'Ended early', 'If those were breaches', 'Last words'],
    ],
    Contacts: WEEK,
    'First response, P90 · ${clock:text}': WEEK,
  },
};

/** What lines are called that are asked for in SQL, by panel. */
export const LINES_OF_SQL: Readonly<Record<string, readonly string[]>> = {
  'Deliveries by hour': ['deliveries webhook'],
  'From event to receipt': ['P50', 'P95'],
};

/** What stands in cells in place of a text. */
export const WORDS: Readonly<Record<string, readonly string[]>> = {
  // Nothing at all only in ids, of which links are made.
  '': ['Nobody', 'Unknown', 'Not set', ''],
  ...{ NONE: ['Not there'], PENDING: ['Pending'], RESOLVED: ['Resolved'] },
  ...{ FIRST_RESPONSE: ['First response'], REPLY: ['Reply'], CLOSURE: ['Until closed'] },
  ...{ CALENDAR: ['Calendar'], WORKING: ['Working hours'] },
  ...{ ABANDONED: ['Abandoned'], HANDED_OFF: ['Handed off'], true: ['Yes'], false: ['No'] },
  ...Object.fromEntries(
    Array.from({ length: 24 }, (_, hour) => [String(hour), [`${String(hour).padStart(2, '0')}:00`]]),
  ),
};
