import type { Bounds } from '../../../platform/access/caller';
import type { RulesInForce } from '../../../platform/rules/rules-in-force';
import type { Cell, ColumnsOf } from '../../measures/columns/column';
import { joinedNames, namesColumn } from '../../measures/columns/shared-columns';
import { AnswerBudget } from '../../measures/limits/answer-budget';
import { MEASURES_WITH_ENDS } from '../../measures/registry/interval-ends';
import { statsRequestOf } from '../../measures/stats/stats-input';
import type { StatsInput } from '../../measures/stats/stats-input';
import { INCOMPLETE_COLUMN, measureColumn } from '../../measures/stats/stats-columns';
import type { StatsCell } from '../../measures/stats/stats-request';
import { MAX_ROWS } from '../../measures/stats/stats.service';
import type { StatsService } from '../../measures/stats/stats.service';
import { teamLookup } from '../../measures/stats/teams';
import { defineReport } from '../define-report';
import { CLOCK_PARAMETER, FILTER, filterInput } from '../parameters/common-parameters';
import { portionsOf } from '../portions';
import type { Report } from '../report';
import { chosenMeasures, MEASURES_PARAMETER } from './chosen-measures';

/** What a row says besides its measures. */
interface OperatorOfRange {
  readonly account: string;
  readonly operator: string;
  readonly name: string;
  readonly teams: string;
  readonly incomplete: boolean;
}

const COLUMNS: ColumnsOf<OperatorOfRange> = [
  {
    name: 'account',
    type: 'TEXT',
    isNullable: false,
    description: 'The account that the operator belongs to: equal ids in two accounts are two people.',
  },
  {
    name: 'operator',
    type: 'TEXT',
    isNullable: false,
    description: "The id; '' for what belongs to nobody.",
  },
  {
    name: 'name',
    type: 'TEXT',
    isNullable: false,
    description: "The name on the operator's latest message; the id where none is known.",
  },
  namesColumn('teams', 'The teams of the rules that the operator is in'),
  INCOMPLETE_COLUMN,
];

/** `stats` by operator over a range as a whole. */
export function operatorsReport(stats: StatsService, rules: Pick<RulesInForce, 'current'>): Report {
  return defineReport({
    name: 'operators',
    description: 'The measures by operator over the range as a whole, with names.',
    scope: 'numbers',
    narrowedBy: 'everything',
    parameters: { ...FILTER, clock: CLOCK_PARAMETER, measures: MEASURES_PARAMETER },
    columns: COLUMNS,
    choice: {
      columns: MEASURES_WITH_ENDS.map(measureColumn),
      chosen: ({ measures }) => chosenMeasures(measures).map(measureColumn),
    },
    rows: (values, bounds) => portionsOf(() => rowsOf(values, bounds)),
  });

  async function rowsOf(
    values: Pick<StatsInput, 'from' | 'to' | 'clock'> &
      Parameters<typeof filterInput>[0] & { timezone: string; measures: readonly string[] },
    bounds: Bounds,
  ): Promise<OperatorRow[]> {
    const { from, to, timezone, clock } = values;
    const input = {
      from,
      to,
      timezone,
      ...(clock && { clock }),
      filter: filterInput(values),
      granularity: 'TOTAL',
      groupBy: ['OPERATOR'],
    } as const;
    const request = statsRequestOf({ ...input, limit: MAX_ROWS }, chosenMeasures(values.measures), bounds);
    const teamsOf = teamLookup(rules.current.teams);
    return Array.from(await stats.ask(request, new AnswerBudget()), (cell) => rowOf(cell, teamsOf));
  }
}

type OperatorRow = OperatorOfRange & Readonly<Record<string, Cell>>;

function rowOf(
  { account, operator, operatorName, incomplete, values }: StatsCell,
  teamsOf: ReturnType<typeof teamLookup>,
): OperatorRow {
  const teams = joinedNames(teamsOf(account ?? '', operator ?? ''));
  return {
    ...{ account: account ?? '', operator: operator ?? '', name: operatorName ?? '', teams, incomplete },
    ...values,
  };
}
