import fc from 'fast-check';
import { begun, partOf } from './portions';

describe('a part of many rows', () => {
  const portions = fc.array(fc.array(fc.integer(), { maxLength: 5 }), { maxLength: 8 });
  const all = async <Row>(given: AsyncIterable<readonly Row[]>): Promise<Row[]> => {
    const rows: Row[] = [];
    for await (const some of given) rows.push(...some);
    return rows;
  };

  it('is what a slice of all of them is, however they are portioned', async () => {
    await fc.assert(
      fc.asyncProperty(
        portions,
        fc.nat(20),
        fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }),
        async (given, offset, limit) => {
          async function* source() {
            for (const rows of given) yield await Promise.resolve(rows);
          }
          const expected = given.flat().slice(offset, limit === undefined ? undefined : offset + limit);
          expect(await all(partOf(source(), { limit, offset }))).toEqual(expected);
          expect(await all(await begun(source()))).toEqual(given.flat());
        },
      ),
    );
  });

  it('leaves off the source when it has enough, or is left itself', async () => {
    let [given, isLeft] = [0, false];
    async function* source() {
      try {
        for (;;) yield await Promise.resolve([(given += 1)]);
      } finally {
        isLeft = true;
      }
    }
    expect(await all(partOf(source(), { limit: 3, offset: 1 }))).toEqual([2, 3, 4]);
    expect([given, isLeft]).toEqual([4, true]);
    isLeft = false;
    for await (const rows of await begun(source())) if (rows[0] === 6) break;
    expect([given, isLeft]).toEqual([6, true]);
  });

  it('fails before its first portion where that cannot be had', async () => {
    // eslint-disable-next-line require-yield
    async function* source(): AsyncGenerator<number[]> {
      await Promise.reject(new Error('no database'));
    }
    await expect(begun(source())).rejects.toThrow('no database');
  });
});
