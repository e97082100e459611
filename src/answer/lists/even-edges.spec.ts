import { evenEdges } from './fact-counts';

const HOUR = 3_600_000;

describe('the edges around a range', () => {
  it('are quarters of an hour in a week, hours in a month, and days in years', () => {
    expect(evenEdges({ from: 1000, to: HOUR })).toEqual(
      [0, 1, 2, 3, 4].map((quarter) => (quarter * HOUR) / 4),
    );
    expect(evenEdges({ from: 0, to: 30 * 24 * HOUR })).toHaveLength(30 * 24 + 1);
    const days = evenEdges({ from: 0, to: 700 * 24 * HOUR });
    expect((days[1] ?? 0) - (days[0] ?? 0)).toBe(24 * HOUR);
  });

  it('are no more than the days in which anything can be stored', () => {
    const edges = evenEdges({ from: Date.UTC(-9999, 0, 1), to: Date.UTC(9999, 0, 1) });
    expect([edges[0], edges.at(-1)]).toEqual([0, Date.UTC(2106, 0, 1)]);
  });
});
