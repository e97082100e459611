import type { EpisodeCount, OtherCount } from '../view/episode-counts';
import type { MessageKey } from '../messages/catalogue';
import type { Measured, Bucket as AnsweredBucket } from '../api/overview';

/** What charts and series are called: texts of the catalogue. */
type ChartTitle = Extract<MessageKey, `chart.title.${string}`>;
type SeriesLabel = Extract<MessageKey, `series.${string}`>;

export type Ink =
  | 'primary'
  | 'secondary'
  | 'before'
  | 'rating1'
  | 'rating2'
  | 'rating3'
  | 'rating4'
  | 'rating5'
  | 'resolved'
  | 'handed-off'
  | 'abandoned'
  | 'pending';

export interface SeriesPlan {
  readonly label: SeriesLabel;
  /** As the query `measures` names it. */
  readonly measure: string;
  readonly ink: Ink;
  readonly form: 'bar' | 'stack' | 'line' | 'dashes';
  /** Of the period before. */
  readonly isBefore?: true;
  /** A second scale, on the right. */
  readonly isOnRight?: true;
  /** The measure that counts the samples of this one. */
  readonly samples?: string;
  /** Whether the ends of its interval are asked for as well. */
  readonly hasInterval?: true;
}

export interface ChartPlan {
  readonly id: string;
  readonly title: ChartTitle;
  readonly series: readonly SeriesPlan[];
  /** The measure whose episodes a click on a bucket lists; without it all that started then. */
  readonly behind?: EpisodeCount | OtherCount;
}

/** One bucket of time on the horizontal axis. */
export interface ChartBucket {
  readonly from: number;
  readonly to: number;
  readonly label: string;
  readonly longLabel: string;
  readonly isIncomplete: boolean;
  /** The days or hours of it that the range holds, where that is not all of it: `10 – 14 Jun 2026`. */
  readonly onlyPart: string | undefined;
}

export interface ChartSeries extends SeriesPlan {
  readonly unit: string;
  /** By bucket; null where there is nothing, or nothing yet. */
  readonly values: readonly (number | null)[];
  readonly counts: readonly (number | null)[] | undefined;
  /** In words, by bucket. */
  readonly intervals: readonly string[] | undefined;
}

export interface Chart {
  readonly plan: ChartPlan;
  readonly buckets: readonly ChartBucket[];
  readonly series: readonly ChartSeries[];
  /** What people wrote beside the figures, by bucket. */
  readonly notes: readonly (readonly string[])[];
}

export type SeriesRow = AnsweredBucket & Measured;
