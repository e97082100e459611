import fc from 'fast-check';
import { readWholeList } from './read-whole-list';
import { readingOf } from './testing/reading-of';
import { ShiftingList } from './testing/shifting-list';

/** Places are shares of the list, so that a change can be made to a list of any length. */
type Change =
  | { readonly kind: 'insert'; readonly at: number; readonly count: number }
  | { readonly kind: 'delete'; readonly at: number; readonly count: number }
  | { readonly kind: 'move'; readonly from: number; readonly to: number };

const place = fc.double({ min: 0, max: 1, noNaN: true });
const count = fc.integer({ min: 1, max: 12 });
const INSERT = fc.record({ kind: fc.constant('insert' as const), at: place, count });
const DELETE = fc.record({ kind: fc.constant('delete' as const), at: place, count });
const MOVE = fc.record({ kind: fc.constant('move' as const), from: place, to: place });

/** What happens before each page, for some pages; afterwards the list rests. */
const historyOf = (...kinds: fc.Arbitrary<Change>[]) =>
  fc.array(fc.array(fc.oneof(...kinds), { maxLength: 4 }), { maxLength: 40 });
const options = fc
  .record({ limit: fc.integer({ min: 2, max: 12 }), overlap: fc.integer({ min: 1, max: 5 }) })
  .map(({ limit, overlap }) => ({ limit, overlap: Math.min(overlap, limit - 1) }));
const size = fc.integer({ min: 0, max: 60 });

async function readWhile(length: number, history: Change[][], how: { limit: number; overlap: number }) {
  const list = new ShiftingList(Array.from({ length }, (_, index) => String(index)));
  const always = new Set(list.ids);
  let inserted = length;
  list.before('each', () => {
    for (const change of history[list.asked.length - 1] ?? []) {
      const { ids } = list;
      const index = (share: number) => Math.floor(share * ids.length);
      if (change.kind === 'insert') {
        const fresh = Array.from({ length: change.count }, () => String((inserted += 1)));
        ids.splice(index(change.at), 0, ...fresh);
      } else if (change.kind === 'delete') {
        for (const id of ids.splice(index(change.at), change.count)) always.delete(id);
      } else {
        const moved = ids.splice(index(change.from), 1);
        ids.splice(index(change.to), 0, ...moved);
      }
    }
  });
  const reading = await readingOf(
    readWholeList(list.read, { ...how, maxPasses: 60, passesToStable: Infinity }),
  );
  return { reading, always, left: list.ids };
}

describe('what is in a list for the whole time is given once', () => {
  it.each([
    ['items are inserted and deleted', historyOf(INSERT, DELETE)],
    ['items are inserted and move', historyOf(INSERT, MOVE, MOVE)],
    ['items are deleted and move', historyOf(DELETE, MOVE, MOVE)],
    ['items move', historyOf(MOVE)],
  ])('while %s', async (_what, history) => {
    await fc.assert(
      fc.asyncProperty(size, history, options, async (length, changes, how) => {
        const { reading, always } = await readWhile(length, changes, how);
        expect(reading.end).toMatchObject({ how: 'complete' });
        const given = new Set(reading.ids);
        expect(given.size).toBe(reading.ids.length);
        expect([...always].filter((id) => !given.has(id))).toEqual([]);
      }),
      { numRuns: Number(process.env['WHOLE_LIST_RUNS'] ?? 500) },
    );
  });
});
