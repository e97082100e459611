import type { Query } from './graphql-client';

export interface ChatEvent {
  readonly id: string;
  readonly type: string;
  readonly occurredAt: string;
  readonly deliveries: number;
  /** The body of the delivery; null after erasure. */
  readonly payload: string | null;
}

/** A page of the events of one chat, oldest first. */
export const CHAT_EVENTS: Query<{ readonly chatEvents: readonly ChatEvent[] }> = {
  text: `query ChatEvents($account: String!, $chatId: ID!, $limit: Int!, $offset: Int!) {
  chatEvents(account: $account, chatId: $chatId, limit: $limit, offset: $offset) {
    id type occurredAt deliveries payload
  }
}`,
};
