import type { PanelRange } from './infinity/with-macros';

/** What Grafana's ClickHouse plugin makes of the macros that the dashboards use: whole seconds. */
export function withClickhouseMacros(sql: string, { from, to }: PanelRange): string {
  const time = (milliseconds: number) => `toDateTime(${Math.floor(milliseconds / 1000)})`;
  const written = sql.replaceAll('$__fromTime', time(from)).replaceAll('$__toTime', time(to));
  if (written.includes('$__')) throw new Error(`a macro that is not known here: ${written}`);
  return written;
}
