import { percentilesColumn } from '../../src/measures/stats/percentiles-column';
import { startTemporaryClickHouse } from '../support/temporary-clickhouse';
import type { TemporaryClickHouse } from '../support/temporary-clickhouse';

const PERCENTS = [1, 50, 75, 90, 95, 99];
const COUNTS = [1, 2, 3, 9, 10, 11, 19, 20, 99, 100, 101, 1_000, 99_999, 8_675_309, 4_000_000_000, 7e13];

/** In milliseconds. */
const middleOf = (bin: number): number => (bin === 0 ? 0 : (2 / 2.02) * 1.02 ** (bin - 1));

describe('a percentile', () => {
  let server: TemporaryClickHouse;

  /** @param rows what rows of a roll-up have in their bins */
  const percentilesOf = async (percents: readonly number[], rows: readonly Record<number, number>[]) => {
    const maps = rows.map((bins) => `(map(${Object.entries(bins).flat().join(', ')}))`);
    const [answer] = await server.clickhouse.queryText<{ percentiles: (number | null)[] }>(
      `SELECT ${percentilesColumn(percents)} FROM values('bins Map(UInt16, UInt64)', ${maps.join(', ')})`,
      {},
      'percentiles',
    );
    return answer?.percentiles;
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

  it('of durations of no length is nothing, and of no durations there is none', async () => {
    expect(await percentilesOf([50, 99], [{ 0: 3 }, {}])).toEqual([0, 0]);
    expect(await percentilesOf([50, 99], [{}, {}])).toEqual([null, null]);
  });
});
