import { measureNamed } from '../../registry/measures';
import { NO_FILTER } from '../dimensions';
import type { Grouping } from '../dimensions';
import { groupsOf } from '../groups';
import { StatsCells } from '../stats-cells';
import type { AnsweredPeriod, Buckets } from '../stats-cells';
import type { StatsCell, StatsRequest } from '../stats-request';
import type { StatsRow } from '../stats-sums';
import { sumsOf } from '../stats-sums';

export const EDGES = [100, 200, 300, 400];

/** A question for three measures of three buckets. */
export function request(changes: Partial<StatsRequest> = {}): StatsRequest & Grouping {
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
    teams: new Map(),
    compare: undefined,
    clock: 'CALENDAR',
    fill: true,
    areOperatorsNamed: true,
    limit: 100,
    offset: 0,
    ...changes,
  };
}

/** A period in which no episode is open, and a row of each of its groups. */
export interface SomePeriod extends AnsweredPeriod {
  readonly groupRows: readonly StatsRow[];
}

export async function periodOf(
  asked: StatsRequest & Grouping,
  name: StatsCell['period'],
  buckets: Buckets,
  given: StatsRow[][],
): Promise<SomePeriod> {
  const { rows, groupRows } = await sumsOf(asked, given.flat());
  const range = { from: asked.from, to: asked.to };
  return { name, range, buckets, sums: { rows, open: new Map() }, groupRows: [...groupRows.values()] };
}

/** The cells of the asked period alone. */
export async function cellsOf(
  asked: StatsRequest & Grouping,
  edges: number[],
  given: StatsRow[][],
  completeUntil: number,
): Promise<StatsCell[]> {
  const period = await periodOf(asked, 'CURRENT', { edges, times: edges }, given);
  return whole(
    new StatsCells(asked, [period], groupsOf(asked, period.groupRows), (_, end) => end > completeUntil),
  );
}

/** As many cells as are said to be there before. */
export async function whole(cells: StatsCells): Promise<StatsCell[]> {
  const all = [...cells];
  expect(await cells.count()).toBe(all.length);
  return all;
}

/** The rows of a bucket: messages of visitors and, where there are any, closures. */
export function row(
  time: number,
  messages: number,
  { account, closures, ms = '0' }: { account?: string; closures?: string; ms?: string } = {},
): StatsRow[] {
  const of = (kind: string, facts: string, milliseconds: string) => ({
    time: String(time),
    kind,
    facts,
    milliseconds,
    ...(account === undefined ? {} : { account }),
  });
  return [
    of('message_visitor', String(messages), '0'),
    ...(closures === undefined ? [] : [of('closure', closures, ms)]),
  ];
}
