import type { SumsQuestion } from './compile-stats';
import { binStates } from './bins';
import { columnName } from './dimensions';
import { teamCombinations } from './teams';

/** A part of a statement, and the column of its rows that makes one of them for each of their teams. */
interface RowsOfTeams {
  readonly sql: string;
  readonly team: string;
}

/**
 * The sums of all that are in the same teams, to be taken once for each of these. To give every row to the teams first
 * takes longer by far: a day of an operator has many bins, and there are few combinations of teams.
 */
export function rowsOfTeams(question: SumsQuestion, rows: string, time: string): RowsOfTeams {
  const { groupBy, filter, teams, percents, areBinsNeeded = false, areSquaresNeeded = false } = question;
  const others = groupBy.filter((dimension) => dimension !== 'TEAM').map((name) => `${columnName(name)}_of`);
  const { number, namesOf } = teamCombinations(filter.teams, teams);
  const bins = areBinsNeeded ? 'sumMap(bins) AS bins' : binStates(percents);
  const columns = [
    ...[time, 'kind', 'sum(counted) AS counted', 'sum(value_sum) AS value_sum'],
    ...(areSquaresNeeded ? ['sum(value_squares) AS value_squares'] : []),
    ...(percents.length > 0 || areBinsNeeded
      ? [bins, 'min(value_min) AS value_min', 'max(value_max) AS value_max']
      : []),
    ...others,
    `${number} AS teams_of`,
  ];
  return {
    sql: `SELECT ${columns.join(', ')}
  FROM (
  ${rows}
  )
  GROUP BY ${['time', 'kind', ...others, 'teams_of'].join(', ')}`,
    team: namesOf('teams_of'),
  };
}
