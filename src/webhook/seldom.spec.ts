import { Seldom } from './seldom';

describe('Seldom', () => {
  it('tells at once, then not before the interval is over, and then how often it happened meanwhile', () => {
    let now = 5000;
    const seldom = new Seldom(10_000, () => now);
    const told: number[] = [];
    const happen = () => {
      seldom.happened((times) => told.push(times));
    };
    happen();
    happen();
    now += 9999;
    happen();
    expect(told).toEqual([1]);
    now += 1;
    happen();
    expect(told).toEqual([1, 3]);
  });
});
