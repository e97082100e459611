import { listFilter, RANGE } from '../model/arguments';
import { CLOCK_ARGUMENT, titleOnClock } from '../model/clock';
import type { DashboardDraft } from '../model/dashboard';
import { IF_EMPTY } from '../model/empty-texts';
import { fallingSteps, neutralSteps } from '../model/goals';
import { infinityTarget } from '../model/infinity-target';
import { linkTo } from '../model/links';
import type { PanelDraft } from '../model/panel';
import { statPanel } from '../panels/stat-panel';
import type { TableColumn } from '../panels/table-panel';
import { tablePanel } from '../panels/table-panel';
import { measuresOverTime } from '../panels/time-series-panel';
import { ALL_FILTERS as filters, ALL_VARIABLES } from './filters';

const nowStat = (
  title: string,
  description: string,
  options: { selector: string; unit: string; isOnClock?: boolean; goal?: readonly [number, number] },
): PanelDraft =>
  statPanel({
    ...{ title: options.isOnClock === true ? titleOnClock(title) : title, description, width: 8 },
    target: infinityTarget({
      query: `{ rows: live(${listFilter(filters)}${options.isOnClock === true ? `, ${CLOCK_ARGUMENT}` : ''}) { ${options.selector} } }`,
      columns: [{ selector: options.selector, text: title, type: 'number' }],
      format: 'table',
    }),
    settings: { unit: options.unit },
    steps: options.goal === undefined ? neutralSteps() : fallingSteps(options.goal),
    links: [linkTo('signalzen-response-times', 'Response times')],
  });

const EPISODE_FIELDS = [
  ['startedAt', 'Started', 'timestamp'],
  ['lastActivityAt', 'Last activity', 'timestamp'],
  ['account', 'Account', 'string'],
  ['chatId', 'Chat', 'string'],
  ['operator', 'Operator', 'string'],
  ['page', 'Page', 'string'],
  ['messagesVisitor', 'Visitor messages', 'number'],
  ['messagesOperator', 'Operator messages', 'number'],
  ['firstResponseSeconds', 'First response', 'number'],
  ['copilotOutcome', 'Copilot', 'string'],
] as const;

/** By the type of a column, or by its field. */
const CELLS: Readonly<Record<string, Omit<TableColumn, 'text'>>> = {
  timestamp: { unit: 'dateTimeFromNow' },
  number: { unit: 'short' },
  firstResponseSeconds: { unit: 's' },
  operator: { ifEmpty: IF_EMPTY.OPERATOR },
  page: { ifEmpty: IF_EMPTY.PAGE, width: 260 },
  copilotOutcome: {
    words: {
      ...{ NONE: 'Not there', PENDING: 'Pending', RESOLVED: 'Resolved' },
      ...{ ABANDONED: 'Abandoned', HANDED_OFF: 'Handed off' },
    },
  },
};

const openContacts = tablePanel({
  ...{ title: titleOnClock('Open contacts'), width: 24 },
  description:
    'Episodes that started in the range and are neither closed nor idle, at most 500, the oldest first. "Operator" is the author of the last operator message, by id; "First response": from the visitor\'s first message, or the hand-off, to the first message of an operator.',
  targets: [
    infinityTarget({
      query: `{ rows: episodes(${RANGE}, ${listFilter(filters)}, ${CLOCK_ARGUMENT}, status: OPEN, limit: 500) { ${EPISODE_FIELDS.map(([selector]) => selector).join(' ')} } }`,
      columns: EPISODE_FIELDS.map(([selector, text, type]) => ({ selector, text, type })),
      format: 'table',
    }),
  ],
  columns: EPISODE_FIELDS.map(([selector, text, type]) => ({ text, ...CELLS[type], ...CELLS[selector] })),
});

export const LIVE: DashboardDraft = {
  uid: 'signalzen-live',
  title: 'SignalZen: Live',
  description: 'What is going on now: open contacts, who waits, and the last hours.',
  ...{ from: 'now-24h/h', refresh: '10s', variables: ALL_VARIABLES.filter(({ name }) => name !== 'compare') },
  rows: [
    {
      ...{ title: 'Now', height: 5 },
      panels: [
        nowStat('Open', 'Episodes that are neither closed nor idle at this moment.', {
          selector: 'episodesOpen',
          unit: 'short',
        }),
        nowStat('Waiting', 'Open episodes whose visitor wrote last: nobody has answered yet.', {
          selector: 'episodesWaiting',
          unit: 'short',
          goal: [1, 10],
        }),
        nowStat('Longest wait', 'Since the first message that nobody has answered, of all who wait.', {
          selector: 'longestWaitSeconds',
          unit: 's',
          isOnClock: true,
          goal: [60, 300],
        }),
      ],
    },
    {
      ...{ title: 'The last hours', height: 9 },
      panels: [
        measuresOverTime(['episodesStarted', 'episodesClosed', 'episodesOpen'], {
          title: 'Started, closed, open',
          width: 12,
          filters,
        }),
        measuresOverTime(['messagesVisitor', 'messagesOperator', 'messagesCopilot'], {
          title: 'Messages',
          width: 12,
          filters,
          isStacked: true,
        }),
      ],
    },
    { ...{ title: 'Who is there', height: 12 }, panels: [openContacts] },
  ],
};
