import { createLog } from '../../platform/logging/log';
import { WrongTokens } from './wrong-tokens';

const log = createLog('silent' as 'fatal');

describe('wrong tokens', () => {
  const millisecondsOf = async (work: () => Promise<unknown>): Promise<number> => {
    const from = performance.now();
    await work();
    return performance.now() - from;
  };

  it('are refused at once a few times, and then later and later, by network', async () => {
    const wrong = new WrongTokens(log, 2);
    expect(await millisecondsOf(() => wrong.slowDown('192.0.2.1'))).toBeLessThan(50);
    expect(await millisecondsOf(() => wrong.slowDown('192.0.2.1'))).toBeLessThan(50);
    expect(await millisecondsOf(() => wrong.slowDown('192.0.2.1'))).toBeGreaterThanOrEqual(99);
    expect(await millisecondsOf(() => wrong.slowDown('::ffff:192.0.2.1'))).toBeGreaterThanOrEqual(199);
    expect(await millisecondsOf(() => wrong.slowDown('192.0.2.2'))).toBeLessThan(50);
    expect(wrong.times).toBe(5);
  });

  it('hold few connections, however many come', async () => {
    const wrong = new WrongTokens(log, 0);
    const refused = Array.from({ length: 1_000 }, (_, index) => wrong.slowDown(`192.0.2.${index % 250}`));
    let held = 1_000;
    for (const one of refused) void one.then(() => (held -= 1));
    await new Promise((resolve) => setImmediate(resolve));
    expect(held).toBeLessThanOrEqual(50);
    await Promise.all(refused);
  });

  it('of any number of networks take little memory', async () => {
    const wrong = new WrongTokens(log, 1);
    for (let index = 0; index < 30_000; index += 1)
      await wrong.slowDown(`10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`);
    // The first ones are forgotten: they have their free try again.
    expect(await millisecondsOf(() => wrong.slowDown('10.0.0.0'))).toBeLessThan(50);
    expect(await millisecondsOf(() => wrong.slowDown('10.0.117.47'))).toBeGreaterThanOrEqual(99);
  });
});
