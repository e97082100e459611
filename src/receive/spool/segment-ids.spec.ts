import { creationTimeOf, SegmentIds } from './segment-ids';

describe('Segment ids', () => {
  it('begin with the time and are never the same twice within one millisecond', () => {
    const ids = new SegmentIds(() => 1_760_000_000_000, 0n);
    const made = Array.from({ length: 50 }, () => ids.next());
    expect(creationTimeOf(made[0] ?? 0n)).toBe(1_760_000_000_000);
    expect(new Set(made).size).toBe(50);
  });

  it('grow although the clock goes back, and are above every id seen before', () => {
    let time = 1_760_000_000_000;
    const seen = new SegmentIds(() => time, 0n).next();
    time -= 3_600_000;
    const ids = new SegmentIds(() => time, seen);
    const first = ids.next();
    const second = ids.next();
    expect(first > seen && second > first).toBe(true);
  });

  it('differ between two processes that start at the same time from the same directory', () => {
    const made = Array.from({ length: 20 }, () => new SegmentIds(() => 1_760_000_000_000, 5n).next());
    expect(new Set(made).size).toBeGreaterThan(15);
  });
});
