import { durationOf, percentileColumns } from '../../src/answer/measures/stats/bins';
import type { BinnedRow } from '../../src/answer/measures/stats/bins';
import { startTemporaryClickHouse } from '../support/temporary-clickhouse';
import type { TemporaryClickHouse } from '../support/temporary-clickhouse';

const PERCENTS = [1, 50, 75, 90, 95, 99];
const COUNTS = [1, 2, 3, 9, 10, 11, 19, 20, 99, 100, 101, 1_000, 99_999, 8_675_309, 4_000_000_000, 7e13];

/** In milliseconds. */
const middleOf = (bin: number): number => (bin === 0 ? 0 : (2 / 2.02) * 1.02 ** (bin - 1));

/** Between which milliseconds the durations of some bins can lie. */
function endsOf(bins: Readonly<Record<number, number>>): [number, number] {
  const keys = Object.keys(bins).map(Number);
  if (keys.length === 0 || Math.max(...keys) === 0) return [0, 0];
  return [Math.floor(1.02 ** (Math.min(...keys) - 2)), Math.ceil(1.02 ** (Math.max(...keys) - 1))];
}

describe('a percentile', () => {
  let server: TemporaryClickHouse;

  /**
   * @param rows what rows of a roll-up have in their bins
   * @param range the shortest and the longest duration of each; the ends of the bins if left out
   */
  const percentilesOf = async (
    percents: readonly number[],
    rows: readonly Record<number, number>[],
    range?: readonly [number, number],
  ) => {
    const maps = rows.map((bins) => {
      const [least, most] = range ?? endsOf(bins);
      return `(map(${Object.entries(bins).flat().join(', ')}), ${least}, ${most})`;
    });
    const [answer = {}] = await server.clickhouse.queryText<BinnedRow>(
      `SELECT ${percentileColumns(percents).join(', ')} FROM values('bins Map(UInt16, UInt64), value_min Int64, value_max Int64', ${maps.join(', ')})`,
      {},
      'percentiles',
    );
    return answer.percentile_bins?.map((bin) => durationOf(bin, answer));
  };

  beforeAll(async () => {
    server = await startTemporaryClickHouse();
  });
  afterAll(async () => {
    await server.stop();
  });

  it.each(PERCENTS)(
    'of %i lies in the bin of the nearest rank, however many samples there are',
    async (percent) => {
      for (const count of COUNTS) {
        const rank = Number((BigInt(count) * BigInt(percent) + 99n) / 100n);
        const [below, above] = [rank - 1, count - rank];
        const rows = [
          { 700: 1 },
          ...(below > 0 ? [{ 650: below }] : []),
          ...(above > 0 ? [{ 710: above }] : []),
        ];
        expect({ count, found: await percentilesOf([percent], rows) }).toEqual({
          count,
          found: [expect.closeTo(middleOf(700), 3)],
        });
      }
    },
  );

  it('adds up what several rows have in the same bin', async () => {
    const rows = [
      { 100: 2, 200: 1 },
      { 200: 1, 300: 1 },
      { 100: 1, 300: 4 },
    ];
    expect(await percentilesOf([30, 31, 50, 51], rows)).toEqual(
      [100, 200, 200, 300].map((bin): unknown => expect.closeTo(middleOf(bin), 3)),
    );
  });

  it('is neither shorter than the shortest nor longer than the longest', async () => {
    const rows = [{ 700: 2 }, { 700: 1 }];
    for (const exact of [1_012_345, 1_016_000, 1_030_000]) {
      expect(await percentilesOf([1, 50, 99], rows, [exact, exact])).toEqual([exact, exact, exact]);
    }
  });

  it('of durations of no length is nothing, and of no durations there is none', async () => {
    expect(await percentilesOf([50, 99], [{ 0: 3 }, {}])).toEqual([0, 0]);
    expect(await percentilesOf([50, 99], [{}, {}])).toEqual([]);
  });
});
