import { LogThrottle } from './log-throttle';

describe('LogThrottle', () => {
  it('tells at once, then not before the interval is over, and then how often it happened meanwhile', () => {
    let now = 5000;
    const throttle = new LogThrottle(10_000, () => now);
    const reported: number[] = [];
    const happen = () => {
      throttle.happened((times) => reported.push(times));
    };
    happen();
    happen();
    now += 9999;
    happen();
    expect(reported).toEqual([1]);
    now += 1;
    happen();
    expect(reported).toEqual([1, 3]);
  });
});
