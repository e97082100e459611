import { setTimeout as sleep } from 'node:timers/promises';
import { ProgressDisplay } from './progress-display';

const progress = { accepted: 12, refused: 1, failed: 2, left: 3 };

function screenOf(isTTY: boolean) {
  const written: string[] = [];
  return { isTTY, written, write: (text: string) => written.push(text) };
}

describe('the progress', () => {
  it('is one line that changes on a terminal', async () => {
    const screen = screenOf(true);
    const display = new ProgressDisplay(screen);
    display.update(progress);
    expect(screen.written).toEqual([]);
    await sleep(220);
    display.update(progress);
    display.update(progress);
    expect(screen.written).toHaveLength(1);
    expect(screen.written[0]?.startsWith('\r\u001b[K  12 sent, ')).toBe(true);
    expect(screen.written[0]).toMatch(/\d\/s, 1 refused, 2 failed, 3 left$/);
    display.finish(progress);
    expect(screen.written[1]).toMatch(/ left\n$/);
  });

  it('has whole lines only where it goes to a file', async () => {
    const screen = screenOf(false);
    const display = new ProgressDisplay(screen);
    await sleep(220);
    display.update(progress);
    expect(screen.written).toEqual([]);
    display.finish(progress);
    expect(screen.written.join('')).toMatch(/^ {2}12 sent, \d+\/s, 1 refused, 2 failed, 3 left\n$/);
  });
});
