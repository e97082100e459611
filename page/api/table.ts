import type { AnsweredChange } from './changes';
import type { Measured } from './overview';
import type { Query } from './graphql-client';
import type { TargetRow } from './targets';

/** What a row of a table is of: what is not grouped by is null. */
export interface Grouped {
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
  readonly total: readonly TableRow[];
  readonly targets: readonly GroupedTarget[];
  readonly allTargets: readonly GroupedTarget[];
}

/** The figures of a range by one dimension, those of all, and how well targets were kept. */
export const TABLE: Query<TableData> = {
  text: `query Table(
  $from: DateTime!, $to: DateTime!, $zone: String!, $clock: Clock!, $filter: StatsFilter, $groupBy: [Dimension!]!,
  $attribute: String, $ofPeople: Boolean!, $ofCases: Boolean!
) {
  rows: stats(
    from: $from, to: $to, granularity: TOTAL, timezone: $zone, clock: $clock, filter: $filter, groupBy: $groupBy,
    attribute: $attribute, fill: false
  ) { ...Row ...Figures }
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

/** How a figure of one group has changed. */
export type GroupedChange = AnsweredChange &
  Grouped & {
    /** Whether it is certain though it is one of many. */
    readonly certainAmongGroups: boolean | null;
  };

export interface TableChangesData {
  readonly changes: readonly GroupedChange[];
}

/** How the figures of groups have changed; of a range that is under way as far as it is counted. */
export const TABLE_CHANGES: Query<TableChangesData> = {
  text: `query TableChanges(
  $from: DateTime!, $to: DateTime!, $zone: String!, $clock: Clock!, $filter: StatsFilter, $compare: Compare!,
  $daysBefore: Int, $measures: [String!]!, $groupBy: [Dimension!]!, $attribute: String
) {
  changes(
    measures: $measures, from: $from, to: $to, timezone: $zone, clock: $clock, filter: $filter, compare: $compare,
    daysBefore: $daysBefore, soFar: true, groupBy: $groupBy, attribute: $attribute
  ) {
    measure value previous n nPrevious changeLow changeHigh verdict previousKnown matters dispersionAssumed
    certainAmongGroups account operator operatorName team teamOverlaps page copilot attribute
  }
}`,
};
