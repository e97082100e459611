import { messageResource, userResource } from '../delivery/resources';
import type { SeededRandom } from '../world/seeded-random';
import type { ApiRequest, Page } from './api-request';
import { ShiftingList } from './shifting-list';
import type { VisibleChats, VisibleMessage } from './visible-chats';

/** Of an error nothing but the status is documented. */
export interface ApiAnswer {
  readonly status: number;
  readonly body?: object;
}

/** The documented answers to requests that are right. */
export class ApiAnswers {
  readonly #users: ShiftingList;
  readonly #messages = new Map<number, ShiftingList>();

  constructor(
    private readonly chats: VisibleChats,
    private readonly random: SeededRandom,
  ) {
    this.#users = new ShiftingList(random.fork());
  }

  /** @param shifts how often a list has changed since it was last asked for, on average */
  to(request: ApiRequest, shifts: number): ApiAnswer {
    if (request.kind === 'users') return { status: 200, body: this.#usersOn(request.page, shifts) };
    const { userId } = request;
    const status = this.chats.statusOf(userId);
    if (status !== 200) return { status };
    switch (request.kind) {
      case 'user':
        return found(this.#userResource(userId));
      case 'messages':
        return { status, body: this.#messagesOn(request.page, userId, shifts) };
      case 'message':
        return found(this.#messagesOf(userId).get(request.messageId));
    }
  }

  #usersOn(page: Page, shifts: number): object {
    const { total, ids } = cut(this.#users.next(this.chats.ids(), shifts), page);
    return { ...page, total, users: ids.map((id) => this.#userResource(id)) };
  }

  #messagesOn(page: Page, userId: number, shifts: number): object {
    const messages = this.#messagesOf(userId);
    const list = this.#messages.get(userId) ?? new ShiftingList(this.random.fork());
    this.#messages.set(userId, list);
    const { total, ids } = cut(list.next([...messages.keys()], shifts), page);
    return { ...page, total, messages: ids.map((id) => messages.get(id)) };
  }

  #userResource(id: number): object | undefined {
    const visitor = this.chats.visitor(id);
    return visitor && userResource(visitor);
  }

  #messagesOf(userId: number): Map<number, object> {
    const resource = ({ message, rating }: VisibleMessage) => messageResource(message, rating);
    return new Map(this.chats.messages(userId).map((visible) => [visible.message.id, resource(visible)]));
  }
}

function found(body: object | undefined): ApiAnswer {
  return body === undefined ? { status: 404 } : { status: 200, body };
}

function cut(order: readonly number[], { offset, limit }: Page) {
  return { total: order.length, ids: order.slice(offset, offset + limit) };
}
