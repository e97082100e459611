import { fullJitter } from './account-requests';

describe('the wait before a repetition', () => {
  const limits = { firstBackoffMs: 100, maxBackoffMs: 1000 };
  const longest = (repetition: number) => fullJitter(repetition, limits, () => 1);

  it('doubles its limit with each repetition, up to the highest', () => {
    expect([1, 2, 3, 4, 5, 2000].map(longest)).toEqual([100, 200, 400, 800, 1000, 1000]);
  });

  it('is anywhere from nothing to that limit', () => {
    expect(fullJitter(3, limits, () => 0)).toBe(0);
    expect(fullJitter(3, limits, () => 0.25)).toBe(100);
  });
});
