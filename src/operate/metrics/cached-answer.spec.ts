import { CachedAnswer } from './cached-answer';

describe('CachedAnswer', () => {
  let asked: { answer: (value: number) => void; fail: () => void }[];
  const ask = () =>
    new Promise<number>((answer, fail) => {
      asked.push({
        answer,
        fail: () => {
          fail(new Error('down'));
        },
      });
    });

  beforeEach(() => {
    jest.useFakeTimers();
    asked = [];
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('asks once for all who come at once, however long it takes, and again after ten seconds', async () => {
    const cached = new CachedAnswer(ask);
    const [one, other] = [cached.get(), cached.get()];
    jest.advanceTimersByTime(60_000);
    const late = cached.get();
    asked[0]?.answer(7);
    expect(await Promise.all([one, other, late])).toEqual([7, 7, 7]);
    jest.advanceTimersByTime(9_999);
    expect(await cached.get()).toBe(7);
    expect(asked).toHaveLength(1);

    jest.advanceTimersByTime(1);
    const next = cached.get();
    asked[1]?.answer(8);
    expect(await next).toBe(8);
  });

  it('answers a failure with nothing, not with what was true before, and keeps it as well', async () => {
    const cached = new CachedAnswer(ask);
    const first = cached.get();
    asked[0]?.answer(7);
    await first;
    jest.advanceTimersByTime(10_000);
    const failing = cached.get();
    asked[1]?.fail();
    expect(await failing).toBeUndefined();
    jest.advanceTimersByTime(9_999);
    expect(await cached.get()).toBeUndefined();
    expect(asked).toHaveLength(2);
    jest.advanceTimersByTime(1);
    void cached.get();
    expect(asked).toHaveLength(3);
  });

  it('asks what is expensive as rarely as it is set to', async () => {
    const cached = new CachedAnswer(ask, 20);
    const answer = cached.get();
    jest.advanceTimersByTime(2_000);
    asked[0]?.fail();
    await answer;
    jest.advanceTimersByTime(39_999);
    await cached.get();
    expect(asked).toHaveLength(1);
    jest.advanceTimersByTime(1);
    void cached.get();
    expect(asked).toHaveLength(2);
  });
});
