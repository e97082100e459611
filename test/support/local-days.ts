const QUARTER_MS = 15 * 60_000;

/**
 * The starts of the local days that touch `from <= t < to`, and the end of the last: found by looking at the
 * wall clock every quarter of an hour, independently of how the service computes them.
 */
export function localDayEdges(from: number, to: number, zone: string): number[] {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' });
  const dateAt = (time: number) => format.format(new Date(time));
  const edges: number[] = [];
  const first = Math.floor(from / QUARTER_MS) * QUARTER_MS - 26 * 3_600_000;
  for (let time = first; ; time += QUARTER_MS) {
    if (dateAt(time) === dateAt(time - 1)) continue;
    if (time <= from) edges[0] = time;
    else edges.push(time);
    if (time >= to) return edges;
  }
}
