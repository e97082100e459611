import type { GroupedBy, Filter, TeamsOf } from '../reference/dimensions';
import { groupsOf, isSelected, NO_TEAMS } from '../reference/dimensions';
import { groupBy } from '../reference/group-by';
import { wilsonOf } from '../reference/statistics/intervals';
import type { TargetOutcome, TargetResult } from '../reference/targets';

/** Of an account, as equal operators of two are two people. */
export interface OutcomeOfAccount extends TargetOutcome {
  readonly account: string;
  /** When it started: by that it is inside or outside of working hours. */
  readonly isOpen: boolean;
}

interface TargetQuestion {
  /** The starts of the buckets and the end of the last, ascending. */
  readonly edges: readonly number[];
  readonly groupBy?: readonly GroupedBy[];
  readonly attribute?: string;
  readonly filter?: Filter;
  /** Those of each account. */
  readonly teamsIn?: (account: string) => TeamsOf;
}

type TargetRow = Readonly<Record<string, unknown>>;

const COUNTS: Readonly<Record<string, TargetResult>> = {
  ...{ met: 'met', breached: 'breached', pending: 'pending' },
  ...{ endedEarly: 'endedEarly', lastWords: 'lastWord' },
};

/** What is asked of each row besides its groups. */
export const TARGET_SELECTION = `target time account ${Object.keys(COUNTS).join(' ')} rate rateLow rateHigh rateIfBreached errorBudgetLeft`;

/** docs/metrics.md, "Targets": the rows that have anything in them, by account, in any order. @param share the goal */
export function targetRowsOf(
  outcomes: readonly OutcomeOfAccount[],
  { edges, filter = {}, teamsIn = () => NO_TEAMS, ...grouping }: TargetQuestion,
  share: number,
): TargetRow[] {
  const { hours = 'ALL' } = filter;
  const selected = outcomes.filter(
    ({ account, at, isOpen, dimensions: own }) =>
      at >= (edges[0] ?? NaN) &&
      at < (edges.at(-1) ?? NaN) &&
      isSelected(own, filter, teamsIn(account)) &&
      (hours === 'ALL' || (hours === 'INSIDE') === isOpen),
  );
  const placed = selected.flatMap(({ target, account, at, result, dimensions: own }) => {
    const time = new Date(edges.findLast((edge) => edge <= at) ?? NaN).toISOString();
    const groups = groupsOf(own, { ...grouping, filter, teamsOf: teamsIn(account) });
    return groups.map((group) => ({ result, head: JSON.stringify({ target, account, time, ...group }) }));
  });
  return [...groupBy(placed, ({ head }) => head)].map(([head, own]) => {
    const number = (result: TargetResult) => own.filter((outcome) => outcome.result === result).length;
    const [met, breached, endedEarly] = [number('met'), number('breached'), number('endedEarly')];
    const [low, high] = wilsonOf(met, met + breached) ?? [null, null];
    return {
      ...(JSON.parse(head) as object),
      ...Object.fromEntries(Object.entries(COUNTS).map(([name, result]) => [name, number(result)])),
      rate: ratio(met, met + breached),
      ...{ rateLow: near(low), rateHigh: near(high) },
      rateIfBreached: ratio(met, met + breached + endedEarly),
      errorBudgetLeft: near(met + breached === 0 ? null : 1 - breached / ((1 - share) * (met + breached))),
    };
  });
}

/** That rows say what they must, those left out that say nothing. */
export function expectTargetRows(rows: readonly TargetRow[], expected: readonly TargetRow[]): void {
  const isAnything = (row: TargetRow) => Object.keys(COUNTS).some((name) => row[name] !== 0);
  const byHead = (one: TargetRow, other: TargetRow) => (headText(one) < headText(other) ? -1 : 1);
  expect(rows.filter(isAnything).toSorted(byHead)).toEqual(expected.toSorted(byHead));
}

function headText(row: TargetRow): string {
  const names = ['target', 'time', 'account', 'operator', 'team', 'page', 'copilot', 'attribute'];
  return JSON.stringify(names.map((name) => row[name]));
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

/** Of what is computed in another way here. */
function near(value: number | null): unknown {
  return value === null ? null : expect.closeTo(value, 9);
}
