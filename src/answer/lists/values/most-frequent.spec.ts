import fc from 'fast-check';
import { mostFrequent } from './most-frequent';
import type { WantedCounts } from './most-frequent';

type Counts = Readonly<Record<string, number>>;

/** What databases with these counts answer, and how many rows that were. */
function databases(counts: readonly Counts[]) {
  let rows = 0;
  const ask = ({ least, values, limit }: WantedCounts) => {
    const answers = counts.map((own) =>
      Object.entries(own)
        .filter(([value, count]) => count >= least && (values.length === 0 || values.includes(value)))
        .sort(([one, many], [other, more]) => more - many || (one < other ? -1 : 1))
        .slice(0, limit)
        .map(([value, count]) => ({ value, episodes: String(count) })),
    );
    rows += answers.flat().length;
    return Promise.resolve(answers);
  };
  return { ask, rows: () => rows };
}

describe('the most frequent values', () => {
  it('are those of all databases together, though they may be frequent in none', async () => {
    const { ask } = databases([
      { a: 9, b: 8, c: 7 },
      { d: 9, e: 8, c: 7 },
    ]);
    expect(await mostFrequent(ask, 2)).toEqual(['c', 'a']);
  });

  it('are found without a look at all that are rare', async () => {
    const rare = (name: string) =>
      Object.fromEntries(Array.from({ length: 1_000 }, (_, i) => [`${name}${i}`, 1]));
    const { ask, rows } = databases([
      { ...rare('a'), often: 40, sometimes: 30 },
      { ...rare('b'), often: 2, sometimes: 20 },
    ]);
    expect(await mostFrequent(ask, 2)).toEqual(['sometimes', 'often']);
    expect(rows()).toBeLessThan(20);
  });

  it('are what a count of all would say, however they are spread', async () => {
    const counts = fc.dictionary(
      fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'),
      fc.integer({ min: 1, max: 9 }),
      {
        noNullPrototype: true,
      },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(counts, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 6 }),
        async (spread, limit) => {
          const sums: Record<string, number> = {};
          for (const own of spread)
            for (const [value, count] of Object.entries(own)) sums[value] = (sums[value] ?? 0) + count;
          const one = databases([sums]);
          expect(await mostFrequent(databases(spread).ask, limit)).toEqual(
            await mostFrequent(one.ask, limit),
          );
        },
      ),
    );
  });
});
