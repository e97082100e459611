import { getEventListeners } from 'node:events';
import { dependantSignals } from '../../../test/support/dependant-signals';
import { Deadline } from './deadline';
import { runCall } from './run-call';

const call = (signal: AbortSignal | undefined, timeoutMs = 60_000) => ({
  ...{ statement: 'a test', parameters: {}, settings: {} },
  ...{ signal, timeoutMs },
});

describe('A deadline', () => {
  it('leaves nothing in a signal that lives on, however many there were, nor a timer', async () => {
    const { signal } = new AbortController();
    const before = process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
    for (let times = 0; times < 1000; times += 1) {
      new Deadline(60_000, signal).end();
      await runCall(call(signal), () => Promise.resolve());
      await runCall(call(signal), () => Promise.reject(new Error('no'))).catch(() => undefined);
    }
    expect(getEventListeners(signal, 'abort')).toEqual([]);
    expect(dependantSignals(signal)).toBe(0);
    expect(process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length).toBe(before);
  });

  it('is seen to leave something where signals are combined: the count above can fail', () => {
    const { signal } = new AbortController();
    // eslint-disable-next-line no-restricted-syntax
    AbortSignal.any([signal, new AbortController().signal]);
    expect(dependantSignals(signal)).toBe(1);
  });

  it('ends what its caller gives up, with the reason, also what was given up before', () => {
    const caller = new AbortController();
    const deadline = new Deadline(60_000, caller.signal);
    expect(deadline.signal.aborted).toBe(false);
    caller.abort('enough');
    for (const one of [deadline, new Deadline(60_000, caller.signal)]) {
      expect([one.signal.aborted, one.signal.reason, one.hasPassed]).toEqual([true, 'enough', false]);
      one.end();
    }
  });

  it('passes by itself, and not after its end', async () => {
    const deadline = new Deadline(1, undefined);
    const ended = new Deadline(1, undefined);
    ended.end();
    await new Promise((passed) => {
      deadline.signal.addEventListener('abort', passed);
    });
    await new Promise((passed) => setTimeout(passed, 5));
    expect([deadline.hasPassed, ended.hasPassed, ended.signal.aborted]).toEqual([true, false, false]);
  });

  it('tells a call that took too long from one that was given up', async () => {
    const caller = new AbortController();
    const hang = (signal: AbortSignal) =>
      new Promise((_, fail) => {
        signal.addEventListener('abort', () => {
          fail(new Error('aborted'));
        });
      });
    await expect(runCall(call(caller.signal, 1), hang)).rejects.toMatchObject({ code: 'CLICKHOUSE_TIMEOUT' });
    const givenUp = runCall(call(caller.signal), hang);
    caller.abort();
    await expect(givenUp).rejects.toMatchObject({ code: 'CLICKHOUSE_CUT_OFF' });
  });
});
