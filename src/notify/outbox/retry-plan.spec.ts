import { waitAfter } from './retry-plan';

const HOUR = 3_600_000;

describe('what was not taken', () => {
  const totalOf = (kind: Parameters<typeof waitAfter>[0], random: number) => {
    let total = 0;
    for (let attempts = 1; ; attempts += 1) {
      const wait = waitAfter(kind, attempts, 0, random);
      if (wait === undefined) return total / HOUR;
      total += wait;
    }
  };

  it('is tried for 75 hours at a program, for a day by mail, and for two hours in a room', () => {
    expect([totalOf('webhook', 0), totalOf('email', 0), totalOf('slack', 0)].map(Math.floor)).toEqual([
      ...[75, 23, 1],
    ]);
    expect([totalOf('webhook', 1), totalOf('email', 1), totalOf('slack', 1)].map(Math.floor)).toEqual([
      ...[90, 28, 2],
    ]);
  });

  it('is not tried sooner than the receiver said', () => {
    expect(waitAfter('discord', 1, 60_000, 0)).toBe(60_000);
    expect(waitAfter('discord', 1, 1_000, 0)).toBe(5_000);
    expect(waitAfter('discord', 7, 60_000)).toBeUndefined();
  });
});
