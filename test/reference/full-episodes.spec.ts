import type { RawDelivery } from './delivery';
import { episodesAt, lastEpisodeAt, totalAt } from './sample-histories';
import {
  HOUR,
  MINUTE,
  NOON,
  afterNoon,
  copilotMessage,
  linkedMessage,
  userEvent,
  visitorMessage,
} from './samples';

const DAY = 24 * HOUR;
const TAIL = 2 * MINUTE;
const visit = visitorMessage(1, 0);
/** Without a schedule both clocks say the same. */
const both = (seconds: number) => ({ seconds, workingSeconds: seconds });
const closed = (ms: number) => userEvent('closed', ms);
const by = (id: number) => ({ sender: { id } });

describe('the status of an episode', () => {
  const statusAt = (ms: number, ...deliveries: RawDelivery[]) => lastEpisodeAt(ms, deliveries).status;

  it('is idle after more than the gap without activity, and open after exactly the gap', () => {
    expect(statusAt(DAY, visit)).toBe('OPEN');
    expect(statusAt(DAY + 1, visit)).toBe('IDLE');
    expect(statusAt(DAY + 1, visit, linkedMessage(2, 1))).toBe('OPEN');
    expect(statusAt(DAY + 1, visit, userEvent('tagged', 1))).toBe('IDLE');
    expect(lastEpisodeAt(2 * HOUR, [visit], { episodeIdleGapSeconds: 3600 }).status).toBe('IDLE');
  });

  it('is closed by a close, idle or not', () => {
    expect(statusAt(HOUR, visit, closed(MINUTE))).toBe('CLOSED');
    expect(statusAt(3 * DAY, visit, closed(2 * DAY))).toBe('CLOSED');
    expect(statusAt(HOUR, closed(MINUTE))).toBe('CLOSED');
  });

  it('is open again where an operator writes into an idle episode', () => {
    const late = linkedMessage(2, 30 * HOUR);
    expect(statusAt(29 * HOUR, visit)).toBe('IDLE');
    expect(statusAt(31 * HOUR, visit, late)).toBe('OPEN');
    expect(episodesAt(31 * HOUR, [visit, late, visitorMessage(3, 31 * HOUR)])).toHaveLength(1);
  });
});

describe('to an episode belongs', () => {
  const typesIn = (ms: number, ...deliveries: RawDelivery[]) =>
    episodesAt(ms, deliveries).map(({ events }) => events.map(({ type }) => type.replace('user.', '')));
  const tagged = (ms: number) => userEvent('tagged', ms);

  it('what comes from its start to its close, and in the tail of that', () => {
    const chat = [tagged(-1), visit, tagged(0), tagged(1), closed(2), tagged(2)];
    expect(typesIn(HOUR, ...chat, closed(TAIL + 3))).toEqual([
      // At one moment other events come before the close, whatever came first.
      ['message.created', 'tagged', 'tagged', 'tagged', 'closed'],
    ]);
    expect(typesIn(HOUR, visit, closed(2), linkedMessage(2, 3), tagged(TAIL + 2))[0]).toEqual([
      ...['message.created', 'closed', 'message.created', 'tagged'],
    ]);
    const untailed = { episodeTailSeconds: 0 };
    const blocked = [visit, closed(2), userEvent('blocked', 2)];
    expect(lastEpisodeAt(HOUR, blocked, untailed).events).toHaveLength(2);
    expect(lastEpisodeAt(HOUR, blocked).events).toHaveLength(3);
  });

  it('what comes not later than its last activity, if it is idle', () => {
    const deliveries = [visit, tagged(500), linkedMessage(2, 1000), tagged(1000), tagged(1001)];
    expect(typesIn(2 * DAY, ...deliveries)).toEqual([
      ['message.created', 'tagged', 'message.created', 'tagged'],
    ]);
    expect(typesIn(HOUR, ...deliveries)[0]).toHaveLength(5);
  });

  it('only its close and the tail, if its start is unknown', () => {
    const later = [tagged(TAIL + 2), closed(TAIL + 3), visitorMessage(1, TAIL + 4)];
    expect(typesIn(HOUR, tagged(0), closed(1), tagged(2), ...later)).toEqual([
      ['closed', 'tagged'],
      ['message.created'],
    ]);
  });
});

describe('an episode', () => {
  it('is all that is known of it', () => {
    const deliveries = [
      userEvent('created', 0, { last_url: 'https://example.com/shop/' }),
      linkedMessage(1, 500, { auto_invitation: true }),
      visitorMessage(2, 1000),
      copilotMessage(3, 2000),
      visitorMessage(4, 3000),
      linkedMessage(5, 6000, by(5)),
      linkedMessage(6, 7000, by(6)),
      userEvent('rated', 8000, { rating: 4 }),
      closed(10_000),
      linkedMessage(7, 10_001 + TAIL, by(8)),
    ];
    const { events, ratings, attributes, ...rest } = lastEpisodeAt(HOUR, deliveries);
    expect([events.length, ratings.length, attributes.size]).toEqual([9, 1, 0]);
    expect(rest).toEqual({
      chat: '7',
      number: 1,
      startedAt: NOON,
      closedAt: NOON + 10_000,
      lastActivityAt: NOON + 7000,
      status: 'CLOSED',
      operator: '6',
      page: '/shop',
      copilot: true,
      copilotOutcome: 'HANDED_OFF',
      copilotEligible: false,
      messages: { visitor: 2, operator: 2, copilot: 1, proactive: 1 },
      firstVisitorMessageAt: NOON + 1000,
      responseFrom: NOON + 1000,
      firstResponse: { at: NOON, ...both(5), operator: '5' },
      firstAnswer: { at: NOON, ...both(1), operator: '99' },
      replies: [{ at: NOON + 3000, ...both(3), operator: '5' }],
      totalWait: both(4),
      closure: both(10),
      outsideHours: false,
      endedAt: NOON + 10_000,
      comeback: 'UNKNOWN',
      rating: 4,
      activity: [0, 500, 1000, 2000, 3000, 6000, 7000].map((ms) => NOON + ms),
    });
  });

  it('holds what is said in the tail of its close, and stays closed when it was', () => {
    const user = (ms: number, plan: string) => ({
      last_url: `https://a.site/${ms}`,
      user_attributes: [{ name: 'plan', value: plan }],
    });
    const chat = [visit, closed(MINUTE), linkedMessage(2, 2 * MINUTE, by(5))];
    const rated = userEvent('rated', 2 * MINUTE + 1, { rating: 4, ...user(1, 'pro') });
    const episode = lastEpisodeAt(HOUR, [...chat, rated]);
    expect(episode).toMatchObject({
      status: 'CLOSED',
      closedAt: NOON + MINUTE,
      endedAt: NOON + MINUTE,
      lastActivityAt: NOON + 2 * MINUTE,
      operator: '5',
      page: '/1',
      messages: { visitor: 1, operator: 1 },
      firstResponse: { at: NOON, seconds: 120, operator: '5' },
      replies: [{ at: NOON, seconds: 120, operator: '5' }],
      totalWait: { seconds: 120 },
    });
    expect(episode.ratings.map(({ operator }) => operator)).toEqual(['5']);
    // "up to the episode's end", which is its close.
    expect(episode.attributes.size).toBe(0);
    const early = userEvent('closed', MINUTE, user(2, 'free'));
    expect(lastEpisodeAt(HOUR, [visit, early, rated])).toMatchObject({
      page: '/2',
      attributes: new Map([['plan', 'free']]),
    });
  });

  it('of an unknown start is known by its close, and by who wrote in its tail', () => {
    expect(lastEpisodeAt(HOUR, [closed(0), visitorMessage(1, 1), linkedMessage(2, 2)])).toMatchObject({
      operator: '1',
      firstVisitorMessageAt: undefined,
      lastActivityAt: undefined,
      replies: [],
      messages: { visitor: 1, operator: 1 },
      totalWait: undefined,
    });
  });

  it('of an unknown start is known by its close alone', () => {
    expect(lastEpisodeAt(HOUR, [linkedMessage(1, -1), closed(0)])).toMatchObject({
      startedAt: undefined,
      operator: '',
      page: '',
      copilot: false,
      rating: undefined,
      activity: [],
      firstResponse: undefined,
    });
  });
});

describe('a rating', () => {
  const rated = (ms: number, rating: number, fields: object = {}) =>
    userEvent('rated', ms, { rating, ...fields });
  const ratingsIn = (...deliveries: RawDelivery[]) =>
    episodesAt(100 * HOUR, deliveries).map(({ ratings }) =>
      ratings.map(({ value, operator }) => [value, operator]),
    );
  const answered = [visit, linkedMessage(2, 1000, by(5)), linkedMessage(3, 9000, by(6))];

  it('belongs to the latest episode that started before it, and to the last operator before it', () => {
    expect(ratingsIn(...answered, rated(5000, 3))).toEqual([[[3, '5']]]);
    expect(ratingsIn(...answered, rated(50 * HOUR, 3))).toEqual([[[3, '6']]]);
    expect(ratingsIn(...answered, rated(500, 3))).toEqual([[[3, '']]]);
    expect(ratingsIn(...answered, rated(-500, 3))).toEqual([[]]);
  });

  it('belongs to it after its close, in which an operator writes outside of it', () => {
    const after = linkedMessage(3, HOUR, by(6));
    const deliveries = [visit, linkedMessage(2, 1000, by(5)), closed(2000), after];
    const given = rated(HOUR + 2, 3);
    expect(ratingsIn(...deliveries, given)).toEqual([[[3, '5']]]);
    expect(ratingsIn(...deliveries, visitorMessage(4, HOUR + 1), given)).toEqual([[], [[3, '']]]);
  });

  it('belongs to one that has an unknown start, until another one starts', () => {
    expect(ratingsIn(closed(0), rated(1, 5))).toEqual([[[5, '']]]);
    expect(ratingsIn(closed(0), rated(-1, 5))).toEqual([[[5, '']]]);
    const again = [closed(0), visitorMessage(1, HOUR)];
    expect(ratingsIn(...again, rated(HOUR - 1, 5))).toEqual([[[5, '']], []]);
    expect(ratingsIn(...again, rated(HOUR + 1, 5))).toEqual([[], [[5, '']]]);
    const { ratedClosures, episodesClosed } = totalAt(HOUR, [closed(0), rated(1, 5)]);
    expect([ratedClosures, episodesClosed]).toEqual([1, 1]);
  });

  it('belongs to the episode in which its message was created, or that had ended by then', () => {
    const asked = (ms: number) => linkedMessage(50, ms, { type: 'RatingMessage' });
    const given = userEvent('rated', 3 * HOUR, {
      message: { id: 50, rating: 3 },
      user: { id: 7 },
      id: undefined,
    });
    const again = [closed(10_000), visitorMessage(4, HOUR), linkedMessage(5, HOUR + 1, by(8))];
    expect(ratingsIn(...answered, ...again, asked(5000), given)).toEqual([[[3, '6']], []]);
    expect(ratingsIn(...answered, ...again, asked(11_000), given)).toEqual([[[3, '6']], []]);
    expect(ratingsIn(...answered, ...again, asked(2 * HOUR), given)).toEqual([[], [[3, '8']]]);
    expect(ratingsIn(...answered, ...again, given)).toEqual([[], [[3, '8']]]);
    expect(ratingsIn(...answered, ...again, asked(-5000), given)).toEqual([[], [[3, '8']]]);
  });

  it('without its message says nothing beside the same one with it, within ten minutes and an episode', () => {
    const given = (ms: number, rating: number, id = 50) => {
      const message = { id, type: 'RatingMessage', rating };
      return userEvent('rated', ms, { message, user: { id: 7, updated_at: afterNoon(ms) }, id: undefined });
    };
    const chat = [visit, given(5 * MINUTE, 4)];
    const ratingsAt = (ms: number, stars: number) => totalAt(HOUR, [...chat, rated(ms, stars)]).ratings;
    expect([15, 10, 0, -5].map((minutes) => ratingsAt(minutes * MINUTE, 4))).toEqual([1, 1, 1, 2]);
    expect(ratingsAt(15 * MINUTE + 1, 4)).toBe(2);
    expect(ratingsAt(5 * MINUTE, 3)).toBe(2);
    const changed = [...chat, given(20 * MINUTE, 1), rated(6 * MINUTE, 4)];
    expect(totalAt(HOUR, changed)).toMatchObject({ ratings: 1, rating1: 1 });
    const apart = [closed(6 * MINUTE), visitorMessage(4, 9 * MINUTE), rated(10 * MINUTE, 4)];
    expect(totalAt(HOUR, [...chat, ...apart])).toMatchObject({ ratings: 2, rating4: 2 });
    expect(totalAt(HOUR, [visit, rated(0, 4), rated(1, 4)])).toMatchObject({ ratings: 2 });
  });

  it('that was changed is where its last value was given', () => {
    const message = (rating: number, ms: number) => {
      const asked = { id: 50, type: 'RatingMessage', sender_type: 'operator', rating };
      return userEvent('rated', ms, {
        message: asked,
        id: undefined,
        user: { id: 7 },
        rated_at: new Date(NOON + ms),
      });
    };
    const again = visitorMessage(4, HOUR);
    const chat = [visit, closed(1000), message(2, 2000), again];
    expect(ratingsIn(...chat)).toEqual([[[2, '']], []]);
    expect(ratingsIn(...chat, message(5, 2 * HOUR))).toEqual([[], [[5, '']]]);
    expect(totalAt(9 * HOUR, chat)).toMatchObject({
      ratings: 1,
      rating2: 1,
      ratedClosures: 1,
      episodesClosed: 1,
    });
    expect(totalAt(9 * HOUR, [...chat, message(5, 2 * HOUR)])).toMatchObject({
      ratings: 1,
      rating5: 1,
      ratedClosures: 0,
    });
  });

  it('gives an episode its value, the last of them if there are several', () => {
    const deliveries = [visit, closed(1000), rated(3000, 1), rated(2000, 5)];
    expect(lastEpisodeAt(HOUR, deliveries).rating).toBe(1);
    expect(totalAt(HOUR, deliveries)).toMatchObject({ ratings: 2, ratedClosures: 1 });
  });
});
