import type { TimeRange } from '../time/resolved-range';
import { comparisonOf } from './question-of';
import type { EpisodesShown, View } from './view';

/** The arguments of the report of the figures: all measures by the same buckets of time as in the charts. */
export function figuresParameters(view: View, range: TimeRange, now = Date.now()): URLSearchParams {
  const parameters = common(view, range);
  const { compare, daysBefore } = comparisonOf(view, now);
  parameters.set('compare', compare);
  if (daysBefore !== null) parameters.set('daysBefore', String(daysBefore));
  if (view.bucket !== 'auto') parameters.set('granularity', view.bucket.toUpperCase());
  return parameters;
}

/** The arguments of the report of a list of episodes: all of its pages. */
export function episodesParameters(
  view: View,
  range: TimeRange,
  { behind, status }: EpisodesShown,
): URLSearchParams {
  const parameters = common(view, range);
  parameters.set('behind', behind);
  if (status !== undefined) parameters.set('status', status);
  return parameters;
}

/** The arguments of the report of ratings: all of the range. */
export function ratingsParameters(view: View, range: TimeRange): URLSearchParams {
  return common({ ...view, clock: 'CALENDAR' }, range);
}

function common({ selection, zone, clock }: View, { from, to }: TimeRange): URLSearchParams {
  const { accounts, operators, teams, pages, copilot, hours, attributes } = selection;
  const parameters = new URLSearchParams();
  parameters.set('from', new Date(from).toISOString());
  parameters.set('to', new Date(to).toISOString());
  parameters.set('timezone', zone);
  if (clock === 'WORKING') parameters.set('clock', clock);
  const lists = [
    ['account', accounts],
    ['operator', operators],
    ['team', teams],
    ['page', pages],
    ...[...attributes].map(([name, values]) => [`attribute.${name}`, values] as const),
  ] as const;
  for (const [name, values] of lists) {
    // A bare comma would separate two values.
    for (const value of values) parameters.append(name, value.replaceAll(',', '\\,'));
  }
  if (copilot !== undefined) parameters.set('copilot', String(copilot));
  if (hours !== 'ALL') parameters.set('hours', hours);
  return parameters;
}
