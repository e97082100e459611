import type { BucketGranularity } from '../measures/calendar/granularity';
import { resolveGranularity } from '../measures/calendar/granularity';
import { LocalTimes } from '../measures/calendar/local-time';
import type { LocalTime } from '../measures/calendar/local-time';
import { requireZone } from '../measures/calendar/require-zone';
import type { StatsRequest } from '../measures/stats/stats-request';

const OF_DAYS: readonly BucketGranularity[] = ['DAY', 'WEEK', 'MONTH'];

/**
 * How the buckets of an answer are called, by their starts: by the local date where they begin with a day, as do a day,
 * a week, a month, and a range as a whole from midnight on; else by the local time with its offset.
 * @throws InvalidZone
 */
export function bucketNames(
  request: Pick<StatsRequest, 'from' | 'to' | 'granularity' | 'zone'>,
): (start: number) => LocalTime {
  const zone = requireZone(request.zone);
  const times = new LocalTimes(zone);
  const granularity = resolveGranularity(request.granularity, request, zone);
  const isTotal = granularity === 'TOTAL';
  const areDates = isTotal ? times.timeAt(request.from).isMidnight : OF_DAYS.includes(granularity);
  return (start) => (areDates ? times.dateAt(start) : times.timeAt(start));
}
