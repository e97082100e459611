import fc from 'fast-check';
import { RequestPace } from './request-pace';
import { VirtualClock } from './testing/virtual-clock';

const { signal: NEVER } = new AbortController();

describe('the pace of requests', () => {
  it('keeps starts apart, however they come and whoever gives up, and serves in the order of coming', async () => {
    const arrivals = fc.array(
      fc.record({ after: fc.integer({ min: 0, max: 3000 }), givesUpAfter: fc.option(fc.nat(3000)) }),
      { minLength: 1, maxLength: 25 },
    );
    const rates = fc.constantFrom(0.5, 1, 3, 7.3, 1000);
    await fc.assert(
      fc.asyncProperty(arrivals, rates, async (requests, rate) => {
        const clock = new VirtualClock();
        const pace = new RequestPace(rate, clock);
        const starts: { place: number; at: number }[] = [];
        const waiting: Promise<unknown>[] = [];
        for (const [place, { after, givesUpAfter }] of requests.entries()) {
          await clock.sleep(after, NEVER);
          const giving = new AbortController();
          if (givesUpAfter !== null) {
            void clock.sleep(givesUpAfter, NEVER).then(() => {
              giving.abort();
            });
          }
          const turn = pace.take(giving.signal).then(() => starts.push({ place, at: clock.now() }));
          waiting.push(turn.catch(() => undefined));
        }
        await Promise.all(waiting);
        for (const [index, start] of starts.slice(1).entries()) {
          const before = starts[index] ?? start;
          expect(start.place).toBeGreaterThan(before.place);
          expect(start.at - before.at).toBeGreaterThanOrEqual(1000 / rate - 1e-6);
        }
        const stayed = requests.filter(({ givesUpAfter }) => givesUpAfter === null).length;
        expect(starts.length).toBeGreaterThanOrEqual(stayed);
      }),
      { numRuns: 60 },
    );
  });

  it('lets the first request start at once, and the next after the whole gap', async () => {
    const clock = new VirtualClock();
    const begin = clock.now();
    const pace = new RequestPace(0.5, clock);
    await pace.take(NEVER);
    expect(clock.now()).toBe(begin);
    await pace.take(NEVER);
    expect(clock.now()).toBe(begin + 2000);
  });

  it('saves up nothing in quiet times', async () => {
    const clock = new VirtualClock();
    const pace = new RequestPace(10, clock);
    await pace.take(NEVER);
    clock.time += 60_000;
    const begin = clock.now();
    await pace.take(NEVER);
    await pace.take(NEVER);
    await pace.take(NEVER);
    expect(clock.now()).toBe(begin + 200);
  });

  it('does not believe a timer that fires early', async () => {
    const clock = new VirtualClock();
    const pace = new RequestPace(1, {
      now: () => clock.now(),
      date: () => clock.date(),
      sleep: (ms, signal) => clock.sleep(ms * 0.9, signal),
    });
    const begin = clock.now();
    await pace.take(NEVER);
    await pace.take(NEVER);
    expect(clock.now()).toBeGreaterThanOrEqual(begin + 1000);
  });

  it('gives the turn of a request that is not wanted any more to the next', async () => {
    const clock = new VirtualClock();
    const begin = clock.now();
    const pace = new RequestPace(1, clock);
    await pace.take(NEVER);
    const unwanted = pace.take(NEVER, () => false);
    const next = pace.take(NEVER);
    expect(await unwanted).toBe(false);
    expect(await next).toBe(true);
    expect(clock.now()).toBe(begin + 1000);
  });

  it('spends no turn on a request that was aborted before', async () => {
    const clock = new VirtualClock();
    const pace = new RequestPace(1, clock);
    await expect(pace.take(AbortSignal.abort(new Error('no longer needed')))).rejects.toThrow(
      'no longer needed',
    );
    await pace.take(NEVER);
    expect(clock.now()).toBe(0);
  });

  it('lets go of a request that is aborted while others stand before it', async () => {
    const clock = new VirtualClock();
    clock.hold();
    const pace = new RequestPace(1, clock);
    await pace.take(NEVER);
    const before = pace.take(NEVER);
    const giving = new AbortController();
    const turn = pace.take(giving.signal);
    giving.abort(new Error('no longer needed'));
    await expect(turn).rejects.toThrow('no longer needed');
    clock.goOn();
    expect(await before).toBe(true);
  });
});
