import { Injectable } from '@nestjs/common';
import { asInstant } from '../../platform/events/instant';
import type { JsonObject } from '../../platform/events/json-object';
import type { ApiResource } from '../api/api-resource';
import { readWholeList } from '../api/read-whole-list';
import { AccountApis } from './account-apis';
import { ChatStore } from './chat-store';
import { requireStable } from './list-unstable';

/** A user of the list: a chat. */
export interface ListedUser {
  readonly chatId: string;
  readonly user: JsonObject;
  /** Milliseconds since 1970: when something of it last changed, as far as the resource says; 0 if it does not. */
  readonly changedAt: number;
}

export interface UserPage {
  readonly users: readonly ListedUser[];
  /** Members of the page that are no users. */
  readonly unreadable: number;
  /** Of the whole list. */
  readonly total: number;
}

/** The list of all users of an account, page by page; each user is given once. */
@Injectable()
export class UserPages {
  constructor(
    private readonly apis: AccountApis,
    private readonly store: ChatStore,
  ) {}

  /** @throws SignalZenApiError, ListUnstable, ClickHouseError */
  async *of(account: string, signal: AbortSignal): AsyncGenerator<UserPage> {
    const api = this.apis.of(account);
    const beganAt = Date.now();
    // Chats that begin meanwhile are delivered by webhooks, and found by the next reading.
    const isYoung = ({ raw }: ApiResource): boolean => (asInstant(raw['created_at']) ?? 0) >= beganAt;
    for await (const event of readWholeList((range) => api.users(range, signal), { isYoung })) {
      if (event.type === 'end') requireStable(event, 'users');
      else {
        const { items, unreadable, total } = event;
        await this.store.keepUnreadable(
          account,
          unreadable.map(({ raw }) => raw),
        );
        const users = items.map(({ id, raw }) => ({ chatId: id, user: raw, changedAt: lastChangeOf(raw) }));
        yield { users, unreadable: unreadable.length, total };
      }
    }
  }
}

function lastChangeOf(user: JsonObject): number {
  const times = ['created_at', 'updated_at', 'online_at'].map((name) => asInstant(user[name]) ?? 0);
  return Math.max(...times);
}
