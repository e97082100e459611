import type { FullEpisode } from '../reference/episode';
import { groupBy } from '../reference/group-by';

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/**
 * Episodes with a known start by the hour of the local week in which they started: `1 0` is Monday, midnight to one.
 */
export function byHourOfWeek(episodes: readonly FullEpisode[], zone: string): Map<string, FullEpisode[]> {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short', hour: '2-digit' });
  const started = episodes.filter(({ startedAt }) => startedAt !== undefined);
  return groupBy(started, ({ startedAt = NaN }) => {
    const [weekday = '', hour = ''] = clock.format(startedAt).split(', ');
    return `${WEEKDAYS.indexOf(weekday) + 1} ${Number(hour)}`;
  });
}
