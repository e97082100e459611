import type { Happening, Message, Operator, Visitor } from '../world/model';
import { SeededRandom } from '../world/seeded-random';
import { teamOf } from '../world/team';
import { newVisitor } from '../world/visitors';
import { idOffsetOf } from '../world/world-options';

const [SOMEBODY] = teamOf(1);

/** Makes up what happens in a few chats, each event at a time that the story says. */
export class StoryTeller {
  private readonly random: SeededRandom;
  private lastId: number;

  /** @param seed runs with different ones have different visitors */
  constructor(seed: number) {
    this.random = new SeededRandom(seed);
    this.lastId = idOffsetOf(seed);
  }

  /** A new visitor, and what they ask. */
  asks(at: number, text = 'Hello, can somebody help me?'): [created: Happening, asked: Happening] {
    const visitor = newVisitor(this.random, this.nextId(), at);
    return [{ at, eventType: 'user.created', visitor }, this.writes(visitor, at, text)];
  }

  answers(visitor: Visitor, at: number, text = 'Of course, what is it about?'): Happening {
    return this.message(visitor, at, { kind: 'operator', operator: operator() }, 'Message', text);
  }

  /** The operator asks for a rating, and the visitor gives it. */
  rates(visitor: Visitor, at: number, rating: number): Happening[] {
    const asked = this.message(
      visitor,
      at,
      { kind: 'operator', operator: operator() },
      'RatingMessage',
      null,
    );
    return [asked, { ...this.state(visitor, at, 'user.rated'), message: asked.message, rating }];
  }

  /** Something else that SignalZen tells of a chat. */
  state(visitor: Visitor, at: number, eventType: string): Happening {
    // The event has no time of its own: that of the user stands in.
    return { at, eventType, visitor: { ...visitor, updatedAt: at } };
  }

  private writes(visitor: Visitor, at: number, text: string): Happening {
    const { id, name, email } = visitor;
    return this.message(visitor, at, { kind: 'visitor', id, name, email }, 'Message', text);
  }

  private message(
    visitor: Visitor,
    at: number,
    sender: Message['sender'],
    type: string,
    body: string | null,
  ): Happening & { readonly message: Message } {
    const message = {
      id: this.nextId(),
      createdAt: at,
      type,
      body,
      sender,
      autoInvitation: false,
      rating: null,
    };
    return { at, eventType: 'message.created', visitor, message };
  }

  private nextId(): number {
    return (this.lastId += 1);
  }
}

function operator(): Operator {
  if (SOMEBODY === undefined) throw new Error('a team of one has somebody');
  return SOMEBODY;
}
