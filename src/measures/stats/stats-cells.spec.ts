import { measureNamed } from '../registry/measures';
import { NO_FILTER } from './dimensions';
import { OperatorNames } from '../values/operator-names';
import { groupsOf } from './groups';
import { cellsOf as cellsOfBuckets, sortCells, InexactSum } from './stats-cells';
import type { StatsCell, StatsRequest } from './stats-request';
import type { StatsRow } from './stats-row';

const EDGES = [100, 200, 300, 400];
const ZEROS = { messagesVisitor: 0, closures: 0, closureSecondsAvg: null };

function request(changes: Partial<StatsRequest> = {}): StatsRequest {
  const names = ['messagesVisitor', 'closures', 'closureSecondsAvg'];
  return {
    measures: names.map(measureNamed).filter((measure) => measure !== undefined),
    from: 100,
    to: 400,
    granularity: 'HOUR',
    zone: 'UTC',
    weekStart: 'MONDAY',
    groupBy: [],
    attribute: undefined,
    filter: NO_FILTER,
    compare: undefined,
    fill: true,
    areOperatorsNamed: true,
    limit: 100,
    offset: 0,
    ...changes,
  };
}

const cellsOf = (asked: StatsRequest, edges: number[], given: StatsRow[][], completeUntil: number) =>
  cellsOfBuckets(
    asked,
    { edges, times: edges },
    { rows: given.flat(), open: new Map() },
    groupsOf(asked, given.flat()),
    (_, end) => end > completeUntil,
  );

/** The rows of a bucket: messages of visitors and, where there are any, closures. */
const row = (
  time: number,
  messages: number,
  { account, closures, ms = '0' }: { account?: string; closures?: string; ms?: string } = {},
): StatsRow[] => {
  const of = (kind: string, samples: string, milliseconds: string) => ({
    time: String(time),
    kind,
    samples,
    milliseconds,
    ...(account === undefined ? {} : { account }),
  });
  return [
    of('message_visitor', String(messages), '0'),
    ...(closures === undefined ? [] : [of('closure', closures, ms)]),
  ];
};
const cell = (time: number, values: object = {}, account: string | null = null) => ({
  time,
  account,
  operator: null,
  operatorName: null,
  page: null,
  copilot: null,
  attribute: null,
  incomplete: false,
  partial: false,
  values: { ...ZEROS, ...values },
});

describe('the cells of an answer', () => {
  it('are the measures of each bucket, and zeros where nothing happened', () => {
    const rows = [row(200, 7, { closures: '4', ms: '6002' })];
    expect(cellsOf(request(), EDGES, rows, 1000)).toEqual([
      cell(100),
      cell(200, { messagesVisitor: 7, closures: 4, closureSecondsAvg: 1.5005 }),
      cell(300),
    ]);
  });

  it('are zeros when nothing happened at all', () => {
    expect(cellsOf(request(), EDGES, [], 1000)).toEqual([cell(100), cell(200), cell(300)]);
    expect(cellsOf(request(), [100, 400], [], 1000)).toEqual([cell(100)]);
  });

  it('are only the buckets in which something happened, when the others are not wanted', () => {
    const rows = [row(100, 0), row(300, 1)];
    expect(cellsOf(request({ fill: false }), EDGES, rows, 1000)).toEqual([cell(300, { messagesVisitor: 1 })]);
    expect(cellsOf(request({ fill: false }), EDGES, [], 1000)).toEqual([]);
  });

  it('are there for a bucket in which only another measure has something', () => {
    const rows = [row(100, 0, { closures: '1', ms: '0' })];
    expect(cellsOf(request({ fill: false }), EDGES, rows, 1000)).toEqual([
      cell(100, { closures: 1, closureSecondsAvg: 0 }),
    ]);
  });

  it('are, by group, a whole series for each group that has anything, sorted by time and code point', () => {
    const rows = [
      row(100, 1, { account: 'b' }),
      row(300, 2, { account: 'B' }),
      row(300, 3, { account: 'a' }),
    ];
    const byAccount = cellsOf(request({ groupBy: ['ACCOUNT'] }), EDGES, rows, 1000);
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

  it('are none, by group, when there is no group', () => {
    expect(cellsOf(request({ groupBy: ['ACCOUNT'] }), EDGES, [], 1000)).toEqual([]);
  });

  it('name their group also when they are not filled', () => {
    const rows = [row(100, 1, { account: 'a' }), row(200, 2, { account: 'b' })];
    expect(cellsOf(request({ groupBy: ['ACCOUNT'], fill: false }), EDGES, rows, 1000)).toEqual([
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
    (completeUntil, expected) => {
      const filled = cellsOf(request(), EDGES, [row(300, 1)], completeUntil);
      expect(filled.map(({ incomplete }) => incomplete)).toEqual(expected);
      const [last] = cellsOf(request({ fill: false }), EDGES, [row(300, 1)], completeUntil);
      expect(last?.incomplete).toBe(expected[2]);
    },
  );

  it.each([
    [100, 400, [false, false, false]],
    [101, 400, [true, false, false]],
    [100, 399, [false, false, true]],
    [150, 350, [true, false, true]],
  ])('are partial where their bucket reaches out of the range, from %i to %i', (from, to, expected) => {
    const cells = cellsOf(request({ from, to }), EDGES, [row(300, 1)], 1000);
    expect(cells.map(({ partial }) => partial)).toEqual(expected);
  });

  it('have sums that are exact up to what a number can hold, and fail beyond', () => {
    const most = String(Number.MAX_SAFE_INTEGER);
    const ask = (count: string) => cellsOf(request(), EDGES, [row(100, 0, { closures: count })], 1000);
    expect(ask(most)[0]?.values['closures']).toBe(Number.MAX_SAFE_INTEGER);
    expect(() => ask('9007199254740992')).toThrow(InexactSum);
    expect(() => ask('9007199254740992')).toThrow('closure_count is 9007199254740992');
  });

  it.each(['9007199254740993', '-9007199254740993'])('fail for an inexact sum of durations: %s', (sum) => {
    const rows = [row(100, 0, { closures: '1', ms: sum })];
    expect(() => cellsOf(request(), EDGES, rows, 1000)).toThrow(`closure_ms is ${sum}`);
  });

  it('have the episodes that are open at their ends, and are there for these alone', () => {
    const measures = [measureNamed('episodesOpen')].filter((measure) => measure !== undefined);
    const asked = request({ measures, fill: false });
    const sums = { rows: [], open: new Map([['', [0, 2, 0]]]) };
    const cells = cellsOfBuckets(
      asked,
      { edges: EDGES, times: EDGES },
      sums,
      groupsOf(asked, []),
      () => false,
    );
    expect(cells).toMatchObject([{ time: 200, values: { episodesOpen: 2 } }]);
  });

  it('of a compared period are called by the time of the bucket beside them, and empty buckets stay empty', () => {
    const buckets = { edges: [10, 20, 20, 40], times: EDGES };
    const asked = request({ from: 10, to: 40 });
    const rows = [row(10, 1), row(20, 2)].flat();
    expect(
      cellsOfBuckets(asked, buckets, { rows, open: new Map() }, groupsOf(asked, rows), () => false),
    ).toEqual([cell(100, { messagesVisitor: 1 }), cell(200), cell(300, { messagesVisitor: 2 })]);
  });

  it('are sorted by time and group, each with its compared one after it', () => {
    const of = (time: number, account: string, period: StatsCell['period']) => ({
      ...cell(time, {}, account),
      period,
    });
    const current = [of(1, 'b', 'CURRENT'), of(2, 'a', 'CURRENT'), of(1, 'a', 'CURRENT')];
    const cells = [...current, of(1, 'a', 'PREVIOUS'), of(1, 'b', 'PREVIOUS')];
    expect(
      sortCells(
        cells,
        groupsOf(request({ groupBy: ['ACCOUNT'] }), [
          ...row(1, 1, { account: 'b' }),
          ...row(1, 1, { account: 'a' }),
        ]),
      ).map(({ time, account, period }) => [time, account, period]),
    ).toEqual([
      [1, 'a', 'CURRENT'],
      [1, 'a', 'PREVIOUS'],
      [1, 'b', 'CURRENT'],
      [1, 'b', 'PREVIOUS'],
      [2, 'a', 'CURRENT'],
    ]);
  });
});
