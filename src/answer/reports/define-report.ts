import { resolveRange } from '../measures/calendar/range-input';
import { requireZone } from '../measures/calendar/require-zone';
import { requireRange } from '../measures/calendar/time-range';
import type { Column, ColumnsOf } from '../measures/columns/column';
import { withLocalTimes } from './local-cells';
import { RANGE, TIMEZONE } from './parameters/common-parameters';
import type { Parameter, Parameters, ValuesOf } from './parameters/parameter';
import type { QueryParameters } from './parameters/query-parameters';
import { refuseUnknown } from './parameters/query-parameters';
import type { Portions, Report } from './report';

interface OfEveryReport {
  readonly from: typeof RANGE.from;
  readonly to: typeof RANGE.to;
  readonly timezone: typeof TIMEZONE;
}

type Values<Declared extends Parameters> = ValuesOf<Declared & OfEveryReport>;

/** What makes a report; `Row` is the service's own, whose fields are the columns. */
interface Definition<Declared extends Parameters, Row extends object> {
  readonly name: string;
  readonly description: string;
  /** Besides the range and its time zone, which every report has. */
  readonly parameters: Declared;
  readonly columns: ColumnsOf<Row>;
  /** Columns that the arguments choose from, and the choice. */
  readonly choice?: {
    readonly columns: readonly Column[];
    chosen(values: Values<Declared>): readonly Column[];
  };
  rows(values: Values<Declared>, signal: AbortSignal): AsyncIterable<readonly Row[]>;
}

export function defineReport<Declared extends Parameters, Row extends object>(
  definition: Definition<Declared, Row>,
): Report {
  const { name, description, choice } = definition;
  const parameters = { ...RANGE, ...definition.parameters, timezone: TIMEZONE };
  const own = Object.values<Parameter>(parameters);
  return {
    ...{ name, description, columns: definition.columns, parameters: own },
    chosenColumns: choice?.columns ?? [],
    resolve: (query, ofFormat) => {
      refuseUnknown(name, query, [...own, ...ofFormat]);
      const values = valuesOf(parameters, query);
      const zone = requireZone(TIMEZONE.read(query));
      const range = resolveRange({ from: RANGE.from.read(query), to: RANGE.to.read(query) }, zone);
      requireRange(range);
      const columns = [...definition.columns, ...(choice?.chosen(values) ?? [])];
      return {
        ...{ name, range, zone, columns },
        rows: (signal) =>
          // The columns are fields of the row; an interface just cannot be indexed.
          withLocalTimes(definition.rows(values, signal) as unknown as Portions, columns, zone),
      };
    },
  };
}

function valuesOf<Declared extends Parameters>(
  parameters: Declared,
  query: QueryParameters,
): ValuesOf<Declared> {
  const values = Object.entries(parameters).map(([key, parameter]) => [key, parameter.read(query)]);
  return Object.fromEntries(values) as ValuesOf<Declared>;
}
