import { LocalTimes } from '../measures/calendar/local-time';
import type { ResolvedReport } from './report';

/** What a downloaded report is called: report and range, in letters that every file system takes. */
export function fileName(
  { name, range, zone }: Pick<ResolvedReport, 'name' | 'range' | 'zone'>,
  extension: string,
): string {
  const times = new LocalTimes(zone);
  const [from, to] = [range.from, range.to].map((instant) => textOf(instant, times));
  return `${name}_${from}_to_${to}.${extension}`;
}

/** `2026-03-01`; within a day `2026-03-01T123000Z` or, in a zone, `2026-03-01T123000+0200`. */
function textOf(instant: number, times: LocalTimes): string {
  const time = times.timeAt(instant);
  if (time.isMidnight) return String(times.dateAt(instant));
  return String(time).replace('.000', '').replaceAll(':', '');
}
