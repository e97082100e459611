import { setImmediate as nextTurn } from 'node:timers/promises';
import { unhurried } from './unhurried';

function workFor(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

/** How many turns of the event loop others have while something is done. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  const state = { turns: 0, isDone: false };
  const others = (async () => {
    while (!state.isDone) {
      await nextTurn();
      state.turns += 1;
    }
  })();
  await work();
  state.isDone = true;
  await others;
  return state.turns;
}

/** Works on each item for longer than a loop may work at a stretch. */
async function longLoop(items: number): Promise<void> {
  for await (const milliseconds of unhurried(Array<number>(items).fill(8))) workFor(milliseconds);
}

describe('a long loop over rows', () => {
  it('sees every item once, in order', async () => {
    const items = Array.from({ length: 10_000 }, (_, index) => index);
    const seen: number[] = [];
    for await (const item of unhurried(items)) seen.push(item);
    expect(seen).toEqual(items);
  });

  it('lets the others have a turn whenever it has worked for some milliseconds', async () => {
    expect(await turnsDuring(() => longLoop(5))).toBeGreaterThanOrEqual(4);
  });

  it('gives the others as many turns when there are many of it: only one goes on each time', async () => {
    const turns = await turnsDuring(() => Promise.all(Array.from({ length: 10 }, () => longLoop(4))));
    expect(turns).toBeGreaterThanOrEqual(30);
  });
});
