import type { Chat, Message, Visitor, World } from '../world/model';
import { SeededRandom } from '../world/seeded-random';
import type { StandInFaults } from './stand-in-faults';

type Shares = Pick<StandInFaults, 'goneShare' | 'missingShare'>;

/** A message and the rating that it has at the moment. */
export interface VisibleMessage {
  readonly message: Message;
  readonly rating: number | null;
}

/** What the API can show of a world at a moment: what has happened by then and was not destroyed. */
export class VisibleChats {
  readonly #chats: ReadonlyMap<number, Chat>;
  readonly #deleted = new Set<number>();
  readonly #seed: number;

  /** @param until UTC milliseconds: nothing later is shown */
  constructor(
    world: World,
    private readonly until: () => number,
    private readonly shares: () => Shares,
  ) {
    this.#chats = new Map(world.chats.map((chat) => [chat.visitor.id, chat]));
    this.#seed = world.options.seed;
  }

  /** From now on the visitor is gone. */
  delete(id: number): void {
    this.#deleted.add(id);
  }

  /** Of those that can be read, by creation. */
  ids(): number[] {
    return [...this.#chats.keys()].filter((id) => this.statusOf(id) === 200);
  }

  /** How the API answers for a visitor. */
  statusOf(id: number): 200 | 404 | 410 {
    const chat = this.#chats.get(id);
    if (chat === undefined || chat.visitor.createdAt > this.until()) return 404;
    if (this.#deleted.has(id) || this.#isDestroyed(chat)) return 410;
    const fate = new SeededRandom(this.#seed ^ id);
    const { goneShare, missingShare } = this.shares();
    if (fate.chance(goneShare)) return 410;
    return fate.chance(missingShare) ? 404 : 200;
  }

  visitor(id: number): Visitor | undefined {
    const chat = this.#chats.get(id);
    if (chat === undefined || this.until() === Infinity) return chat?.visitor;
    const { visitor, happenings } = chat;
    const last = happenings.findLast(({ at }) => at <= this.until())?.visitor;
    return last ?? { ...(happenings[0]?.visitor ?? visitor), updatedAt: visitor.createdAt };
  }

  /** By time. */
  messages(id: number): VisibleMessage[] {
    const messages = this.#chats.get(id)?.messages ?? [];
    return messages
      .filter(({ createdAt }) => createdAt <= this.until())
      .map((message) => ({ message, rating: this.#ratingOf(message, id) }));
  }

  #isDestroyed({ happenings }: Chat): boolean {
    return happenings.some(({ eventType, at }) => eventType === 'user.destroyed' && at <= this.until());
  }

  #ratingOf(message: Message, id: number): number | null {
    if (message.rating === null || this.until() === Infinity) return message.rating;
    const ratings = this.#chats.get(id)?.happenings.filter((happening) => happening.message === message);
    return ratings?.findLast(({ at }) => at <= this.until())?.rating ?? null;
  }
}
