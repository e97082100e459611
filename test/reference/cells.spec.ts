import type { Question } from './cells';
import { cellsOf } from './cells';
import { historyOf, totalAt } from './sample-histories';
import {
  HOUR,
  NOON,
  copilotMessage,
  linkedMessage,
  operatorMessage,
  userEvent,
  visitorMessage,
} from './samples';

const DAY = 24 * HOUR;
const visit = visitorMessage(1, 0);
const closed = (ms: number) => userEvent('closed', ms);
const by = (id: number) => ({ sender: { id } });

/** Two episodes: operators 5 and 6 in the first, on /a, the copilot in the second, on /b. */
const story = [
  visitorMessage(1, 0),
  userEvent('tagged', 1, { last_url: '/a', user_attributes: [{ name: 'plan', value: 'free' }] }),
  linkedMessage(2, 1000, by(5)),
  visitorMessage(3, 2000),
  linkedMessage(4, 5000, by(6)),
  userEvent('subscribed_by_email', 6000),
  userEvent('rated', 6500, { rating: 5 }),
  closed(7000),
  userEvent('blocked', HOUR / 2),
  visitorMessage(10, HOUR),
  userEvent('tagged', HOUR + 1, { last_url: '/b', user_attributes: [{ name: 'plan', value: 'pro' }] }),
  copilotMessage(11, HOUR + 1000),
  operatorMessage(12, HOUR + 2000, by(5)),
];

describe('teams', () => {
  const teamsOf = (operator: string) => ({ 5: ['a', 'b'], 6: ['b'] })[operator] ?? [];
  const rows = (question: Omit<Question, 'edges'>) =>
    cellsOf(historyOf(story), { edges: [NOON, NOON + DAY], now: NOON + 2 * HOUR, teamsOf, ...question }).map(
      ({ group: { team }, measures }) => [team, measures.messagesOperator, measures.messagesVisitor],
    );

  it("have what their operators have together; who is in none is in the team ''", () => {
    expect(rows({ groupBy: ['team'] })).toEqual([
      ['', 0, 3],
      ['a', 2, 0],
      ['b', 3, 0],
    ]);
  });

  it('filter by whoever is in any of them, and show no others', () => {
    expect(rows({ filter: { teams: ['a', 'b'] } })).toEqual([[undefined, 3, 0]]);
    expect(rows({ filter: { teams: ['a', ''] }, groupBy: ['team'] })).toEqual([
      ['', 0, 3],
      ['a', 2, 0],
    ]);
  });
});

describe('groups', () => {
  const grouped = (question: Omit<Question, 'edges'>) =>
    cellsOf(historyOf(story), { edges: [NOON, NOON + DAY], now: NOON + 2 * HOUR, ...question }).map(
      ({ group, measures }) => ({ ...group, ...measures }),
    );

  it('by operator are of who wrote, answered or was rated, and of who wrote last in the episode', () => {
    const rows = grouped({ groupBy: ['operator'] });
    expect(rows.map(({ operator }) => operator)).toEqual(['', '5', '6', '99']);
    const [none, five, six, copilot] = rows;
    expect(none).toMatchObject({
      messagesVisitor: 3,
      episodesStarted: 1,
      copilotPending: 1,
      chatsBlocked: 1,
    });
    expect(none).toMatchObject({ episodesOpen: 1, episodesUnanswered: 0, emailSubscriptions: 0, ratings: 0 });
    expect(five).toMatchObject({ messagesOperator: 2, firstResponseSeconds: [1], replySeconds: [1] });
    expect(five).toMatchObject({ episodesStarted: 0, firstAnswerSeconds: [1] });
    expect(six).toMatchObject({ messagesOperator: 1, replySeconds: [3], episodesStarted: 1, closures: 1 });
    expect(six).toMatchObject({ ratings: 1, rating5: 1, ratedClosures: 1, emailSubscriptions: 1 });
    expect(copilot).toMatchObject({
      messagesCopilot: 1,
      firstAnswerSeconds: [1],
      firstResponses: 0,
      replies: 0,
    });
  });

  it('by page, copilot and attribute are of the episode, and none outside of any', () => {
    const rows = grouped({ groupBy: ['page', 'copilot', 'attribute'], attribute: 'plan' });
    expect(rows).toMatchObject([
      { page: '', copilot: false, attribute: '', messagesOperator: 1, chatsBlocked: 1, messagesVisitor: 0 },
      {
        page: '/a',
        copilot: false,
        attribute: 'free',
        messagesVisitor: 2,
        messagesOperator: 2,
        ratings: 1,
        replies: 2,
      },
      {
        page: '/b',
        copilot: true,
        attribute: 'pro',
        messagesVisitor: 1,
        messagesCopilot: 1,
        episodesOpen: 1,
      },
    ]);
    expect(rows).toHaveLength(3);
    expect(grouped({ groupBy: ['attribute'], attribute: 'other' })).toMatchObject([{ attribute: '' }]);
    expect(() => grouped({ groupBy: ['attribute'] })).toThrow('which attribute');
  });

  it('that have anything have every bucket, if empty ones are wanted', () => {
    const edges = [NOON - HOUR, NOON, NOON + HOUR, NOON + 2 * HOUR];
    const pagesOf = (fill: boolean) =>
      grouped({ groupBy: ['page'], fill, ...{ edges } }).map(({ page }) => page);
    expect(pagesOf(false)).toEqual(['', '/a', '', '/b']);
    expect(pagesOf(true)).toEqual(['', '/a', '/b', '', '/a', '/b', '', '/a', '/b']);
    expect(
      cellsOf(historyOf(story), {
        edges: [NOON + DAY, NOON + 2 * DAY],
        groupBy: ['page'],
        fill: true,
        now: NOON + 3 * DAY,
      }),
    ).toEqual([]);
  });

  it('add up to the whole', () => {
    const [whole] = grouped({});
    const sum = (rows: ReturnType<typeof grouped>) =>
      rows.reduce(
        (total, row) => total + row.messagesVisitor + row.messagesOperator + row.replies + row.ratings,
        0,
      );
    expect(sum(grouped({ groupBy: ['operator', 'page', 'copilot'] }))).toBe(
      sum(whole === undefined ? [] : [whole]),
    );
  });
});

describe('a filter', () => {
  const filtered = (filter: Question['filter'] & object) => totalAt(2 * HOUR, story, { filter });

  it('selects each sample by its own dimensions', () => {
    expect(filtered({ operators: ['5'] })).toMatchObject({
      messagesOperator: 2,
      messagesVisitor: 0,
      episodesStarted: 0,
      firstResponses: 1,
      replies: 1,
    });
    expect(filtered({ operators: ['6', ''] })).toMatchObject({
      episodesStarted: 2,
      episodesOpen: 1,
      replies: 1,
    });
    expect(filtered({ pages: ['/b'] })).toMatchObject({
      messagesVisitor: 1,
      messagesCopilot: 1,
      episodesOpen: 1,
    });
    expect(filtered({ copilot: false })).toMatchObject({
      episodesStarted: 1,
      messagesOperator: 3,
      chatsBlocked: 1,
    });
    expect(filtered({ copilot: true })).toMatchObject({
      episodesStarted: 1,
      messagesOperator: 0,
      episodesOpen: 1,
    });
  });

  it('holds in all its parts, and an empty list is none', () => {
    const plan = (...values: string[]) => ({ name: 'plan', values });
    expect(filtered({ operators: ['5'], pages: ['/a'] }).messagesOperator).toBe(1);
    expect(filtered({ attributes: [plan('free', 'pro')] }).messagesVisitor).toBe(3);
    expect(filtered({ attributes: [plan('free'), plan('pro')] }).messagesVisitor).toBe(0);
    expect(filtered({ attributes: [plan(), { name: 'other', values: [''] }] }).messagesVisitor).toBe(3);
    expect(filtered({ attributes: [plan('')] })).toMatchObject({ messagesOperator: 1, chatsBlocked: 1 });
    expect(filtered({ operators: [], pages: [], attributes: [] })).toEqual(filtered({}));
  });
});

describe('events of an episode', () => {
  it('that create a chat are counted once, where the first is', () => {
    const again = userEvent('created', 0, { id: undefined, user_id: 7 });
    const edges = [NOON, NOON + DAY, NOON + 90 * DAY];
    const cells = cellsOf(historyOf([userEvent('created', 0), again]), { edges, fill: true });
    expect(cells.map(({ measures }) => measures.chatsStarted)).toEqual([1, 0]);
  });

  it('take its dimensions only while it lasts', () => {
    const seen = userEvent('tagged', 1, { last_url: '/a' });
    const deliveries = [visit, seen, linkedMessage(2, 1000), userEvent('sent_transcript', 2000)];
    const transcripts = (now: number) =>
      totalAt(now, deliveries, { filter: { pages: ['/a'], operators: ['1'] } });
    expect(transcripts(HOUR).transcriptsSent).toBe(1);
    expect(transcripts(2 * DAY).transcriptsSent).toBe(0);
    expect(totalAt(2 * DAY, deliveries).transcriptsSent).toBe(1);
  });
});
