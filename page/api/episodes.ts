import type { Schedule } from './headline';
import { EPISODE_COUNTS } from '../view/episode-counts';
import type { TargetCountName } from '../view/target-counts';
import type { EpisodeCount } from '../view/episode-counts';
import type { MeasureInfo, NamedOperator } from './overview';
import type { Query } from './graphql-client';

export interface Episode {
  readonly account: string;
  readonly chatId: string;
  readonly number: number;
  readonly status: 'OPEN' | 'CLOSED' | 'IDLE';
  readonly startedAt: string | null;
  readonly operator: string;
  readonly page: string;
  readonly messagesVisitor: number;
  readonly messagesOperator: number;
  readonly messagesCopilot: number;
  readonly firstResponseSeconds: number | null;
  readonly closureSeconds: number | null;
  readonly rating: number | null;
  readonly copilotOutcome: string;
}

/** How many of a target's episodes, of replies turns, came to what. */
export type CountedTarget = Readonly<Record<TargetCountName, number>> & { readonly target: string };

export interface EpisodesData {
  readonly episodes: readonly Episode[];
  /** How many there are in all, whatever their status, by the measure that counts them. */
  readonly all: readonly Readonly<Record<EpisodeCount, number>>[];
  /** The same of targets. */
  readonly targets: readonly CountedTarget[];
  readonly measures: readonly Pick<MeasureInfo, 'name' | 'description' | 'anchor'>[];
  readonly operators: readonly NamedOperator[];
  readonly schedules: readonly Schedule[];
}

/** A page of the episodes that a measure counts in a range. */
export const EPISODES: Query<EpisodesData> = {
  text: `query Episodes(
  $from: DateTime!, $to: DateTime!, $filter: StatsFilter, $behind: String!, $status: EpisodeStatus,
  $search: String, $words: String,
  $clock: Clock!, $limit: Int!, $offset: Int!
) {
  episodes(
    from: $from, to: $to, filter: $filter, behind: $behind, status: $status, clock: $clock,
    search: $search, words: $words, limit: $limit, offset: $offset
  ) {
    account chatId number status startedAt operator page messagesVisitor messagesOperator messagesCopilot
    firstResponseSeconds closureSeconds rating copilotOutcome
  }
  all: stats(from: $from, to: $to, filter: $filter, granularity: TOTAL) {
    ${EPISODE_COUNTS.join(' ')}
  }
  targets(from: $from, to: $to, filter: $filter) { target met breached pending endedEarly lastWords }
  measures { name description anchor }
  operators { value label account }
  schedules { account }
}`,
};
