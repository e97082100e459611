import { AccountPause } from './request-turns';
import { VirtualClock } from './testing/virtual-clock';

const { signal: NEVER } = new AbortController();

describe('the pause of an account', () => {
  it('is over at once where there is none', async () => {
    const clock = new VirtualClock();
    const pause = new AccountPause(clock);
    await pause.over(NEVER);
    expect(pause.isOn).toBe(false);
    expect(clock.now()).toBe(0);
  });

  it('is prolonged by a longer one, also for those who wait, and not ended by a shorter one', async () => {
    const clock = new VirtualClock();
    const pause = new AccountPause(clock);
    pause.lastFor(1000);
    const waiting = pause.over(NEVER);
    pause.lastFor(3000);
    pause.lastFor(10);
    expect(pause.isOn).toBe(true);
    await waiting;
    expect(clock.now()).toBe(3000);
    expect(pause.isOn).toBe(false);
  });
});
