import type { Query } from './graphql-client';
import type { Bucket, Measured, MeasureInfo } from './overview';

export interface HeadlineData {
  readonly totals: readonly (Bucket & Measured)[];
  /** Left out when nothing is compared. */
  readonly before?: readonly Measured[];
  readonly measures: readonly MeasureInfo[];
  readonly schedules: readonly Schedule[];
}

export interface Schedule {
  /** Null: none works by it. */
  readonly account: string | null;
}

/** Whether any account works by a schedule: else both clocks show the same. */
export function hasWorkingHours(schedules: readonly Schedule[]): boolean {
  return schedules.some(({ account }) => account !== null);
}

/** The key figures. They read little, and are asked for beside the rest, so that they are there first. */
export const HEADLINE: Query<HeadlineData> = {
  text: `query Headline(
  $from: DateTime!, $to: DateTime!, $zone: String!, $clock: Clock!, $filter: StatsFilter,
  $beforeFrom: DateTime!, $beforeTo: DateTime!, $compares: Boolean!
) {
  totals: stats(from: $from, to: $to, granularity: TOTAL, timezone: $zone, clock: $clock, filter: $filter) {
    time period incomplete partial ...Figures
  }
  before: stats(
    from: $beforeFrom, to: $beforeTo, granularity: TOTAL, timezone: $zone, clock: $clock, filter: $filter
  ) @include(if: $compares) { ...Figures }
  measures { name description unit anchor direction saysNothingBy }
  schedules { account }
}
fragment Figures on StatsRow {
  chatsStarted episodesStarted episodesEngaged firstResponses firstResponseSecondsP50 closures closureSecondsP50
  ratings csatRate copilotEpisodes copilotPending copilotResolutionRate episodesMissed episodesUnanswered
}`,
};
