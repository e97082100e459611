import type { NamedValue } from './overview';
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

export interface EpisodesData {
  readonly episodes: readonly Episode[];
  /** How many there are in all, whatever their status. */
  readonly all: readonly { readonly episodesStarted: number }[];
  readonly operators: readonly NamedValue[];
}

/** A page of the episodes that started in a range. */
export const EPISODES: Query<EpisodesData> = {
  text: `query Episodes(
  $from: DateTime!, $to: DateTime!, $filter: StatsFilter, $status: EpisodeStatus, $limit: Int!, $offset: Int!
) {
  episodes(from: $from, to: $to, filter: $filter, status: $status, limit: $limit, offset: $offset) {
    account chatId number status startedAt operator page messagesVisitor messagesOperator messagesCopilot
    firstResponseSeconds closureSeconds rating copilotOutcome
  }
  all: stats(from: $from, to: $to, filter: $filter, granularity: TOTAL) { episodesStarted }
  operators { value label }
}`,
};
