import type { Measured } from './overview';
import type { Query } from './graphql-client';
import type { TargetRow } from './targets';

/** What a row of a table is of: what is not grouped by is null. */
interface Grouped {
  readonly account: string | null;
  readonly operator: string | null;
  readonly operatorName: string | null;
  readonly team: string | null;
  /** Whether somebody of the team is in another one as well. */
  readonly teamOverlaps: boolean | null;
  readonly page: string | null;
  readonly copilot: boolean | null;
  readonly attribute: string | null;
}

/** One group with its figures, by the names of their measures: those that were asked for. */
export type TableRow = Measured & Grouped;

/** How well a target was kept by one group. */
export type GroupedTarget = Grouped & Pick<TargetRow, 'target' | 'measure' | 'rate' | 'rateLow' | 'rateHigh'>;

export interface TableData {
  readonly rows: readonly TableRow[];
  /** The range before; left out where nothing is compared. */
  readonly before?: readonly TableRow[];
  readonly total: readonly TableRow[];
  readonly targets: readonly GroupedTarget[];
  readonly allTargets: readonly GroupedTarget[];
}

/** The figures of a range by one dimension, those of all, and how well targets were kept. */
export const TABLE: Query<TableData> = {
  text: `query Table(
  $from: DateTime!, $to: DateTime!, $beforeFrom: DateTime!, $beforeTo: DateTime!, $compares: Boolean!,
  $zone: String!, $clock: Clock!, $filter: StatsFilter, $groupBy: [Dimension!]!, $attribute: String,
  $ofPeople: Boolean!, $ofCases: Boolean!
) {
  rows: stats(
    from: $from, to: $to, granularity: TOTAL, timezone: $zone, clock: $clock, filter: $filter, groupBy: $groupBy,
    attribute: $attribute, fill: false
  ) { ...Row ...Figures }
  before: stats(
    from: $beforeFrom, to: $beforeTo, granularity: TOTAL, timezone: $zone, clock: $clock, filter: $filter,
    groupBy: $groupBy, attribute: $attribute, fill: false
  ) @include(if: $compares) { ...Row firstResponseSecondsP50 csatRate }
  total: stats(from: $from, to: $to, granularity: TOTAL, timezone: $zone, clock: $clock, filter: $filter) {
    ...Row ...Figures
  }
  targets(
    from: $from, to: $to, timezone: $zone, filter: $filter, groupBy: $groupBy, attribute: $attribute
  ) { target measure account operator team page copilot attribute rate rateLow rateHigh }
  allTargets: targets(from: $from, to: $to, timezone: $zone, filter: $filter) {
    target measure account operator team page copilot attribute rate rateLow rateHigh
  }
}
fragment Row on StatsRow { account operator operatorName team teamOverlaps page copilot attribute }
fragment Figures on StatsRow {
  firstResponses firstResponseSecondsP50 ratings csatRate csatRateLow csatRateHigh closureSecondsP50
  messagesOperator @include(if: $ofPeople)
  replies @include(if: $ofPeople)
  replySecondsP50 @include(if: $ofPeople)
  closures @include(if: $ofPeople)
  episodesEngaged @include(if: $ofCases)
  episodesMissed @include(if: $ofCases)
  episodesUnanswered @include(if: $ofCases)
  firstAnswerSecondsP50 @include(if: $ofCases)
  copilotResolutionRate @include(if: $ofCases)
  copilotResolutionRateLow @include(if: $ofCases)
  copilotResolutionRateHigh @include(if: $ofCases)
}`,
};
