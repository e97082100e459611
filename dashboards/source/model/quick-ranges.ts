const RANGES: readonly (readonly [display: string, from: string, to: string])[] = [
  ['Last 6 hours', 'now-6h/h', 'now'],
  ['Last 24 hours', 'now-24h/h', 'now'],
  ['Today so far', 'now/d', 'now'],
  ['Yesterday', 'now-1d/d', 'now-1d/d'],
  ['7 days and today', 'now-7d/d', 'now'],
  ['30 days and today', 'now-30d/d', 'now'],
  ['90 days and today', 'now-90d/d', 'now'],
  ['This week so far', 'now/w', 'now'],
  ['Last week', 'now-1w/w', 'now-1w/w'],
  ['This month so far', 'now/M', 'now'],
  ['Last month', 'now-1M/M', 'now-1M/M'],
  ['12 months and this one', 'now-12M/M', 'now'],
];

/**
 * Ranges that begin where an hour, a day or a month begins. Of Grafana's own, such as `now-7d`, the first bucket begins
 * before the range: its part counts in the large numbers, and its point is outside of what is drawn.
 */
export const QUICK_RANGES: readonly object[] = RANGES.map(([display, from, to]) => ({ display, from, to }));
