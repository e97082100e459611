import { dueWords, standingOf, targetWords } from './target-words';

describe('a target in words', () => {
  it('says what it wants, and on which clock', () => {
    const asked = { measure: 'FIRST_RESPONSE', withinSeconds: 300 } as const;
    expect(targetWords({ ...asked, clock: 'WORKING' })).toBe(
      'First response within 5\u00a0m of working hours',
    );
    expect(targetWords({ ...asked, clock: 'CALENDAR' })).toBe('First response within 5\u00a0m');
  });

  it.each([
    [0.95, 0.9, 0.98, 'above the goal'],
    [0.91, 0.85, 0.95, 'too close to say'],
    [0.8, 0.7, 0.89, 'below the goal'],
    [1, null, null, 'too few to say'],
  ])('of a rate of %d between %d and %d stands %s', (rate, rateLow, rateHigh, words) => {
    expect(standingOf({ rate, rateLow, rateHigh, goalRate: 0.9 })?.words).toBe(words);
  });

  it('without anything that was met or breached stands nowhere', () => {
    expect(standingOf({ rate: null, rateLow: null, rateHigh: null, goalRate: 0.9 })).toBeUndefined();
  });

  it('says when somebody is due, or was', () => {
    expect([dueWords(200_000, 20_000), dueWords(20_000, 740_000)]).toEqual([
      'due in 3\u00a0m',
      '12\u00a0m overdue',
    ]);
  });
});
