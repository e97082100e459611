import type { Bounds, Caller } from '../../platform/access/caller';
import { requireScopes } from '../../platform/access/forbidden';
import type { Scope } from '../../platform/access/scopes';
import { requireNarrowed } from '../access/narrowed-by';
import type { NarrowedBy } from '../access/narrowed-by';
import { resolveRange } from '../measures/calendar/range-input';
import { requireZone } from '../measures/calendar/require-zone';
import { requireRange } from '../measures/calendar/time-range';
import type { Column, ColumnsOf } from '../measures/columns/column';
import { requireWithin } from '../measures/stats/bound-range';
import type { RangeAsked } from '../measures/stats/bound-range';
import { requireDaysBefore } from '../measures/stats/stats-input';
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
  /** What its rows need; a column may need more. */
  readonly scope: Scope;
  readonly narrowedBy: NarrowedBy;
  /** Besides the range and its time zone, which every report has. */
  readonly parameters: Declared;
  readonly columns: ColumnsOf<Row>;
  /** Columns that the arguments choose from, and the choice. */
  readonly choice?: {
    readonly columns: readonly Column[];
    chosen(values: Values<Declared>): readonly Column[];
  };
  /** @param bounds those of its caller */
  rows(values: Values<Declared>, bounds: Bounds, signal: AbortSignal): AsyncIterable<readonly Row[]>;
}

export function defineReport<Declared extends Parameters, Row extends object>(
  definition: Definition<Declared, Row>,
): Report {
  const { name, description, scope, choice } = definition;
  const parameters = { ...RANGE, ...definition.parameters, timezone: TIMEZONE };
  const own = Object.values<Parameter>(parameters);
  return {
    ...{ name, description, scope, columns: definition.columns, parameters: own },
    chosenColumns: choice?.columns ?? [],
    resolve: (query, ofFormat, caller) => {
      requireScopes(caller, [{ scope, what: `the report ${name}` }]);
      refuseUnknown(name, query, [...own, ...ofFormat]);
      const values = valuesOf(parameters, query);
      const zone = requireZone(TIMEZONE.read(query));
      const range = resolveRange({ from: RANGE.from.read(query), to: RANGE.to.read(query) }, zone);
      requireRange(range);
      const columns = [...definition.columns, ...(choice?.chosen(values) ?? [])];
      requireColumns(name, columns, caller);
      requireNarrowed(`the report ${name}`, definition.narrowedBy, caller.bounds);
      requireWithin({ ...range, zone, ...comparisonIn(values) }, caller.bounds);
      return {
        ...{ name, range, zone, columns },
        scopes: new Set([scope, ...columns.flatMap((column) => column.scope ?? [])]),
        rows: (signal) =>
          // The columns are fields of the row; an interface just cannot be indexed.
          withLocalTimes(
            definition.rows(values, caller.bounds, signal) as unknown as Portions,
            columns,
            zone,
          ),
      };
    },
  };
}

/** What a report that can compare is compared with. */
function comparisonIn(values: object): Pick<RangeAsked, 'compare' | 'daysBefore'> {
  const { compare = 'NONE', daysBefore } = values as Partial<RangeAsked>;
  return { compare, daysBefore: requireDaysBefore(daysBefore, compare) };
}

function requireColumns(report: string, columns: readonly Column[], caller: Caller): void {
  requireScopes(
    caller,
    columns.flatMap(({ name, scope }) =>
      scope === undefined ? [] : [{ scope, what: `the column ${name} of the report ${report}` }],
    ),
  );
}

function valuesOf<Declared extends Parameters>(
  parameters: Declared,
  query: QueryParameters,
): ValuesOf<Declared> {
  const values = Object.entries(parameters).map(([key, parameter]) => [key, parameter.read(query)]);
  return Object.fromEntries(values) as ValuesOf<Declared>;
}
