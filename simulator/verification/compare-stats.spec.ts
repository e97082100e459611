import { generateWorld } from '../world/generate-world';
import { expectedMeasures } from '../world/expected-measures';
import { compareStats, holdsData } from './compare-stats';
import type { Stats } from './stats-query';
import { NO_STATS } from './stats-query';

const nothing = expectedMeasures(generateWorld({ chats: 0, until: Date.UTC(2026, 0, 1) }));
const LINKED = { isLinked: true, areRatingsTold: true };
const expected = { ...nothing, closures: 2, closureSeconds: [10, 20], episodesClosed: 2 };
const stats = (fields: Partial<Stats>): Stats => ({ ...NO_STATS, ...fields });
const wrong = (before: Stats, now: Stats) =>
  compareStats(expected, [before, now], LINKED).flatMap(({ measure, agrees }) => (agrees ? [] : [measure]));

describe('the comparison', () => {
  it('finds nothing wrong with nothing', () => {
    expect(compareStats(nothing, [NO_STATS, NO_STATS], LINKED).every(({ agrees }) => agrees)).toBe(true);
    expect(holdsData(NO_STATS)).toBe(false);
    expect(holdsData(stats({ chatsBlocked: 1 }))).toBe(true);
  });

  it('finds each number that is another', () => {
    const right = { closures: 2, closureSecondsAvg: 15, episodesClosed: 2, ratingResponseRate: 0 };
    expect(wrong(NO_STATS, stats(right))).toEqual([]);
    expect(wrong(NO_STATS, stats({ ...right, closureSecondsAvg: 15.001 }))).toEqual(['closureSecondsAvg']);
    expect(wrong(NO_STATS, stats({ ...right, closureSecondsAvg: null }))).toEqual(['closureSecondsAvg']);
    expect(wrong(NO_STATS, stats({ ...right, rating3: 1 }))).toEqual(['rating3']);
    expect(wrong(NO_STATS, NO_STATS)).toEqual([
      ...['episodesClosed', 'closures', 'closureSecondsAvg', 'ratingResponseRate'],
    ]);
    expect(wrong(NO_STATS, stats({ ...right, copilotEpisodes: 1 }))).toEqual(['copilotEpisodes']);
  });

  it('is about what has been added', () => {
    const before = stats({ closures: 1, closureSecondsAvg: 900, episodesClosed: 3 });
    expect(wrong(before, stats({ closures: 3, closureSecondsAvg: 310, episodesClosed: 5 }))).toEqual([]);
    expect(wrong(before, stats({ closures: 3, closureSecondsAvg: 15, episodesClosed: 5 }))).toEqual([
      'closureSecondsAvg',
    ]);
  });

  it('is about a share where there was none before', () => {
    const week = { ...nothing, endedAWeekAgo: 4, repeatContacts: 1 };
    const shares = (before: Stats, repeatContactRate: number) =>
      compareStats(week, [before, stats({ repeatContactRate })], LINKED)
        .filter(({ measure }) => measure === 'repeatContactRate')
        .map(({ agrees }) => agrees);
    expect(shares(NO_STATS, 0.25)).toEqual([true]);
    expect(shares(NO_STATS, 0.5)).toEqual([false]);
    expect(shares(stats({ repeatContactRate: 1 }), 0.5)).toEqual([]);
  });

  it('is about what can be known', () => {
    const measures = (isLinked: boolean, areRatingsTold: boolean) =>
      compareStats(expected, [NO_STATS, NO_STATS], { isLinked, areRatingsTold }).map(
        ({ measure }) => measure,
      );
    const all = measures(true, true);
    expect(all).toEqual(
      expect.arrayContaining(['replies', 'replySecondsAvg', 'copilotPending', 'ratingAvg']),
    );
    const withoutLinks = measures(false, true);
    expect(withoutLinks).toContain('messagesOperator');
    expect(withoutLinks).toContain('rating5');
    expect(
      withoutLinks.filter((name) => /^(first|repl|total|copilot(Ep|Res|Dur|Pen|Sil)|episodesM)/.test(name)),
    ).toEqual([]);
    const ofRatings = /^rating/;
    expect(measures(true, false)).toEqual(all.filter((name) => !ofRatings.test(name)));
    expect(measures(false, false)).toEqual(withoutLinks);
  });
});
