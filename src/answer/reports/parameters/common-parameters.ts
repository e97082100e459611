import type { FilterInput } from '../../measures/stats/filter-input';
import { ALL_HOURS, HOURS } from '../../measures/stats/hours';
import { UTC } from '../../measures/calendar/range-input';
import { CLOCK, DEFAULT_CLOCK } from '../../measures/clock';
import { attributeValues, texts } from './list-parameters';
import type { ValuesOf } from './parameter';
import { flag, text, time, wholeNumber, word } from './single-parameters';

/** The half-open range, `from <= t < to`, that every report is about. */
export const RANGE = {
  from: time(
    'from',
    'the first instant of the range, in ISO 8601 with a zone; a date is its midnight in "timezone".',
  ),
  to: time('to', 'the instant at which the range ends (exclusive).'),
};

/** Of every report as well. */
export const TIMEZONE = text(
  'timezone',
  UTC,
  'An IANA time zone: its calendar says when dates and buckets begin, and its clocks all times of the answer.',
);

/** What `filter` is in GraphQL. All given parts must hold. */
export const FILTER = {
  accounts: texts('account', 'Only these accounts.'),
  operators: texts(
    'operator',
    'Only these operators: an id, in whatever account the other filters admit, or <account>:<id>; an empty id stands for nobody.',
  ),
  teams: texts(
    'team',
    'Only operators of these teams of the rules; an empty one stands for whoever is in none.',
  ),
  pages: texts('page', 'Only these pages, by path; an empty one stands for an unknown page.'),
  copilot: flag(
    'copilot',
    undefined,
    'true: only episodes in which the copilot took part; false: only the others.',
  ),
  hours: word('hours', HOURS, ALL_HOURS, HOURS.description ?? ''),
  attributes: attributeValues(
    'attribute.',
    'Only visitors with one of these values of an attribute, which is named behind the dot: attribute.plan=pro.',
  ),
};

/** Of reports with durations. */
export const CLOCK_PARAMETER = word('clock', CLOCK, DEFAULT_CLOCK, CLOCK.description ?? '');

/** A part of a list that is as long as it is. */
export const PART = {
  limit: wholeNumber('limit', {
    least: 1,
    fallback: undefined,
    description: 'The maximum number of rows, from the first one on; by default all.',
  }),
  offset: wholeNumber('offset', { least: 0, fallback: 0, description: 'The number of rows to skip.' }),
};

export function filterInput(values: ValuesOf<typeof FILTER>): FilterInput {
  const { accounts, operators, teams, pages, copilot, hours, attributes } = values;
  return { accounts, operators, teams, pages, attributes, copilot: copilot ?? null, hours };
}
