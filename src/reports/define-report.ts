import { rangeOf } from '../measures/calendar/given-range';
import { requireRange } from '../measures/calendar/time-range';
import type { Column, ColumnsOf } from '../measures/columns/column';
import { BOM, RANGE } from './parameters/common-parameters';
import type { Parameter, Parameters, ValuesOf } from './parameters/parameter';
import type { QueryParameters } from './parameters/query-parameters';
import { refuseUnknown } from './parameters/refuse-unknown';
import type { Portions, Report } from './report';

type Values<Given extends Parameters> = ValuesOf<Given & typeof RANGE>;

/** What makes a report; `Row` is the service's own, whose fields are the columns. */
interface Definition<Given extends Parameters, Row extends object> {
  readonly name: string;
  readonly description: string;
  /** Besides the range, which every report has. */
  readonly parameters: Given;
  readonly columns: ColumnsOf<Row>;
  /** Columns that the arguments choose from, and the choice. */
  readonly choice?: {
    readonly columns: readonly Column[];
    chosen(values: Values<Given>): readonly Column[];
  };
  rows(values: Values<Given>, signal: AbortSignal): AsyncIterable<readonly Row[]>;
}

export function defineReport<Given extends Parameters, Row extends object>(
  definition: Definition<Given, Row>,
): Report {
  const { name, description, columns, choice } = definition;
  const parameters = { ...RANGE, ...definition.parameters };
  const known: Parameter[] = [...Object.values<Parameter>(parameters), BOM];
  return {
    ...{ name, description, columns, parameters: known },
    chosenColumns: choice?.columns ?? [],
    ask: (query) => {
      refuseUnknown(name, query, known);
      const values = valuesOf(parameters, query);
      const range = { from: RANGE.from.read(query), to: RANGE.to.read(query) };
      requireRange(rangeOf(range));
      return {
        ...{ name, range, bom: BOM.read(query) },
        columns: [...columns, ...(choice?.chosen(values) ?? [])],
        // The columns are fields of the row; an interface just cannot be indexed.
        rows: (signal) => definition.rows(values, signal) as unknown as Portions,
      };
    },
  };
}

function valuesOf<Given extends Parameters>(parameters: Given, query: QueryParameters): ValuesOf<Given> {
  const values = Object.entries(parameters).map(([key, parameter]) => [key, parameter.read(query)]);
  return Object.fromEntries(values) as ValuesOf<Given>;
}
