const RANGE = 'from: "2026-01-01T00:00Z", to: "2026-02-01T00:00Z"';
/** `x0`, `x1`, … */
export const numbered = (count: number, text = 'x') =>
  Array.from({ length: count }, (_, index) => `${text}${index}`);
const attributes = (count: number) => numbered(count).map((name) => ({ name, values: ['1'] }));

/** What is asked, by what the lists are of. */
export const LIST_QUESTIONS = {
  filter: `query ($list: StatsFilter) {
    stats(${RANGE}, granularity: DAY, filter: $list) { messagesVisitor firstResponseSecondsP90 episodesOpen }
    waiting(filter: $list) { chatId } episodes(${RANGE}, filter: $list) { chatId }
    changes(${RANGE}, measures: ["closures"], filter: $list) { measure } }`,
  measures: `query ($list: [String!]!) { changes(${RANGE}, measures: $list) { measure } }`,
  groupBy: `query ($list: [Dimension!]) { stats(${RANGE}, granularity: TOTAL, groupBy: $list) { closures } }`,
  types: `query ($list: [String!]) { events(${RANGE}, types: $list) { id } deliveries(${RANGE}, types: $list) { id } }`,
  accounts: `query ($list: [String!]) { coverage(${RANGE}, accounts: $list) { day } }`,
  targets: `query ($list: [String!]) { targets(${RANGE}, targets: $list) { target } }`,
  chat: 'query ($list: ID!) { chatEvents(chatId: $list) { id } }',
};
export type ListQuestion = keyof typeof LIST_QUESTIONS;

type LongList = [question: ListQuestion, name: string, list: unknown];

/** Lists that are long, and can be answered. */
export const LONG_LISTS_ANSWERED: LongList[] = [
  [
    'filter',
    '300 of each list',
    { accounts: numbered(300), operators: numbered(300), pages: numbered(300, '/') },
  ],
  ['filter', '300 operators of accounts', { operators: numbered(300, 'shop:') }],
  [
    'filter',
    '300 values of each of some attributes',
    { attributes: [{ name: 'plan', values: numbered(300) }] },
  ],
  ['filter', '300 encoded pages', { encoded: numbered(300, 'page=%2F').join('&') }],
  ['filter', 'ten thousand short pages', { pages: numbered(10_000, '') }],
  ['filter', 'ten thousand encoded values', { encoded: Array(10_000).fill('page=%27').join('&') }],
  ['groupBy', 'one dimension five thousand times', Array(5_000).fill('PAGE')],
  ['types', 'ten thousand', numbered(10_000, '')],
  ['accounts', 'ten thousand', numbered(10_000, '')],
  ['measures', 'one of them eight thousand times', Array(8_000).fill('closures')],
];

/** Lists that no answer is worth, or that the database does not take. */
export const LONG_LISTS_REFUSED: LongList[] = [
  ['filter', '21 attributes', { attributes: attributes(21) }],
  ['filter', 'a thousand attributes', { attributes: attributes(1_000) }],
  ['filter', 'a thousand unknown teams', { teams: numbered(1_000) }],
  ['filter', 'a page of quotes', { pages: ["'".repeat(90_000)] }],
  ['filter', 'an attribute of quotes', { attributes: [{ name: "'".repeat(90_000), values: ['1'] }] }],
  ['filter', 'an operator that is none, and long', { operators: ['A B:'.padEnd(90_000, 'x')] }],
  ['measures', 'five thousand unknown', numbered(5_000)],
  ['types', 'a text of quotes', ["'".repeat(90_000)]],
  ['targets', 'five thousand unknown', numbered(5_000)],
  ['chat', 'a text of quotes', "'".repeat(90_000)],
];
