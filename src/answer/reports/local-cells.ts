import { UTC } from '../measures/calendar/range-input';
import { LocalTimes } from '../measures/calendar/local-time';
import type { Column } from '../measures/columns/column';
import type { Portions, ReportRow } from './report';

/** The same rows with their times as the clocks of a zone show them. @param zone as `requireZone` returned it */
export function withLocalTimes(portions: Portions, columns: readonly Column[], zone: string): Portions {
  const names = columns.filter(({ type }) => type === 'TIME').map(({ name }) => name);
  if (zone === UTC || names.length === 0) return portions;
  return localPortions(portions, names, new LocalTimes(zone));
}

async function* localPortions(
  portions: Portions,
  names: readonly string[],
  times: LocalTimes,
): AsyncGenerator<readonly ReportRow[]> {
  for await (const rows of portions) {
    yield rows.map((row) => ({
      ...row,
      ...Object.fromEntries(names.map((name) => [name, local(row[name])])),
    }));
  }

  function local(cell: ReportRow[string] | undefined): ReportRow[string] {
    return cell instanceof Date ? times.timeAt(cell.getTime()) : (cell ?? null);
  }
}
