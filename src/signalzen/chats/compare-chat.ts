import { asInstant } from '../../platform/events/instant';
import { asId } from '../../platform/events/json-object';
import type { JsonObject } from '../../platform/events/json-object';
import { messageBody, ratingBody, unreadableBody, userBody } from './api-bodies';
import type { KnownResources } from './known-resources';
import type { ShownChat } from './shown-chat';

/** How many resources the API shows of one UTC day of a chat, and how many of them a webhook had delivered. */
export interface DayCoverage {
  /** Days since 1970. */
  readonly day: number;
  readonly resource: 'chat' | 'message';
  shown: number;
  received: number;
}

export interface ChatComparison {
  /** What is to be stored, as bodies of deliveries. */
  readonly bodies: readonly Buffer[];
  readonly coverage: readonly DayCoverage[];
  /** Messages that no webhook had delivered. */
  readonly restored: number;
  /** Messages that a webhook had delivered without their chat. */
  readonly linked: number;
}

/** Milliseconds. The webhook of what happened only just may still be on its way. */
const SETTLED_AFTER = 60_000;
const DAY = 86_400_000;

/** Compares a chat with what is known of it. What is known, and right, is not stored again. */
export function compareChat(chat: ShownChat, known: KnownResources): ChatComparison {
  const { chatId, user, messages = [], unreadable, readAt } = chat;
  const bodies = unreadable.map((value) => unreadableBody(chatId, value));
  const coverage = new Coverage(readAt);
  let [restored, linked] = [0, 0];
  if (user !== undefined) {
    const { isInChat, isByWebhook } = known.chat(chatId);
    if (!isInChat) bodies.push(userBody(user));
    coverage.add('chat', user, isByWebhook);
  }
  for (const message of messages) {
    const { isInChat, isByWebhook, rating } = known.message(asId(message['id']) ?? '');
    if (!isInChat) {
      bodies.push(messageBody(chatId, message));
      if (isByWebhook) linked += 1;
      else restored += 1;
    } else if (isStars(message['rating']) && message['rating'] !== rating) {
      bodies.push(ratingBody(chatId, message, user));
    }
    coverage.add('message', message, isByWebhook);
  }
  return { bodies, coverage: coverage.days(), restored, linked };
}

class Coverage {
  private readonly byDay = new Map<string, DayCoverage>();

  constructor(private readonly readAt: number) {}

  /** Counts a resource on the day of its creation, unless that is not known or was only just. */
  add(kind: DayCoverage['resource'], resource: JsonObject, isReceived: boolean): void {
    const createdAt = asInstant(resource['created_at']);
    if (createdAt === undefined || createdAt > this.readAt - SETTLED_AFTER) return;
    const day = Math.floor(createdAt / DAY);
    const key = `${kind} ${day}`;
    const counted = this.byDay.get(key) ?? { day, resource: kind, shown: 0, received: 0 };
    counted.shown += 1;
    counted.received += Number(isReceived);
    this.byDay.set(key, counted);
  }

  days(): DayCoverage[] {
    return [...this.byDay.values()];
  }
}

function isStars(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 5;
}
