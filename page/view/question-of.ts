import type { AskedRange, Compare, TimeRange } from '../time/asked-range';
import { askedRange } from '../time/asked-range';
import type { Selection, View } from './view';

/** The variables of every question, in GraphQL's terms. */
export interface Question {
  readonly from: string;
  readonly to: string;
  readonly zone: string;
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
): { readonly question: Question; readonly asked: AskedRange } {
  const asked = askedRange(view.chosen, { zone: view.zone, compare: view.compare, now });
  const range = inVariables(asked.range);
  const before = inVariables(asked.before ?? asked.range);
  // A range of no length cannot be asked for: at the very start of one that is under way nothing has passed yet.
  const compares = asked.before !== undefined && asked.before.from < asked.before.to;
  const question: Question = {
    ...range,
    zone: view.zone,
    filter: filterOf(view.selection),
    compare: COMPARE[view.compare],
    beforeFrom: before.from,
    beforeTo: before.to,
    compares,
  };
  return { question, asked };
}

/** The chosen values as GraphQL's StatsFilter. */
export function filterOf({ accounts, operators, pages, copilot, attributes }: Selection): object {
  return {
    accounts,
    operators,
    pages,
    attributes: [...attributes].map(([name, values]) => ({ name, values })),
    ...(copilot === undefined ? {} : { copilot }),
  };
}

function inVariables({ from, to }: TimeRange): { readonly from: string; readonly to: string } {
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}
