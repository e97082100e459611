import { SimulatorError } from '../simulator-error';
import { ChatClock } from './chat-clock';
import { ChatTruth } from './chat-truth';
import type { Chat, Happening, Message, Operator, Sender, Visitor } from './model';

/**
 * Lets things happen in one chat, each later than the one before, and has the truth of them written down.
 * The story says what a thing is (a message that opens an episode, a second close); the recorder only sees
 * that the story keeps its word. What would happen after the end of the world does not.
 */
export class ChatRecorder {
  readonly clock: ChatClock;
  readonly #truth = new ChatTruth();
  readonly #happenings: Happening[] = [];
  readonly #messages: Message[] = [];
  readonly #idleGap: number;
  readonly #tail: number;
  #visitor: Visitor;
  #lastActivityAt = -Infinity;
  #isCopilotOn = false;

  /**
   * @param times the chat's first moment, the world's last, the silence that ends an episode, and how long after a
   *   close messages belong to what was closed; milliseconds
   */
  constructor(visitor: Visitor, times: { start: number; until: number; idleGap: number; tail: number }) {
    this.#visitor = visitor;
    this.clock = new ChatClock(times.start, times.until);
    this.#idleGap = times.idleGap;
    this.#tail = times.tail;
  }

  get isCopilotOn(): boolean {
    return this.#isCopilotOn;
  }

  get isClosed(): boolean {
    return this.#truth.episode?.closedAt !== undefined;
  }

  /** Whether a visitor's message now belongs to the same episode, for whoever sees only what names the chat. */
  mayGoOn(): boolean {
    const { lastTellableActivityAt: lastAt = -Infinity, blockedAt } = this.#truth.episode ?? {};
    return !this.isClosed && blockedAt === undefined && this.clock.now + 1 - lastAt <= this.#idleGap;
  }

  /** Whether a message now belongs to the episode that was closed a moment ago. */
  isInTail(): boolean {
    const closedAt = this.#truth.episode?.closedAt;
    return closedAt !== undefined && this.clock.now + 1 - closedAt <= this.#tail;
  }

  /** Waits until a message belongs to nothing that is closed. */
  waitUntilTailIsOver(): void {
    this.clock.waitUntil((this.#truth.episode?.closedAt ?? -Infinity) + this.#tail);
  }

  /** Waits until nobody has been active for as long as the gap: any later message comes after it. */
  waitUntilIdle(): void {
    this.clock.waitUntil(this.#lastActivityAt + this.#idleGap);
  }

  opensPage(lastUrl: string): void {
    this.#visitor = { ...this.#visitor, lastUrl };
  }

  isCreated(): void {
    const at = this.#userEvent('user.created');
    if (at === undefined) return;
    this.#truth.episodeStarts(at);
    this.#lastActivityAt = at;
  }

  /** The visitor's message that starts a later episode, or the first of a chat whose creation was not delivered. */
  visitorOpens(text: string): void {
    const isSilent = this.clock.now + 1 - this.#lastActivityAt > this.#idleGap;
    demand(
      !this.isInTail() && (this.isClosed || isSilent),
      'an episode starts after the tail of a close or after long silence',
    );
    const at = this.#writes(this.#asVisitor(), text);
    if (at !== undefined) this.#truth.episodeStarts(at);
  }

  /** The visitor's message inside of the episode that is going on. */
  visitorWrites(text: string): void {
    demand(this.clock.isOver || this.mayGoOn(), 'a message belongs to an episode that is going on');
    const at = this.#writes(this.#asVisitor(), text);
    if (at !== undefined) this.#truth.episodeGoesOn(at);
  }

  /** The visitor's message just after the close. */
  visitorThanks(text: string): void {
    demand(this.clock.isOver || this.isInTail(), 'a thanks comes in the tail of a close');
    const at = this.#writes(this.#asVisitor(), text);
    if (at !== undefined) this.#truth.episodeHasTail(at);
  }

  operatorWrites(operator: Operator, text: string): void {
    this.#writes({ kind: 'operator', operator }, text);
  }

  copilotWrites(text: string): void {
    this.#writes({ kind: 'copilot' }, text);
  }

  /** A message by one of the account's rules, in the name of an operator. */
  ruleWrites(operator: Operator, text: string): void {
    this.#writes({ kind: 'operator', operator }, text, true);
  }

  /** Something in the chat that is no text, from the visitor or from an operator. */
  showsWidget(type: string, from: 'visitor' | Operator): Message | undefined {
    const sender = from === 'visitor' ? this.#asVisitor() : { kind: 'operator' as const, operator: from };
    return this.#addMessage({ type, body: null, sender, autoInvitation: false });
  }

  switchesCopilot(on: boolean): void {
    const at = on ? this.#userEvent('user.enabled_copilot') : this.#userEvent('user.disabled_copilot');
    if (at !== undefined) this.#isCopilotOn = on;
  }

  subscribesByEmail(email: string): void {
    this.#visitor = { ...this.#visitor, email };
    this.#userEvent('user.subscribed_by_email');
  }

  sendsTranscript(): void {
    this.#userEvent('user.sent_transcript');
  }

  isBlocked(): void {
    this.#endsWith('user.blocked');
  }

  isDestroyed(): void {
    this.#endsWith('user.destroyed');
  }

  /** An event of a type that SignalZen may add some day. */
  hasUnknownEvent(eventType: `user.${string}`): void {
    this.#userEvent(eventType);
  }

  /** The close of an episode that is open. */
  closes(): void {
    const at = this.#userEvent('user.closed');
    if (at !== undefined) this.#truth.episodeCloses(at);
  }

  /** The close of an episode that is closed: it changes nothing. */
  closesAgain(): void {
    demand(this.isClosed, 'a second close follows a first');
    this.#userEvent('user.closed');
  }

  /** The close of an episode that started before anybody heard of the chat. */
  closesWithoutStart(): void {
    const at = this.#userEvent('user.closed');
    if (at !== undefined) this.#truth.episodeWithoutStartCloses(at);
  }

  /** The visitor gives stars: for a RatingMessage, whose last value counts, or (`undefined`) without one. */
  rates(message: Message | undefined, rating: number): void {
    const at = this.#userEvent('user.rated', { rating, ...(message && { message }) });
    if (at !== undefined && message !== undefined) message.rating = rating;
  }

  /** What happened until now. */
  finish(): Chat {
    return {
      visitor: this.#visitor,
      messages: this.#messages,
      happenings: this.#happenings,
      truth: this.#truth,
    };
  }

  #writes(sender: Sender, body: string, autoInvitation = false): number | undefined {
    const at = this.#addMessage({ type: 'Message', body, sender, autoInvitation })?.createdAt;
    if (at === undefined) return undefined;
    this.#lastActivityAt = at;
    return at;
  }

  #addMessage(fields: Omit<Message, 'id' | 'createdAt' | 'rating'>): Message | undefined {
    const at = this.clock.tick();
    if (at === undefined) return undefined;
    const message = { id: 0, createdAt: at, rating: null, ...fields };
    this.#messages.push(message);
    this.#happenings.push({ at, eventType: 'message.created', visitor: this.#visitor, message });
    return message;
  }

  #userEvent(
    eventType: `user.${string}`,
    what: { message?: Message; rating?: number } = {},
  ): number | undefined {
    const at = this.clock.tick();
    if (at === undefined) return undefined;
    this.#visitor = { ...this.#visitor, updatedAt: at };
    this.#happenings.push({ at, eventType, visitor: this.#visitor, ...what });
    return at;
  }

  /** Ends an episode that is going on, and leaves one alone that is over. */
  #endsWith(eventType: 'user.blocked' | 'user.destroyed'): void {
    const isGoingOn = this.mayGoOn();
    const at = this.#userEvent(eventType);
    if (at !== undefined && isGoingOn) this.#truth.episodeIsBlocked(at);
  }

  #asVisitor(): Sender {
    const { id, name, email } = this.#visitor;
    return { kind: 'visitor', id, name, email };
  }
}

function demand(isSo: boolean, rule: string): void {
  if (!isSo) throw new SimulatorError('WORLD_IMPOSSIBLE', `A simulated chat breaks its rule: ${rule}.`);
}
