import type { Waiting } from '../api/waiting';
import { newlyWaiting } from './newly-waiting';

const MINUTE = 60_000;
const waits = (chatId: string, since: number, due?: number): Waiting => ({
  ...{ account: 'default', chatId, number: 1, operator: '', page: '', copilot: false, link: null },
  waitingSince: new Date(since).toISOString(),
  ...{ waitSeconds: 0, workingWaitSeconds: null },
  dueAt: due === undefined ? null : new Date(due).toISOString(),
  dueTarget: due === undefined ? null : 'answered soon',
});
const ids = (waiting: readonly Waiting[]) => waiting.map(({ chatId }) => chatId);

describe('who has newly come to the list of who waits', () => {
  it('is who was not there before, and who was answered and writes again', () => {
    const before = { waiting: [waits('1', 0), waits('2', MINUTE)], at: 2 * MINUTE };
    const now = { waiting: [waits('1', 0), waits('2', 3 * MINUTE), waits('3', 4 * MINUTE)], at: 5 * MINUTE };
    expect(ids(newlyWaiting(before, now).began)).toEqual(['2', '3']);
  });

  it('is beyond a target once, when it passes', () => {
    const waiting = [waits('1', 0, MINUTE), waits('2', 0, 3 * MINUTE), waits('3', 0)];
    const told = [2, 4, 6].map((minutes, index, all) =>
      ids(
        newlyWaiting({ waiting, at: (all[index - 1] ?? 0) * MINUTE }, { waiting, at: minutes * MINUTE })
          .breached,
      ),
    );
    expect(told).toEqual([['1'], ['2'], []]);
  });

  it('is nobody of a list that was full: they may have waited all along', () => {
    const full = Array.from({ length: 100 }, (_, index) => waits(String(index), index));
    const now = { waiting: [...full.slice(1), waits('new', 100)], at: 1000 };
    expect(newlyWaiting({ waiting: full, at: 1000 }, now).began).toEqual([]);
  });
});
