import type { SharedView } from '../api/shared-view';
import { dateAt, daysLater } from '../time/local-calendar';
import { isPreset } from '../time/presets';
import { YEAR_OF_WEEKS } from '../time/resolved-range';
import type { ChosenRange, Compare } from '../time/resolved-range';
import { DEFAULT_TABLE } from './table-shown';
import { NOTHING_OPEN } from './view';
import type { View } from './view';

const COMPARE: Readonly<Record<SharedView['compare'], Compare>> = {
  ...{ NONE: 'none', PREVIOUS_PERIOD: 'previous', PREVIOUS_YEAR: 'year' },
};

/** The view that a share link shows. */
export function viewOfShare(share: SharedView): View {
  const { timezone, clock, filter } = share;
  const { accounts, operators, teams, pages, attributes, copilot, hours } = filter;
  return {
    chosen: chosenOf(share),
    compare: comparedWith(share),
    ...{
      zone: timezone,
      clock,
      bucket: 'auto',
      table: DEFAULT_TABLE,
      live: undefined,
      ...NOTHING_OPEN,
    },
    selection: {
      ...{ accounts, operators, teams, pages, hours, copilot: copilot ?? undefined },
      attributes: new Map(attributes.map(({ name, values }) => [name, values])),
    },
  };
}

/** By weekdays a year is 52 weeks; anything else is told by its days, and begins at a date. */
function comparedWith({ compare, daysBefore, from, timezone }: SharedView): Compare {
  if (daysBefore === null) return COMPARE[compare];
  if (daysBefore === YEAR_OF_WEEKS) return 'year-weekdays';
  return { since: daysLater(dateAt(Date.parse(from), timezone), -daysBefore) };
}

/** It is of whole days of its zone. */
function chosenOf({ preset, from, to, timezone }: SharedView): ChosenRange {
  const name = preset?.toLowerCase().replaceAll('_', '-') ?? '';
  if (isPreset(name)) return { preset: name };
  return { first: dateAt(Date.parse(from), timezone), last: dateAt(Date.parse(to) - 1, timezone) };
}
