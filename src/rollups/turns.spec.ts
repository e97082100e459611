import { setImmediate as soon } from 'node:timers/promises';
import { Turns } from './turns';

describe('turns', () => {
  let begun: number;
  let atOnce: number;
  let finish: () => void;
  const turns = () =>
    new Turns(async () => {
      begun += 1;
      atOnce += 1;
      expect(atOnce).toBe(1);
      await new Promise<void>((resolve) => (finish = resolve));
      atOnce -= 1;
    });

  beforeEach(() => {
    begun = 0;
    atOnce = 0;
  });

  it('do the work each time, when the last one is done', async () => {
    const taken = turns();
    for (const expected of [1, 2, 3]) {
      taken.take();
      expect(begun).toBe(expected);
      finish();
      await soon();
    }
    expect(begun).toBe(3);
  });

  it('that come while the work goes on are taken right after it, as one', async () => {
    const taken = turns();
    taken.take();
    taken.take();
    taken.take();
    expect(begun).toBe(1);
    finish();
    await soon();
    expect(begun).toBe(2);
    finish();
    await soon();
    expect(begun).toBe(2);
  });

  it('end when the work under way is done, and none begins any more', async () => {
    const taken = turns();
    taken.take();
    taken.take();
    let isEnded = false;
    const ending = taken.end().then(() => (isEnded = true));
    await soon();
    expect(isEnded).toBe(false);
    finish();
    await ending;
    await soon();
    taken.take();
    expect(begun).toBe(1);
  });
});
