import { cellsOf } from './cells';
import type { RawDelivery } from './delivery';
import { historyOf, totalAt } from './sample-histories';
import { HOUR, MINUTE, NOON, copilotMessage, linkedMessage, userEvent, visitorMessage } from './samples';

const DAY = 24 * HOUR;
const visit = visitorMessage(1, 0);
const closed = (ms: number) => userEvent('closed', ms);

describe('episodesOpen', () => {
  /** At the end of each of these buckets. */
  const openAt = (now: number, edges: number[], ...deliveries: RawDelivery[]) =>
    cellsOf(historyOf(deliveries), {
      edges: edges.map((ms) => NOON + ms),
      now: NOON + now,
      fill: true,
    }).map(({ measures }) => measures.episodesOpen);

  it('is neither closed nor idle, and has started, at the end of the bucket', () => {
    expect(openAt(9 * DAY, [-1, 0, 1, HOUR], visit)).toEqual([0, 1, 1]);
    expect(openAt(9 * DAY, [0, HOUR - 1, HOUR, HOUR + 1], visit, closed(HOUR))).toEqual([1, 0, 0]);
    expect(openAt(9 * DAY, [0, DAY, DAY + 1], visit)).toEqual([1, 0]);
    expect(openAt(9 * DAY, [0, HOUR], closed(2 * HOUR))).toEqual([0]);
  });

  it('is as it is now where the bucket has not ended, or not begun', () => {
    expect(openAt(HOUR, [0, DAY, 2 * DAY, 9 * DAY], visit)).toEqual([1, 1, 1]);
    expect(openAt(2 * DAY, [0, DAY, 3 * DAY], visit)).toEqual([1, 0]);
  });

  it('was idle until an operator wrote', () => {
    const late = linkedMessage(2, 30 * HOUR);
    expect(openAt(9 * DAY, [0, HOUR, 29 * HOUR, 30 * HOUR, 54 * HOUR, 55 * HOUR], visit, late)).toEqual([
      1, 0, 1, 1, 0,
    ]);
  });
});

describe('episodes', () => {
  it('with a visitor message are missed when over without an answer, and unanswered without an operator', () => {
    const counted = (now: number, ...deliveries: RawDelivery[]) => {
      const { episodesMissed, episodesUnanswered } = totalAt(now, deliveries);
      return [episodesMissed, episodesUnanswered];
    };
    expect(counted(HOUR, visit)).toEqual([0, 0]);
    expect(counted(2 * DAY, visit)).toEqual([1, 1]);
    expect(counted(HOUR, visit, closed(MINUTE), linkedMessage(2, 10 * MINUTE))).toEqual([1, 1]);
    // In the tail of the close it is an answer.
    expect(counted(HOUR, visit, closed(MINUTE), linkedMessage(2, 2 * MINUTE))).toEqual([0, 0]);
    // Resolved by the copilot, or not.
    expect(counted(2 * DAY, visit, copilotMessage(2, 1))).toEqual([0, 0]);
    expect(counted(2 * DAY, visit, copilotMessage(2, 1), visitorMessage(3, 2))).toEqual([0, 1]);
    expect(counted(2 * DAY, userEvent('created', 0), copilotMessage(2, 1), visitorMessage(3, 2))).toEqual([
      0, 1,
    ]);
    expect(counted(HOUR, visit, copilotMessage(2, 1))).toEqual([0, 0]);
    expect(counted(2 * DAY, visit, linkedMessage(2, 1))).toEqual([0, 0]);
    expect(counted(2 * DAY, visit, linkedMessage(2, 1, { auto_invitation: true }))).toEqual([1, 1]);
    // Without a visitor message none can be answered.
    expect(counted(2 * DAY, userEvent('created', 0))).toEqual([0, 0]);
    // An operator wrote, though before the question.
    expect(counted(2 * DAY, userEvent('created', 0), linkedMessage(2, 1), visitorMessage(3, 2))).toEqual([
      0, 0,
    ]);
    expect(counted(2 * DAY, closed(0), visitorMessage(3, MINUTE))).toEqual([0, 0]);
  });

  it('are engaged with a visitor message, open or over, also one in the tail of the close', () => {
    const engagedAt = (now: number, ...deliveries: RawDelivery[]) => totalAt(now, deliveries).episodesEngaged;
    const created = userEvent('created', 0);
    expect(engagedAt(HOUR, created, linkedMessage(2, 1))).toBe(0);
    expect(engagedAt(HOUR, created, visitorMessage(2, 1))).toBe(1);
    expect(engagedAt(HOUR, visit, userEvent('blocked', MINUTE))).toBe(1);
    expect(engagedAt(HOUR, created, closed(MINUTE), visitorMessage(2, 2 * MINUTE))).toBe(1);
    expect(engagedAt(HOUR, closed(0), visitorMessage(2, MINUTE))).toBe(0);
  });

  it('are empty when over without a message of the visitor, however they ended', () => {
    const emptyAt = (now: number, ...deliveries: RawDelivery[]) => totalAt(now, deliveries).episodesEmpty;
    const created = userEvent('created', 0);
    expect(emptyAt(DAY, created)).toBe(0);
    expect(emptyAt(DAY + 1, created)).toBe(1);
    expect(emptyAt(HOUR, created, closed(MINUTE))).toBe(1);
    expect(emptyAt(HOUR, created, userEvent('blocked', MINUTE))).toBe(1);
    expect(emptyAt(2 * DAY, created, linkedMessage(2, 1), copilotMessage(3, 2))).toBe(1);
    expect(emptyAt(2 * DAY, created, visitorMessage(2, DAY))).toBe(0);
    // The message comes too late: it starts another episode.
    expect(emptyAt(2 * DAY, created, visitorMessage(2, DAY + 1))).toBe(1);
    expect(emptyAt(HOUR, created, closed(MINUTE), visitorMessage(2, 4 * MINUTE), closed(5 * MINUTE))).toBe(1);
    expect(emptyAt(HOUR, created, closed(MINUTE), visitorMessage(2, 2 * MINUTE), closed(5 * MINUTE))).toBe(0);
    // Of what is known only by its close nobody knows whether anything was written.
    expect(emptyAt(HOUR, closed(0))).toBe(0);
  });

  it('fall to the buckets of their anchors', () => {
    const history = historyOf([
      visit,
      linkedMessage(2, 1000),
      closed(HOUR),
      userEvent('rated', 2 * HOUR, { rating: 5 }),
    ]);
    const edges = [0, 1, 2, 3].map((hour) => NOON + hour * HOUR);
    const perHour = cellsOf(history, { edges, now: NOON + DAY }).map(({ time, measures }) => [
      (time - NOON) / HOUR,
      measures,
    ]);
    expect(perHour).toMatchObject([
      [0, { episodesStarted: 1, firstResponseSeconds: [1], firstAnswers: 1, replySeconds: [1], closures: 0 }],
      [1, { episodesStarted: 0, closureSeconds: [3600], episodesClosed: 1, ratedClosures: 1, ratings: 0 }],
      [2, { ratings: 1, rating5: 1, ratedClosures: 0 }],
    ]);
  });
});

describe('after a week', () => {
  const WEEK = 7 * DAY;
  const resolved = [visit, copilotMessage(2, 1000), closed(MINUTE)];
  const seenAt = (now: number, ...deliveries: RawDelivery[]) => {
    const { durablyResolved, resolvedAWeekAgo, repeatContacts, endedAWeekAgo } = totalAt(now, deliveries);
    return [durablyResolved, resolvedAWeekAgo, repeatContacts, endedAWeekAgo];
  };

  it('an episode is resolved for good, and not repeated, without another start within 7 days of its end', () => {
    expect(seenAt(MINUTE + WEEK, ...resolved)).toEqual([0, 0, 0, 0]);
    expect(seenAt(MINUTE + WEEK + 1, ...resolved)).toEqual([1, 1, 0, 1]);
    expect(seenAt(MINUTE + WEEK + 2, ...resolved, visitorMessage(3, MINUTE + WEEK))).toEqual([0, 1, 1, 1]);
    expect(seenAt(MINUTE + WEEK + 2, ...resolved, visitorMessage(3, MINUTE + WEEK + 1))).toEqual([
      1, 1, 0, 1,
    ]);
    // A thanks in the tail is no other episode.
    expect(seenAt(2 * WEEK, ...resolved, visitorMessage(3, 2 * MINUTE))).toEqual([1, 1, 0, 1]);
  });

  it('an idle one ended with its last activity, a blocked one too', () => {
    const talk = [visit, copilotMessage(2, HOUR)];
    expect(seenAt(HOUR + WEEK, ...talk)).toEqual([0, 0, 0, 0]);
    expect(seenAt(HOUR + WEEK + 1, ...talk)).toEqual([1, 1, 0, 1]);
    expect(seenAt(HOUR + WEEK + 1, ...talk, userEvent('blocked', 2 * HOUR))).toEqual([1, 1, 0, 1]);
    const again = visitorMessage(3, HOUR + WEEK);
    expect(seenAt(HOUR + WEEK + 1, ...talk, userEvent('blocked', 2 * HOUR), again)).toEqual([0, 1, 1, 1]);
  });

  it('one is repeated whoever answered, and whether its start is known or not', () => {
    expect(seenAt(2 * WEEK, visit)).toEqual([0, 0, 0, 1]);
    expect(seenAt(2 * WEEK, visit, visitorMessage(2, 2 * DAY))).toEqual([0, 0, 1, 2]);
    expect(seenAt(2 * WEEK, closed(0), visitorMessage(2, WEEK))).toEqual([0, 0, 1, 1]);
    expect(seenAt(2 * WEEK, closed(0), visitorMessage(2, WEEK + 1))).toEqual([0, 0, 0, 1]);
  });

  it('the one counts at the start, the other at the end', () => {
    const history = historyOf([visit, copilotMessage(2, 1000), closed(HOUR)]);
    const edges = [NOON, NOON + HOUR, NOON + 2 * HOUR];
    const cells = cellsOf(history, { edges, now: NOON + 2 * WEEK }).map(({ measures }) => measures);
    expect(cells).toMatchObject([
      { resolvedAWeekAgo: 1, durablyResolved: 1, endedAWeekAgo: 0 },
      { resolvedAWeekAgo: 0, durablyResolved: 0, endedAWeekAgo: 1 },
    ]);
  });
});
