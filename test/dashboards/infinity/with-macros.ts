export interface PanelRange {
  /** UTC milliseconds. */
  readonly from: number;
  readonly to: number;
}

const UNIT_MS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** What the plugin's backend makes of its macros in a query. */
export function withMacros(query: string, { from, to }: PanelRange): string {
  return query
    .replace(/\$__customInterval\b\((.*?)\)/g, (_, list: string) =>
      chosenInterval(list.split(','), to - from),
    )
    .replace(/\$\{__timeFrom:date:iso\}/g, isoOf(from))
    .replace(/\$\{__timeTo:date:iso\}/g, isoOf(to))
    .trim();
}

/** `2d,HOUR,92d,DAY,MONTH`: the first whose duration is not shorter than the range, else the last. */
function chosenInterval(list: readonly string[], milliseconds: number): string {
  for (let index = 0; index + 1 < list.length; index += 2) {
    const [, count = '', unit = ''] = /^(\d+)([mhdw])$/.exec(list[index] ?? '') ?? [];
    const most = Number(count) * (UNIT_MS[unit] ?? NaN);
    if (Number.isNaN(most)) throw new Error(`invalid customInterval macro: ${list[index] ?? ''}`);
    if (milliseconds <= most) return list[index + 1] ?? '';
  }
  return list.at(-1) ?? '';
}

/** Go's layout `2006-01-02T15:04:05.999Z`: zeros at the end of the fraction are left out. */
function isoOf(time: number): string {
  return new Date(time).toISOString().replace(/\.?0+Z$/, 'Z');
}
