import type { Measured } from './overview';
import type { Query } from './graphql-client';
import type { Schedule } from './headline';
import type { TargetRow } from './targets';

/** How many durations are from the first (inclusive) to the second (exclusive). */
export interface SpreadBin {
  readonly lowerSeconds: number;
  /** Null: no limit. */
  readonly upperSeconds: number | null;
  readonly count: number;
}

/** Where the response curve stands after some time. */
export interface CurvePoint {
  readonly seconds: number;
  readonly answeredShare: number;
  readonly low: number;
  readonly high: number;
}

export interface ResponseCurve {
  readonly n: number;
  readonly answered: number;
  readonly p50Seconds: number | null;
  readonly p90Seconds: number | null;
  readonly points: readonly CurvePoint[];
}

export interface SpreadData {
  readonly bins: readonly SpreadBin[];
  /** Left out of durations that are no answer's. */
  readonly curve?: ResponseCurve;
  readonly totals: readonly Measured[];
  readonly targets: readonly Pick<TargetRow, 'target' | 'measure' | 'withinSeconds' | 'clock' | 'goalRate'>[];
  readonly schedules: readonly Schedule[];
}

/** How the times behind a duration are spread. */
export const SPREAD: Query<SpreadData> = {
  text: `query Spread(
  $measure: DurationMeasure!, $from: DateTime!, $to: DateTime!, $zone: String!, $clock: Clock!, $filter: StatsFilter,
  $hasCurve: Boolean!
) {
  bins: distribution(measure: $measure, from: $from, to: $to, clock: $clock, filter: $filter) {
    lowerSeconds upperSeconds count
  }
  curve: responseCurve(measure: $measure, from: $from, to: $to, clock: $clock, filter: $filter)
    @include(if: $hasCurve) { n answered p50Seconds p90Seconds points { seconds answeredShare low high } }
  totals: stats(from: $from, to: $to, granularity: TOTAL, timezone: $zone, clock: $clock, filter: $filter) {
    firstAnswerSecondsP50 firstAnswerSecondsP90 firstResponseSecondsP50 firstResponseSecondsP90
    replySecondsP50 replySecondsP90 totalWaitSecondsP50 totalWaitSecondsP90 closureSecondsP50 closureSecondsP90
  }
  targets(from: $from, to: $to, timezone: $zone, filter: $filter) { target measure withinSeconds clock goalRate }
  schedules { account }
}`,
};
