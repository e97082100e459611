import { setImmediate as nextTurn } from 'node:timers/promises';
import { pacedRows } from './paced-rows';

function workFor(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

describe('the rows of a long answer', () => {
  it('are all there, in order, however many they are', async () => {
    for (const length of [0, 1, 25, 26, 1_000]) {
      const rows = Array.from({ length }, (_, index) => index);
      expect(await Promise.all(pacedRows(rows, length).map(async (row) => row))).toEqual(rows);
    }
  });

  it.each([
    ['', 250, 1, 1],
    [', few at a time when they have many fields', 10, 10, 1_000],
  ])('let others have their turn while they are completed%s', async (_, length, milliseconds, fields) => {
    const state = { turns: 0, isDone: false };
    const others = (async () => {
      while (!state.isDone) {
        await nextTurn();
        state.turns += 1;
      }
    })();
    const rows = Array.from({ length }, (_item, index) => index);
    await Promise.all(
      pacedRows(rows, length, fields).map(async (row) => {
        await row;
        workFor(milliseconds);
      }),
    );
    state.isDone = true;
    await others;
    // One for every 25 to 50 milliseconds of work.
    expect(state.turns).toBeGreaterThanOrEqual(4);
  });

  it('fail one by one', async () => {
    function* broken(): Generator<number> {
      for (let row = 0; row < 30; row += 1) yield row;
      throw new Error('no more');
    }
    const settled = await Promise.allSettled(pacedRows(broken(), 31).map(async (row) => row));
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(30);
  });
});
