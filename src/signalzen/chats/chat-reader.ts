import { Injectable } from '@nestjs/common';
import type { JsonObject } from '../../platform/events/json-object';
import { readWholeList } from '../api/read-whole-list';
import { AccountApis } from './account-apis';
import type { ChatRef } from './chat-transfer';
import { requireStable } from './list-unstable';
import type { ShownChat } from './shown-chat';

/** Reads chats from SignalZen's API. */
@Injectable()
export class ChatReader {
  constructor(private readonly apis: AccountApis) {}

  /**
   * Its messages, if they are wanted.
   * @returns `undefined` when SignalZen has the chat no more
   * @throws SignalZenApiError
   */
  async read(account: string, ref: ChatRef, signal: AbortSignal): Promise<ShownChat | undefined> {
    const { chatId, user } = ref;
    const readAt = Date.now();
    if (!ref.wantsMessages) return { chatId, user, messages: undefined, unreadable: [], readAt };
    const api = this.apis.of(account);
    const messages: JsonObject[] = [];
    const unreadable: unknown[] = [];
    const pages = readWholeList((range) => api.messages(chatId, range, signal));
    for await (const event of pages) {
      if (event.type === 'items') {
        messages.push(...event.items.map(({ raw }) => raw));
        unreadable.push(...event.unreadable.map(({ raw }) => raw));
      } else if (event.how === 'gone') return undefined;
      else requireStable(event, `messages of chat ${chatId}`);
    }
    return { chatId, user, messages, unreadable, readAt };
  }
}
