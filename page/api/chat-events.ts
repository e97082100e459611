import type { Episode } from './episodes';
import type { Query } from './graphql-client';

export interface ChatEvent {
  readonly id: string;
  readonly type: string;
  readonly occurredAt: string;
  readonly deliveries: number;
  readonly author: string;
  /** Left out where the token shows no names. */
  readonly name?: string;
  readonly rating: number | null;
}

/** A contact of the chat. */
export type ChatContact = Pick<
  Episode,
  'number' | 'status' | 'startedAt' | 'page' | 'closureSeconds' | 'rating'
> & {
  readonly lastActivityAt: string | null;
  readonly closedAt: string | null;
  readonly firstAnswerSeconds: number | null;
  /** Each as name=value. */
  readonly attributes: string;
  readonly targetsBreached: string;
  /** The chat in SignalZen's console; null: the rules do not say where that is. */
  readonly link: string | null;
};

export interface ChatData {
  readonly chatEvents: readonly ChatEvent[];
  readonly chatEpisodes: readonly ChatContact[];
}

/** A page of the events of one chat, oldest first, without what was written, and its contacts. */
export const CHAT_EVENTS: Query<ChatData> = {
  text: `query ChatEvents($account: String!, $chatId: ID!, $limit: Int!, $named: Boolean!, $clock: Clock!) {
  chatEvents(account: $account, chatId: $chatId, limit: $limit) {
    id type occurredAt deliveries author name @include(if: $named) rating
  }
  chatEpisodes(account: $account, chatId: $chatId, clock: $clock) {
    number status startedAt lastActivityAt closedAt page attributes
    firstAnswerSeconds closureSeconds rating targetsBreached link
  }
}`,
};
