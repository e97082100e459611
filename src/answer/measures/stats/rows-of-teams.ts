import type { SumsQuestion } from './compile-stats';
import { columnName } from './dimensions';
import { teamColumn } from './teams';

/**
 * The sums of each operator, once for each of their teams. To give every row to the teams first takes longer by far: a
 * day of an operator has many bins, and there are few operators.
 */
export function rowsOfTeams(question: SumsQuestion, rows: string, time: string): string {
  const { groupBy, filter, teams, percents, areBinsNeeded = false, areSquaresNeeded = false } = question;
  const others = groupBy.filter((dimension) => dimension !== 'TEAM').map((name) => `${columnName(name)}_of`);
  const columns = [
    ...[time, 'kind', 'sum(counted) AS counted', 'sum(value_sum) AS value_sum'],
    ...(areSquaresNeeded ? ['sum(value_squares) AS value_squares'] : []),
    ...(percents.length > 0 || areBinsNeeded
      ? ['sumMap(bins) AS bins', 'min(value_min) AS value_min', 'max(value_max) AS value_max']
      : []),
    ...others,
    `${teamColumn(filter.teams, teams).sql} AS team_of`,
  ];
  return `SELECT ${columns.join(', ')}
  FROM (
  ${rows}
  )
  GROUP BY ${['time', 'kind', ...others, 'account', 'operator'].join(', ')}`;
}
