import type { GivenRange } from '../measures/calendar/given-range';

const MIDNIGHT = /T00:00:00\.000Z$/;

/** What a downloaded report is called: report and range, in letters that every file system takes. */
export function fileName(report: string, { from, to }: GivenRange, extension: string): string {
  return `${report}_${instantIn(from)}_to_${instantIn(to)}.${extension}`;
}

/** `2026-03-01`, or `2026-03-01T123000Z` within a day. */
function instantIn(instant: Date): string {
  const text = instant.toISOString();
  if (MIDNIGHT.test(text)) return text.replace(MIDNIGHT, '');
  return text.replace(/\.000Z$/, 'Z').replaceAll(':', '');
}
