import { SpreadScale } from './spread-scale';

const bins = (counts: readonly number[]) =>
  [
    [0, 10],
    [10, 30],
    [30, 60],
    [60, null],
  ].map(([lower = 0, upper], index) => ({
    lowerSeconds: lower ?? 0,
    upperSeconds: upper ?? null,
    count: counts[index] ?? 0,
  }));

describe('the scale of a spread', () => {
  it('ends with the last bin that holds anything, or in which a mark stands', () => {
    const lengthOf = (counts: number[], marks: number[]) => new SpreadScale(bins(counts), marks).bins.length;
    expect([lengthOf([1, 0, 0, 0], []), lengthOf([1, 0, 2, 0], []), lengthOf([1, 0, 0, 0], [15])]).toEqual([
      1, 3, 2,
    ]);
    expect([lengthOf([0, 0, 0, 0], []), lengthOf([0, 0, 0, 0], [900])]).toEqual([1, 4]);
  });

  it('has each bin as wide as the others, and a duration in its own, the longer the further', () => {
    const scale = new SpreadScale(bins([1, 1, 1, 1]), []);
    expect(scale.edges).toEqual([0, 10, 30, 60]);
    expect([0, 5, 10, 30, 60, 1e6].map((seconds) => scale.positionOf(seconds))).toEqual([
      0, 0.5, 1, 2, 3.5, 3.5,
    ]);
    // Within a bin by the factor: 17.3 times 1.73 is 30.
    expect(scale.positionOf(Math.sqrt(300))).toBeCloseTo(1.5);
  });

  it('has what lies beyond its last bin at its end', () => {
    expect(new SpreadScale(bins([1, 1, 0, 0]), []).positionOf(45)).toBe(2);
  });
});
