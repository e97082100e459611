import { PassPace } from './pass-pace';

/** When passes begin, looked for every 100 ms of the first ten seconds. */
function begins(intervalMs: number, passMs: number, isAnythingDue = true): number[] {
  const pace = new PassPace(intervalMs);
  const found: number[] = [];
  for (let now = 0; now <= 10_000; now += 100) {
    if (!pace.begins(now)) continue;
    found.push(now);
    if (!isAnythingDue) continue;
    pace.computed(now, now + passMs);
    now += passMs;
  }
  return found;
}

describe('The pace of passes', () => {
  it('is that of the interval, where they take little of it or find nothing', () => {
    expect(begins(2_000, 100)).toEqual([0, 2_000, 4_000, 6_000, 8_000, 10_000]);
    expect(begins(2_000, 1_000, false)).toEqual([0, 2_000, 4_000, 6_000, 8_000, 10_000]);
  });

  it('leaves them a third of the time, so that each computes more', () => {
    expect(begins(2_000, 1_000)).toEqual([0, 3_000, 6_000, 9_000]);
  });

  it('never rests for more than one and a half intervals', () => {
    expect(begins(1_000, 3_000)).toEqual([0, 4_500, 9_000]);
  });
});
