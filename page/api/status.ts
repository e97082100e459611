import type { Clock } from '../view/view';
import type { Query } from './graphql-client';
import { MAX_WAITING } from './waiting';
import type { Waiting } from './waiting';

export interface StatusData {
  readonly live: {
    readonly asOf: string;
    readonly episodesOpen: number;
    readonly episodesWaiting: number;
    /** How many of them wait beyond a target; null where there is none. */
    readonly episodesOverdue: number | null;
    readonly longestWaitSeconds: number | null;
  };
  /** Those who wait longest; left out where nobody looks at them, or the token shows no contacts. */
  readonly waiting?: readonly Waiting[];
  readonly freshness: Freshness;
}

export interface Freshness {
  readonly lastReceivedAt: string | null;
  readonly lastRollupAt: string | null;
  /** Null: not known. */
  readonly eventsOnDisk: number | null;
  readonly eventsPending: number;
  readonly operatorMessagesUnlinked: number;
  readonly coverage: number | null;
  readonly received: readonly ReceivedType[];
  readonly deliveriesNotUnderstood: number;
  readonly stateEventsDatedBefore: number;
  readonly copilotUnrecognised: boolean;
  readonly rebuildDue: boolean;
  readonly numbersMixed: boolean;
  /** How far the recomputation is; null: none goes on. */
  readonly rebuild: { readonly chats: number; readonly of: number } | null;
  /** Empty: none. Left out where the token does not show them. */
  readonly rulesProblems?: readonly string[];
}

export interface ReceivedType {
  readonly account: string;
  readonly type: string;
  readonly lastReceivedAt: string;
  readonly deliveries7d: number;
}

export interface StatusVariables {
  /** Of the episodes. */
  readonly filter: object;
  /** On which waits are. */
  readonly clock: Clock;
  /** Whether somebody looks at who waits, and may. */
  readonly listsWaiting: boolean;
  /** Whether what is wrong with the rules may be shown. */
  readonly operates: boolean;
}

/** What changes by the second: asked again and again, so it reads only what is small. */
export const STATUS: Query<StatusData> = {
  text: `query Status($filter: StatsFilter, $clock: Clock!, $listsWaiting: Boolean!, $operates: Boolean!) {
  live(filter: $filter, clock: $clock) { asOf episodesOpen episodesWaiting episodesOverdue longestWaitSeconds }
  waiting(filter: $filter, clock: $clock, limit: ${MAX_WAITING}) @include(if: $listsWaiting) {
    account chatId number waitingSince waitSeconds workingWaitSeconds dueAt dueTarget operator page copilot link
  }
  freshness {
    lastReceivedAt lastRollupAt eventsOnDisk eventsPending operatorMessagesUnlinked coverage
    received { account type lastReceivedAt deliveries7d }
    deliveriesNotUnderstood stateEventsDatedBefore copilotUnrecognised rebuildDue numbersMixed
    rebuild { chats of } rulesProblems @include(if: $operates)
  }
}`,
};
