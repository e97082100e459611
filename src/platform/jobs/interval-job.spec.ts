import pino from 'pino';
import { IntervalJob } from './interval-job';
import type { IntervalJobOptions, RunResult } from './interval-job';

describe('A job at an interval', () => {
  let stop: AbortController;
  let logged: Record<string, unknown>[];
  let begun: number;
  let atOnce: number;
  /** Ends the run under way. */
  let end: (result?: RunResult) => void;
  let fail: (error: Error) => void;

  const job = (more: Partial<IntervalJobOptions> = {}) => {
    const write = (line: string) => void logged.push(JSON.parse(line) as Record<string, unknown>);
    const run = async () => {
      begun += 1;
      atOnce += 1;
      expect(atOnce).toBe(1);
      try {
        return await new Promise<RunResult>((resolve, reject) => {
          end = (result = 'done') => {
            resolve(result);
          };
          fail = reject;
        });
      } finally {
        atOnce -= 1;
      }
    };
    const options = { name: 'work', everyMs: 100, failure: 'working failed', run, ...more };
    return new IntervalJob(options, stop.signal, pino({}, { write }));
  };
  const pass = (milliseconds: number) => jest.advanceTimersByTimeAsync(milliseconds);

  beforeEach(() => {
    jest.useFakeTimers();
    jest.spyOn(Math, 'random').mockReturnValue(1);
    stop = new AbortController();
    logged = [];
    begun = 0;
    atOnce = 0;
  });

  afterEach(() => {
    jest.restoreAllMocks();
    jest.useRealTimers();
  });

  it('runs at once, and then at each interval', async () => {
    job().start();
    for (const runs of [1, 2, 3]) {
      expect(begun).toBe(runs);
      end();
      await pass(99);
      expect(begun).toBe(runs);
      await pass(1);
    }
  });

  it('never overlaps itself, and makes up once for the ticks that it missed', async () => {
    job().start();
    await pass(350);
    expect(begun).toBe(1);
    end();
    await pass(0);
    expect(begun).toBe(2);
    end();
    await pass(49);
    expect(begun).toBe(2);
    await pass(1);
    expect(begun).toBe(3);
  });

  it('goes on at once when there is more to do', async () => {
    job().start();
    end('more');
    await pass(0);
    expect(begun).toBe(2);
    end();
    await pass(0);
    expect(begun).toBe(2);
  });

  it('logs and counts what fails, runs again at the next interval, and says when it works again', async () => {
    job().start();
    for (const failures of [1, 2]) {
      fail(new Error('no'));
      await pass(100);
      expect(begun).toBe(failures + 1);
      expect(logged.at(-1)).toMatchObject({ level: 50, job: 'work', failures, msg: 'working failed' });
    }
    end();
    await pass(0);
    expect(logged.slice(2)).toMatchObject([{ level: 30, job: 'work', failures: 2 }]);
    fail(new Error('no'));
    await pass(100);
    fail(new Error('no'));
    await pass(0);
    expect(logged.at(-1)).toMatchObject({ failures: 1 });
  });

  it('logs also what is thrown at once', async () => {
    const run = () => {
      throw new Error('no');
    };
    job({ run }).start();
    await pass(0);
    expect(logged).toMatchObject([{ level: 50, msg: 'working failed' }]);
  });

  it.each([
    ['sooner than at the interval', { first: 10, most: 40 }, [10, 20, 40, 40]],
    ['later than at the interval', { first: 250, most: 1_000 }, [250, 500, 1_000, 1_000]],
  ])('tries again after growing waits: %s', async (_, retry, waits) => {
    job({ retry }).start();
    for (const [index, wait] of waits.entries()) {
      if (index % 2 === 0) end('failed');
      else fail(new Error('no'));
      await pass(wait - 1);
      expect(begun).toBe(index + 1);
      await pass(1);
      expect(begun).toBe(index + 2);
    }
    end();
    await pass(0);
    expect(logged.filter(({ level }) => level === 50)).toHaveLength(2);
    expect(logged.at(-1)).toMatchObject({ level: 30, failures: 4 });
  });

  it('waits after a failure also for the ticks that it missed meanwhile', async () => {
    job({ retry: { first: 1_000, most: 1_000 } }).start();
    await pass(350);
    fail(new Error('no'));
    await pass(999);
    expect(begun).toBe(1);
    await pass(1);
    expect(begun).toBe(2);
  });

  it('ends when the run under way has ended, says nothing of what that throws, and runs no more', async () => {
    const ending = job({ retry: { first: 10, most: 10 } });
    ending.start();
    await pass(150);
    stop.abort();
    let isEnded = false;
    const ended = ending.stop().then(() => (isEnded = true));
    await pass(1_000);
    expect(isEnded).toBe(false);
    fail(new Error('stopped'));
    await ended;
    await pass(1_000);
    expect(begun).toBe(1);
    expect(logged).toEqual([]);
  });

  it('ends while it waits to try again', async () => {
    const ending = job({ retry: { first: 10, most: 10 } });
    ending.start();
    fail(new Error('no'));
    await pass(5);
    stop.abort();
    await ending.stop();
    await pass(1_000);
    expect(begun).toBe(1);
  });
});
