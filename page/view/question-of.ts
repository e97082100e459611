import type { BucketLength } from '../time/buckets';
import type { ResolvedRange, TimeRange } from '../time/resolved-range';
import { daysBeforeOf, daysOf, resolveChosenRange } from '../time/resolved-range';
import type { Clock, Selection, View } from './view';

/** The variables of every question, in GraphQL's terms. */
export interface Question {
  readonly from: string;
  readonly to: string;
  readonly zone: string;
  /** On which durations are. */
  readonly clock: Clock;
  readonly filter: object;
  /** Of the charts. */
  readonly granularity: Uppercase<BucketLength>;
  readonly compare: 'NONE' | 'PREVIOUS_PERIOD' | 'PREVIOUS_YEAR';
  /** How many days before lies what it is compared with; null: as `compare` says. */
  readonly daysBefore: number | null;
}

const GRANULARITY: Readonly<Record<BucketLength, Question['granularity']>> = {
  ...{ auto: 'AUTO', day: 'DAY', week: 'WEEK', month: 'MONTH' },
};

/** What has to be asked for a view at an instant, whether anything is compared, and the instants that it is about. */
export function questionOf(
  view: View,
  now: number,
): { readonly question: Question; readonly compares: boolean; readonly resolved: ResolvedRange } {
  const resolved = resolveChosenRange(view.chosen, { zone: view.zone, compare: view.compare, now });
  // A range of no length cannot be asked for: at the very start of one that is under way nothing has passed yet.
  const compares = resolved.before !== undefined && resolved.before.from < resolved.before.to;
  const question: Question = {
    ...inVariables(resolved.range),
    zone: view.zone,
    clock: view.clock,
    filter: filterOf(view.selection),
    granularity: GRANULARITY[view.bucket],
    ...comparisonOf(view, now),
  };
  return { question, compares, resolved };
}

/** With what a view is compared, in GraphQL's terms. */
export function comparisonOf(
  { chosen, compare, zone }: Pick<View, 'chosen' | 'compare' | 'zone'>,
  now: number,
): Pick<Question, 'compare' | 'daysBefore'> {
  if (compare === 'none') return { compare: 'NONE', daysBefore: null };
  return {
    compare: compare === 'year' ? 'PREVIOUS_YEAR' : 'PREVIOUS_PERIOD',
    daysBefore: daysBeforeOf(compare, daysOf(chosen, now, zone)) ?? null,
  };
}

/** The chosen values as GraphQL's StatsFilter. */
export function filterOf({
  accounts,
  operators,
  teams,
  pages,
  copilot,
  hours,
  attributes,
}: Selection): object {
  return {
    accounts,
    operators,
    teams,
    pages,
    attributes: [...attributes].map(([name, values]) => ({ name, values })),
    ...(copilot === undefined ? {} : { copilot }),
    ...(hours === 'ALL' ? {} : { hours }),
  };
}

/** What the figures depend on: the same text for the same figures, whatever is open beside them. */
export function figuresKey({ chosen, compare, zone, clock, bucket, selection }: View): string {
  return JSON.stringify([chosen, compare, zone, clock, bucket, filterOf(selection)]);
}

function inVariables({ from, to }: TimeRange): { readonly from: string; readonly to: string } {
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}
