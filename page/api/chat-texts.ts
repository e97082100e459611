import type { Query } from './graphql-client';

export interface ChatText {
  /** Of the event. */
  readonly id: string;
  readonly text: string | null;
}

/** What was written in a chat: asked for only when a person wants to read it. */
export const CHAT_TEXTS: Query<{ readonly chatEvents: readonly ChatText[] }> = {
  text: `query ChatTexts($account: String!, $chatId: ID!, $limit: Int!) {
  chatEvents(account: $account, chatId: $chatId, limit: $limit) { id text }
}`,
};
