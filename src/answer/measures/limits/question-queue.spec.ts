import { AskerHasLeft, QuestionQueue, TooManyQuestions } from './question-queue';

const STAYS = new AbortController().signal;

describe('the queue of questions', () => {
  const queueOf = (weight: number, { maxWaiting = 10, timeoutMs = 60_000 } = {}) =>
    new QuestionQueue({ weight, maxWaiting, timeoutMs });
  const soon = () => new Promise((resolve) => setImmediate(resolve));

  it('lets a few be answered at once, and the next when one has left', async () => {
    const queue = queueOf(2);
    const begun: number[] = [];
    const turns = [1, 2, 3, 4].map(async (number) => {
      const leave = await queue.enter(1, STAYS);
      begun.push(number);
      return leave;
    });
    await soon();
    expect(begun).toEqual([1, 2]);
    const leave = await turns[0];
    leave?.();
    leave?.();
    await soon();
    expect(begun).toEqual([1, 2, 3]);
    for (const turn of turns.slice(1)) (await turn)();
  });

  it('answers a heavy question alone, also one that is heavier than everything, and lets nobody overtake it', async () => {
    const queue = queueOf(3);
    const light = await queue.enter(1, STAYS);
    const begun: string[] = [];
    const heavy = queue.enter(7, STAYS).then((leave) => (begun.push('heavy'), leave));
    void queue.enter(1, STAYS).then(() => begun.push('late'));
    await soon();
    expect(begun).toEqual([]);
    light();
    await soon();
    expect(begun).toEqual(['heavy']);
    (await heavy)();
    await soon();
    expect(begun).toEqual(['heavy', 'late']);
  });

  it('refuses those who come when too many wait, and those who have waited too long', async () => {
    const full = queueOf(1, { maxWaiting: 1 });
    const leave = await full.enter(1, STAYS);
    const waiting = full.enter(1, STAYS);
    await expect(full.enter(1, STAYS)).rejects.toThrow(TooManyQuestions);
    leave();
    (await waiting)();
    const slow = queueOf(1, { timeoutMs: 5 });
    await slow.enter(1, STAYS);
    await expect(slow.enter(1, STAYS)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  });

  it('forgets who has left, wherever in the queue he was', async () => {
    const queue = queueOf(2);
    const first = await queue.enter(1, STAYS);
    const leaving = new AbortController();
    const impatient = queue.enter(2, leaving.signal);
    const last = queue.enter(1, STAYS);
    leaving.abort();
    await expect(impatient).rejects.toThrow(AskerHasLeft);
    (await last)();
    first();
    await expect(queue.enter(2, leaving.signal)).resolves.toBeInstanceOf(Function);
    await expect(queue.enter(1, leaving.signal)).rejects.toThrow(AskerHasLeft);
  });
});
