import { measureNamed } from '../registry/measures';
import { OperatorNames } from './operator-names';
import { groupsOf } from './groups';
import { StatsCells } from './stats-cells';
import { InexactSum } from './stats-sums';
import { cellsOf, EDGES, periodOf, request, row, whole } from './testing/some-cells';

const ZEROS = { messagesVisitor: 0, closures: 0, closureSecondsAvg: null };

const cell = (time: number, values: object = {}, account: string | null = null) => ({
  time,
  period: 'CURRENT' as const,
  account,
  operator: null,
  operatorName: null,
  team: null,
  teamOverlaps: null,
  page: null,
  copilot: null,
  attribute: null,
  incomplete: false,
  partial: false,
  values: { ...ZEROS, ...values },
});

describe('the cells of an answer', () => {
  it('are the measures of each bucket, and zeros where nothing happened', async () => {
    const rows = [row(200, 7, { closures: '4', ms: '6002' })];
    expect(await cellsOf(request(), EDGES, rows, 1000)).toEqual([
      cell(100),
      cell(200, { messagesVisitor: 7, closures: 4, closureSecondsAvg: 1.5005 }),
      cell(300),
    ]);
  });

  it('are zeros when nothing happened at all', async () => {
    expect(await cellsOf(request(), EDGES, [], 1000)).toEqual([cell(100), cell(200), cell(300)]);
    expect(await cellsOf(request(), [100, 400], [], 1000)).toEqual([cell(100)]);
  });

  it('are only the buckets in which something happened, when the others are not wanted', async () => {
    const rows = [row(100, 0), row(300, 1)];
    expect(await cellsOf(request({ fill: false }), EDGES, rows, 1000)).toEqual([
      cell(300, { messagesVisitor: 1 }),
    ]);
    expect(await cellsOf(request({ fill: false }), EDGES, [], 1000)).toEqual([]);
  });

  it('are there for a bucket in which only another measure has something', async () => {
    const rows = [row(100, 0, { closures: '1', ms: '0' })];
    expect(await cellsOf(request({ fill: false }), EDGES, rows, 1000)).toEqual([
      cell(100, { closures: 1, closureSecondsAvg: 0 }),
    ]);
  });

  it('are, by group, a whole series for each group that has anything, sorted by time and code point', async () => {
    const rows = [
      row(100, 1, { account: 'b' }),
      row(300, 2, { account: 'B' }),
      row(300, 3, { account: 'a' }),
    ];
    const byAccount = await cellsOf(request({ groupBy: ['ACCOUNT'] }), EDGES, rows, 1000);
    expect(byAccount.map(({ time, account, values }) => [time, account, values['messagesVisitor']])).toEqual([
      [100, 'B', 0],
      [100, 'a', 0],
      [100, 'b', 1],
      [200, 'B', 0],
      [200, 'a', 0],
      [200, 'b', 0],
      [300, 'B', 2],
      [300, 'a', 3],
      [300, 'b', 0],
    ]);
  });

  it('are none, by group, when there is no group', async () => {
    expect(await cellsOf(request({ groupBy: ['ACCOUNT'] }), EDGES, [], 1000)).toEqual([]);
  });

  it('name their group also when they are not filled', async () => {
    const rows = [row(100, 1, { account: 'a' }), row(200, 2, { account: 'b' })];
    expect(await cellsOf(request({ groupBy: ['ACCOUNT'], fill: false }), EDGES, rows, 1000)).toEqual([
      cell(100, { messagesVisitor: 1 }, 'a'),
      cell(200, { messagesVisitor: 2 }, 'b'),
    ]);
  });

  it('name operators as they are called in their account, by their ids where no name is known, and nobody not', () => {
    const of = (account: string, operator: string) =>
      row(100, 1, { account }).map((one) => ({ ...one, operator }));
    const rows = [of('a', '7'), of('b', '7'), of('a', '8'), of('a', '')].flat();
    const asked = request({ groupBy: ['ACCOUNT', 'OPERATOR'] });
    const names = new OperatorNames([
      { account: 'a', operator: '7', name: 'Ann' },
      { account: 'b', operator: '7', name: 'Bob' },
    ]);
    const groups = groupsOf(asked, rows, names).map(({ group }) => group);
    expect(groups.map(({ account, operator, operatorName }) => [account, operator, operatorName])).toEqual([
      ['a', '', ''],
      ['a', '7', 'Ann'],
      ['a', '8', '8'],
      ['b', '7', 'Bob'],
    ]);
  });

  it.each([
    [99, [true, true, true]],
    [299, [false, true, true]],
    [300, [false, false, true]],
    [400, [false, false, false]],
  ])(
    'are incomplete where their bucket ends later than what is complete, at %i',
    async (completeUntil, expected) => {
      const filled = await cellsOf(request(), EDGES, [row(300, 1)], completeUntil);
      expect(filled.map(({ incomplete }) => incomplete)).toEqual(expected);
      const [last] = await cellsOf(request({ fill: false }), EDGES, [row(300, 1)], completeUntil);
      expect(last?.incomplete).toBe(expected[2]);
    },
  );

  it.each([
    [100, 400, [false, false, false]],
    [101, 400, [true, false, false]],
    [100, 399, [false, false, true]],
    [150, 350, [true, false, true]],
  ])('are partial where their bucket reaches out of the range, from %i to %i', async (from, to, expected) => {
    const cells = await cellsOf(request({ from, to }), EDGES, [row(300, 1)], 1000);
    expect(cells.map(({ partial }) => partial)).toEqual(expected);
  });

  it('have sums that are exact up to what a number can hold, and fail beyond', async () => {
    const most = String(Number.MAX_SAFE_INTEGER);
    const ask = (count: string) => cellsOf(request(), EDGES, [row(100, 0, { closures: count })], 1000);
    expect((await ask(most))[0]?.values['closures']).toBe(Number.MAX_SAFE_INTEGER);
    await expect(ask('9007199254740992')).rejects.toThrow(InexactSum);
    await expect(ask('9007199254740992')).rejects.toThrow('closure_count is 9007199254740992');
  });

  it.each(['9007199254740993', '-9007199254740993'])(
    'fail for an inexact sum of durations: %s',
    async (sum) => {
      const rows = [row(100, 0, { closures: '1', ms: sum })];
      await expect(cellsOf(request(), EDGES, rows, 1000)).rejects.toThrow(`closure_ms is ${sum}`);
    },
  );

  it('have the episodes that are open at their ends, and are there for these alone', async () => {
    const measures = [measureNamed('episodesOpen')].filter((measure) => measure !== undefined);
    const asked = request({ measures, fill: false });
    const open = new Map([['', [0, 2, 0]]]);
    const period = await periodOf(asked, 'CURRENT', { edges: EDGES, times: EDGES }, []);
    const periods = [{ ...period, sums: { ...period.sums, open } }];
    const cells = await whole(new StatsCells(asked, periods, groupsOf(asked, []), () => false));
    expect(cells).toMatchObject([{ time: 200, values: { episodesOpen: 2 } }]);
  });
});
