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

/** A page of the events of one chat, oldest first, without what was written. */
export const CHAT_EVENTS: Query<{ readonly chatEvents: readonly ChatEvent[] }> = {
  text: `query ChatEvents($account: String!, $chatId: ID!, $limit: Int!, $named: Boolean!) {
  chatEvents(account: $account, chatId: $chatId, limit: $limit) {
    id type occurredAt deliveries author name @include(if: $named) rating
  }
}`,
};
