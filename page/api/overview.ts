import type { TargetRow } from './targets';
import type { Query } from './graphql-client';

/** Numbers of one bucket, by the names of their measures: those that were asked for. */
export type Measured = Readonly<Record<string, number | null>>;

export interface Bucket {
  readonly time: string;
  readonly period: 'CURRENT' | 'PREVIOUS';
  readonly incomplete: boolean;
  /** Whether the range holds only a part of it. */
  readonly partial: boolean;
}

export interface HeatmapCell {
  readonly weekday: number;
  readonly hour: number;
  readonly occurrences: number;
  readonly firstResponseSecondsP90: number | null;
  readonly episodesEngaged: number;
  readonly episodesMissed: number;
}

export interface NamedValue {
  readonly value: string;
  readonly label: string;
}

/** A value that is `<account>:<id>` where there are several accounts, else the id. */
export interface NamedOperator extends NamedValue {
  readonly account: string;
}

export interface MeasureInfo {
  readonly name: string;
  readonly description: string;
  readonly unit: string;
  readonly anchor: string;
  readonly direction: string;
  /** Dimensions by which a filter leaves it without a meaning. */
  readonly saysNothingBy: readonly string[];
  /** What the rules say it should be at least. */
  readonly goal: number | null;
}

export interface OverviewData {
  readonly series: readonly (Bucket & Measured)[];
  readonly heatmap: readonly HeatmapCell[];
  readonly targets: readonly TargetRow[];
  readonly accounts: readonly NamedValue[];
  readonly operators: readonly NamedOperator[];
  readonly teams: readonly NamedValue[];
}

/** Everything but the headline, in one request. */
export const OVERVIEW: Query<OverviewData> = {
  text: `query Overview(
  $from: DateTime!, $to: DateTime!, $zone: String!, $clock: Clock!, $filter: StatsFilter, $compare: Compare!,
  $daysBefore: Int, $granularity: Granularity = AUTO, $hasMenus: Boolean! = true
) {
  series: stats(
    from: $from, to: $to, granularity: $granularity, timezone: $zone, clock: $clock, filter: $filter, compare: $compare,
    daysBefore: $daysBefore
  ) {
    time period incomplete partial
    chatsStarted episodesStarted messagesVisitor messagesOperator messagesCopilot
    episodesEngaged episodesMissed episodesUnanswered firstAnswerSecondsP50 totalWaitSecondsP50
    firstResponses firstResponseSecondsP50 firstResponseSecondsP90
    closures closureSecondsP50 closureSecondsP90
    ratings rating1 rating2 rating3 rating4 rating5 csatRate csatRateLow csatRateHigh
    copilotEpisodes copilotResolved copilotHandedOff copilotAbandoned copilotPending
    copilotResolutionRate copilotInvolvementRate repeatContactRate
  }
  heatmap(from: $from, to: $to, timezone: $zone, clock: $clock, filter: $filter) {
    weekday hour occurrences episodesEngaged episodesMissed firstResponseSecondsP90
  }
  targets(from: $from, to: $to, timezone: $zone, filter: $filter) {
    target measure withinSeconds clock goalRate met breached pending endedEarly lastWords
    rate rateLow rateHigh errorBudgetLeft note endedEarlyShare rateIfBreached
  }
  accounts @include(if: $hasMenus) { value label }
  operators(from: $from, to: $to) @include(if: $hasMenus) { value label account }
  teams @include(if: $hasMenus) { value label }
}
`,
};
