import { backoff } from './backoff';

describe('The wait before another attempt', () => {
  const limits = { first: 100, most: 1000 };

  it.each([
    [1, 50, 100],
    [2, 100, 200],
    [4, 400, 800],
    [5, 500, 1000],
    [5000, 500, 1000],
  ])('before repetition %i is from %i to %i ms', (attempt, least, most) => {
    for (let draw = 0; draw < 200; draw += 1) {
      const wait = backoff(attempt, limits);
      expect(wait).toBeGreaterThanOrEqual(least);
      expect(wait).toBeLessThanOrEqual(most);
    }
  });

  it('differs from process to process', () => {
    const waits = Array.from({ length: 50 }, () => backoff(4, limits));
    expect(new Set(waits).size).toBeGreaterThan(10);
  });
});
