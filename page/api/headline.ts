import type { Query } from './graphql-client';
import type { Bucket, Measured, MeasureInfo } from './overview';

export interface HeadlineData {
  readonly totals: readonly (Bucket & Measured)[];
  readonly measures: readonly MeasureInfo[];
  /** Left out where there is nothing to choose. */
  readonly schedules?: readonly Schedule[];
  /** Of the rules; the same. */
  readonly targetNames?: readonly { readonly value: string }[];
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
  $from: DateTime!, $to: DateTime!, $zone: String!, $clock: Clock!, $filter: StatsFilter, $hasMenus: Boolean! = true
) {
  totals: stats(from: $from, to: $to, granularity: TOTAL, timezone: $zone, clock: $clock, filter: $filter) {
    time period incomplete partial
    episodesEngaged
    firstAnswers firstAnswerSecondsP50 firstAnswerSecondsP50Low firstAnswerSecondsP50High
    firstResponses firstResponseSecondsP50 firstResponseSecondsP50Low firstResponseSecondsP50High
    totalWaits totalWaitSecondsP50 totalWaitSecondsP50Low totalWaitSecondsP50High
    closures closureSecondsP50 closureSecondsP50Low closureSecondsP50High
    ratings csatRate csatRateLow csatRateHigh
    copilotEpisodes copilotPending copilotResolutionRate copilotResolutionRateLow copilotResolutionRateHigh
    copilotInvolvementRate copilotInvolvementRateLow copilotInvolvementRateHigh
    repeatContactRate repeatContactRateLow repeatContactRateHigh
    episodesMissed episodesUnanswered
  }
  measures { name description unit anchor direction saysNothingBy goal }
  schedules @include(if: $hasMenus) { account }
  targetNames @include(if: $hasMenus) { value }
}`,
};
