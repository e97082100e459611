import type { TargetRules, TargetVersion } from '../../../platform/rules/rules';
import { rateInterval } from '../statistics/rates';
import type { StatsCell } from '../stats/stats-request';
import { targetRowsOf } from './target-rows';

const version = (changes: Partial<TargetVersion> = {}): TargetVersion => ({
  ...{ from: -Infinity, withinMs: 300_000, clock: 'WORKING', goal: 0.9 },
  ...{ endedEarly: 'EXCLUDE', lastWord: 'IGNORE', accounts: [], copilot: undefined, pages: [] },
  attributes: new Map(),
  ...changes,
});
const target = (name: string, ...versions: TargetVersion[]): TargetRules => ({
  ...{ name, measure: 'FIRST_RESPONSE' },
  versions: versions.length === 0 ? [version()] : versions,
});
const cell = (time: number, values: Record<string, number>, account: string | null = null): StatsCell => ({
  ...{ time, period: 'CURRENT', incomplete: false, partial: false },
  ...{ account, operator: null, operatorName: null, team: null, teamOverlaps: null },
  ...{ page: null, copilot: null, attribute: null },
  values,
});
const rowsOf = (cells: StatsCell[], ...targets: TargetRules[]) => targetRowsOf(targets, cells, 1000);

describe('How a target is kept', () => {
  it('is the share of what has been decided, with its interval and what is left of the error budget', async () => {
    const counted = { 'target_met/soon': 45, 'target_breached/soon': 3, 'target_pending/soon': 7 };
    const [row, ...more] = await rowsOf(
      [cell(100, { ...counted, 'target_last_word/soon': 2 })],
      target('soon'),
    );
    expect(more).toEqual([]);
    const interval = rateInterval({ part: 45, whole: 48 });
    expect(row).toMatchObject({
      ...{ target: 'soon', measure: 'FIRST_RESPONSE', withinSeconds: 300, clock: 'WORKING', goalRate: 0.9 },
      ...{ met: 45, breached: 3, pending: 7, endedEarly: 0, lastWords: 2 },
      ...{ rate: 45 / 48, rateIfBreached: 45 / 48, rateLow: interval?.low, rateHigh: interval?.high },
      errorBudgetLeft: expect.closeTo(1 - 3 / 4.8, 12) as number,
      ...{ endedEarlyShare: 0, note: null },
    });
  });

  it('is said with what ended early, and aloud where that is more than 5 %', async () => {
    const early = (ended: number) =>
      cell(ended, { 'target_met/soon': 80, 'target_breached/soon': 15, 'target_ended_early/soon': ended });
    const rows = await rowsOf([early(5), early(6)], target('soon'));
    expect(
      rows.map(({ rate, rateIfBreached, endedEarlyShare }) => [rate, rateIfBreached, endedEarlyShare]),
    ).toEqual([
      [80 / 95, 0.8, 0.05],
      [80 / 95, 80 / 101, 6 / 101],
    ]);
    expect(rows.map(({ note }) => note)).toEqual([
      null,
      '5.9 % ended before the limit without an answer, and are not in the rate: if they were breaches, it would be 79.2 %.',
    ]);
  });

  it('has a budget of 0 left, and nothing below it, where exactly as much was breached as the goal allows', async () => {
    const cells = [cell(100, { 'target_met/soon': 4, 'target_breached/soon': 1 })];
    const [spent] = await rowsOf(cells, target('soon', version({ goal: 0.8 })));
    expect(spent?.errorBudgetLeft).toBe(0);
  });

  it('is null where nothing has been decided, and has no budget where no breach is allowed', async () => {
    const [nothing] = await rowsOf([cell(100, {})], target('soon'));
    const nulls = { rate: null, rateLow: null, rateHigh: null, rateIfBreached: null, errorBudgetLeft: null };
    expect(nothing).toMatchObject({ ...nulls, met: 0, endedEarlyShare: null, note: null });
    const all = cell(100, { 'target_met/all': 9, 'target_breached/all': 1 });
    const [strict] = await rowsOf([all], target('all', version({ goal: 1 })));
    expect(strict).toMatchObject({ rate: 0.9, errorBudgetLeft: null });
    const [overspent] = await rowsOf([cell(100, { 'target_breached/soon': 1 })], target('soon'));
    expect(overspent?.errorBudgetLeft).toBeCloseTo(-9, 12);
    expect(overspent).toMatchObject({ rate: 0, rateLow: null });
  });

  it('is told with the limit and goal of the end of each bucket, and of now in one that has not ended', async () => {
    const changing = target(
      'soon',
      version({ from: 150, withinMs: 1000, goal: 0.5 }),
      version({ from: 300, withinMs: 2000, goal: 0.6, clock: 'CALENDAR' }),
      version({ from: 1000, withinMs: 3000 }),
    );
    const rows = await rowsOf(
      [0, 100, 200, 300, 900].map((time) => cell(time, {})),
      changing,
    );
    expect(rows.map(({ withinSeconds, goalRate, clock }) => [withinSeconds, goalRate, clock])).toEqual([
      // It covers nothing yet.
      [1, 0.5, 'WORKING'],
      [1, 0.5, 'WORKING'],
      // A change at the very end is of the next one.
      [1, 0.5, 'WORKING'],
      [2, 0.6, 'CALENDAR'],
      [2, 0.6, 'CALENDAR'],
    ]);
  });

  it('is told of the groups that it covers anything of, in every bucket, whatever other targets cover', async () => {
    const cells = [
      cell(100, { 'target_pending/a': 1 }, 'blog'),
      cell(100, {}, 'shop'),
      cell(200, {}, 'blog'),
      cell(200, { 'target_met/b': 1, 'target_last_word/a': 1 }, 'shop'),
    ];
    const told = (rows: Awaited<ReturnType<typeof rowsOf>>) =>
      rows.map(({ time, account, target: name }) => [Number(time), account, name]);
    const both = told(await rowsOf(cells, target('a'), target('b')));
    expect(both).toEqual([
      [100, 'blog', 'a'],
      [100, 'shop', 'a'],
      [100, 'shop', 'b'],
      [200, 'blog', 'a'],
      [200, 'shop', 'a'],
      [200, 'shop', 'b'],
    ]);
    expect(told(await rowsOf(cells, target('b')))).toEqual(both.filter(([, , name]) => name === 'b'));
  });
});
