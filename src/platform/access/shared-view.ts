import type { CLOCKS } from '../rules/rules';

/** Ranges that move on with the calendar. "Last" ones end with today. */
export const RANGE_PRESETS = [
  'TODAY',
  'YESTERDAY',
  'LAST_7_DAYS',
  'LAST_30_DAYS',
  'LAST_90_DAYS',
  'THIS_WEEK',
  'LAST_WEEK',
  'THIS_MONTH',
  'LAST_MONTH',
] as const;
export type RangePreset = (typeof RANGE_PRESETS)[number];

export const COMPARISONS = ['NONE', 'PREVIOUS_PERIOD', 'PREVIOUS_YEAR'] as const;

/** Milliseconds since 1970, half-open; or one that moves on. */
export type SharedRange = { readonly from: number; readonly to: number } | { readonly preset: RangePreset };

/** What a share link shows, besides accounts and teams: nothing else is answered to whoever comes with it. */
export interface SharedView {
  /** An id, or `<account>:<id>`; this list and the following: empty for all. */
  readonly operators: readonly string[];
  readonly pages: readonly string[];
  readonly attributes: readonly { readonly name: string; readonly values: readonly string[] }[];
  /** `undefined`: with and without. */
  readonly copilot: boolean | undefined;
  readonly hours: 'INSIDE' | 'OUTSIDE' | 'ALL';
  readonly range: SharedRange;
  /** IANA zone, whose calendar a range that moves is of, and the one that it is compared with. */
  readonly zone: string;
  /** The range before is shown as well, as far as this says. */
  readonly compare: (typeof COMPARISONS)[number];
  /** The range before begins so many local days before, as one by weekdays does; left out: as `compare` says. */
  readonly daysBefore?: number | undefined;
  /** On which durations are shown. */
  readonly clock: (typeof CLOCKS)[number];
  /** The origin of the only page that may show it in a frame; `undefined`: any that the configuration allows. */
  readonly host: string | undefined;
}
