import type { ExampleDeliveries } from './example-deliveries';
import type { ExampleQuestion, ExpectedNumber } from './golden-examples';
import { OTHER_DAYS } from './golden-examples';
import { localDayEdges } from './local-days';
import { ALL_COUNTED, ALL_SELECTION } from './stats-of-reference';
import { saidValue } from './said-value';
import { dayLabel, noonOf } from './wall-clock';

/** A row of numbers, as GraphQL gives it. */
export type NumberRow = Readonly<Record<string, string | number | null>>;

/** What was answered, by the heading of the column that it belongs in. */
export type Columns = readonly (readonly [column: string, row: NumberRow])[];

/** The edges of the days that a question is about, UTC milliseconds. */
export function edgesOf({ zone, dates }: ExampleQuestion): number[] {
  const [first = 0, last = 0] = [dates[0], dates.at(-1)].map((date) => noonOf(date ?? NaN, zone));
  return localDayEdges(first, last, zone);
}

/**
 * @param rows the answer to a question: a row for each day, or each operator who has anything, or one in all
 * @throws Error if there is a row of somebody of whom the example does not tell
 */
export function columnsOf(
  rows: readonly NumberRow[],
  question: ExampleQuestion,
  { operators }: ExampleDeliveries,
): Columns {
  const { by, dates, numbers } = question;
  if (by !== 'by day' && by !== 'by operator') return rows.map((row) => ['in all', row]);
  const shown = new Set(numbers.map(({ column }) => column));
  if (by === 'by operator') return columnsByOperator(rows, shown, new Map([...operators, ['', 'nobody']]));
  const edges = edgesOf(question);
  return rows.map((row, index) => {
    const label = dayLabel(dates[index] ?? NaN);
    const length = ((edges[index + 1] ?? NaN) - (edges[index] ?? NaN)) / 1000;
    return [shown.has(label) ? label : OTHER_DAYS, { ...row, 'length of the day': length }];
  });
}

/** At which seconds of a response curve a question asks for the share, by the name of the number. */
export function sharesIn({ numbers }: ExampleQuestion): ReadonlyMap<string, number> {
  const named = numbers.map(
    ({ measure }) => [measure, /^answeredShare at (.+)$/.exec(measure)?.[1]] as const,
  );
  return new Map(
    named.flatMap(([measure, time]) =>
      time === undefined ? [] : [[measure, saidValue('Seconds', time) ?? NaN] as const],
    ),
  );
}

/** An operator who has nothing has no row: that is 0 of everything, and no value. Nobody else has one. */
function columnsByOperator(
  rows: readonly NumberRow[],
  shown: ReadonlySet<string>,
  names: ReadonlyMap<string, string>,
): Columns {
  const counted = new Set<string>(ALL_COUNTED);
  const nothing = Object.fromEntries(
    ALL_SELECTION.split(' ').map((name) => [name, counted.has(name) ? 0 : null]),
  );
  const answered = rows.map((row) => [names.get(String(row['operator'])) ?? 'unknown', row] as const);
  const untold = answered.find(([name]) => !shown.has(name));
  if (untold !== undefined)
    throw new Error(`there is a row of ${untold[0]}, of whom the table does not tell`);
  return [...new Map([...[...names.values()].map((name) => [name, nothing] as const), ...answered])];
}

/** What is wrong about a number, if anything is, with the line of a page in which it stands. */
export function wrongIn(
  page: string,
  { line, measure, column, value }: ExpectedNumber,
  answered: Columns,
): string[] {
  const rows = answered.filter(([name]) => name === column).map(([, row]) => row);
  if (rows.length === 0) return [`${page}:${line}: nothing was answered for ${column}`];
  if (rows.some((row) => row[measure] === undefined)) return [`${page}:${line}: there is no ${measure}`];
  return rows
    .map((row) => row[measure])
    .filter((answer) => !isSame(measure, value, answer))
    .map((answer) => `${page}:${line}: ${measure} of ${column} is ${answer}, not ${value}`);
}

/** Counts exactly, averages to the millisecond, percentiles within 1 %. */
function isSame(measure: string, expected: number | null, answered: unknown): boolean {
  if (typeof answered !== 'number' || expected === null) return answered === expected;
  if (/P\d\d$/.test(measure)) return Math.abs(answered - expected) <= expected / 100;
  return Math.abs(answered - expected) < (measure.includes('Seconds') ? 0.0005 : 1e-9);
}
