import type { ResolvedRange, Compare, TimeRange } from '../time/resolved-range';
import { resolveChosenRange } from '../time/resolved-range';
import type { Clock, Selection, View } from './view';

/** The variables of every question, in GraphQL's terms. */
export interface Question {
  readonly from: string;
  readonly to: string;
  readonly zone: string;
  /** On which durations are. */
  readonly clock: Clock;
  readonly filter: object;
  readonly compare: 'NONE' | 'PREVIOUS_PERIOD' | 'PREVIOUS_YEAR';
  readonly beforeFrom: string;
  readonly beforeTo: string;
  readonly compares: boolean;
}

const COMPARE: Readonly<Record<Compare, Question['compare']>> = {
  none: 'NONE',
  previous: 'PREVIOUS_PERIOD',
  year: 'PREVIOUS_YEAR',
};

/** What has to be asked for a view at an instant, and the instants that it is about. */
export function questionOf(
  view: View,
  now: number,
): { readonly question: Question; readonly resolved: ResolvedRange } {
  const resolved = resolveChosenRange(view.chosen, { zone: view.zone, compare: view.compare, now });
  const range = inVariables(resolved.range);
  const before = inVariables(resolved.before ?? resolved.range);
  // A range of no length cannot be asked for: at the very start of one that is under way nothing has passed yet.
  const compares = resolved.before !== undefined && resolved.before.from < resolved.before.to;
  const question: Question = {
    ...range,
    zone: view.zone,
    clock: view.clock,
    filter: filterOf(view.selection),
    compare: COMPARE[view.compare],
    beforeFrom: before.from,
    beforeTo: before.to,
    compares,
  };
  return { question, resolved };
}

/** The chosen values as GraphQL's StatsFilter. */
export function filterOf({ accounts, operators, teams, pages, copilot, attributes }: Selection): object {
  return {
    accounts,
    operators,
    teams,
    pages,
    attributes: [...attributes].map(([name, values]) => ({ name, values })),
    ...(copilot === undefined ? {} : { copilot }),
  };
}

function inVariables({ from, to }: TimeRange): { readonly from: string; readonly to: string } {
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}
