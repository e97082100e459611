import type { GoldenExample, Happening } from './golden-examples';
import { onLine } from './golden-examples';

const COPILOT = { id: 900, forename: 'Copilot', surname: '' };

/** What can happen in an example, and what SignalZen sends then. */
const VOCABULARY: readonly (readonly [RegExp, (story: Story, moment: Moment, word: string) => object])[] = [
  [/^the visitor opens the chat$/, (_, { user }) => stateEvent('created', user)],
  [
    /^the visitor writes "(.+)"$/,
    (story, moment, body) => story.message(moment, 'user', moment.user, { body }),
  ],
  [/^the visitor writes$/, (story, moment) => story.message(moment, 'user', moment.user)],
  [
    /^operator (\S+) writes$/,
    (story, moment, name) => besideUser(moment, story.message(moment, 'operator', story.operator(name))),
  ],
  [/^the copilot writes$/, (story, moment) => besideUser(moment, story.message(moment, 'bot', COPILOT))],
  [
    /^the copilot hands over$/,
    (story, moment) =>
      besideUser(moment, story.message(moment, 'bot', COPILOT, { type: 'BotDisableMessage' })),
  ],
  [
    /^a rule writes$/,
    (story, moment) =>
      besideUser(
        moment,
        story.message(moment, 'operator', story.operator('Rule'), { auto_invitation: true }),
      ),
  ],
  [/^the copilot is switched on$/, (_, { user }) => stateEvent('enabled_copilot', user)],
  [/^the copilot is switched off$/, (_, { user }) => stateEvent('disabled_copilot', user)],
  [/^the chat is closed$/, (_, { user }) => stateEvent('closed', user)],
  [/^the visitor is blocked$/, (_, { user }) => stateEvent('blocked', user)],
  [/^the visitor is deleted$/, (_, { user }) => stateEvent('destroyed', user)],
  [/^the visitor is asked for stars$/, (story, moment) => story.asksForStars(moment)],
  [
    /^the visitor gives ([1-5]) stars?$/,
    (story, moment, stars) => story.rating(moment, Number(stars), false),
  ],
  [
    /^the visitor changes that to ([1-5]) stars?$/,
    (story, moment, stars) => story.rating(moment, Number(stars), true),
  ],
  [
    /^the visitor changes that to ([1-5]) stars, reported without the visitor$/,
    (story, moment, stars) => withoutUser(moment, story.rating(moment, Number(stars), true)),
  ],
  [
    /^([1-5]) stars are reported without the message$/,
    (_, { user }, stars) => stateEvent('rated', { ...user, rating: Number(stars) }),
  ],
];

interface Moment {
  readonly iso: string;
  readonly user: { readonly id: number };
}

export interface ExampleDeliveries {
  /** The bodies of the webhook deliveries, in the order of the story. */
  readonly bodies: readonly Buffer[];
  /** The names of those who may have written, by their ids. */
  readonly operators: ReadonlyMap<string, string>;
}

/** @throws Error that names the line of a phrase that is not in the vocabulary */
export function deliveriesOf({ happenings }: GoldenExample): ExampleDeliveries {
  const story = new Story(happenings);
  const bodies = happenings.map((happening) => onLine(happening.line, () => story.bodyOf(happening)));
  const names = [...story.operators].map(([name, { id }]) => [String(id), name] as const);
  return { bodies, operators: new Map([...names, [String(COPILOT.id), 'the copilot']]) };
}

class Story {
  readonly operators = new Map<string, { readonly id: number; readonly forename: string }>();
  private readonly chats: string[];
  private readonly rated = new Map<number, object>();
  private readonly asked = new Map<number, object>();
  private messages = 0;

  constructor(private readonly happenings: readonly Happening[]) {
    this.chats = [...new Set(happenings.map(({ chat }) => chat))];
  }

  bodyOf({ at, chat, what }: Happening): Buffer {
    for (const [phrase, delivered] of VOCABULARY) {
      const found = phrase.exec(what);
      if (found === null) continue;
      const moment = { iso: new Date(at).toISOString(), user: this.user(chat, at) };
      return Buffer.from(JSON.stringify(delivered(this, moment, found[1] ?? '')));
    }
    throw new Error(`"${what}" is not a phrase that these examples know`);
  }

  operator(name: string): object {
    const operator = this.operators.get(name) ?? { id: this.operators.size + 1, forename: name };
    this.operators.set(name, operator);
    return operator;
  }

  message({ iso }: Moment, senderType: string, sender: object, fields: object = {}): { data: object } {
    this.messages += 1;
    const data = {
      ...{ id: this.messages, body: `message ${this.messages}`, created_at: iso, type: 'Message' },
      ...{ rating: null, auto_invitation: false, sender_type: senderType, sender, ...fields },
    };
    return { ...{ event_type: 'message.created' }, data };
  }

  asksForStars(moment: Moment): object {
    const delivered = this.message(moment, 'operator', this.operator('Ann'), { type: 'RatingMessage' });
    this.asked.set(moment.user.id, delivered.data);
    return besideUser(moment, delivered);
  }

  /** A change is another value of the same message. */
  rating(
    moment: Moment,
    stars: number,
    isChange: boolean,
  ): { event_type: string; data: { message: object; user: object } } {
    const { user } = moment;
    const before = this.rated.get(user.id);
    if (isChange !== (before !== undefined)) throw new Error('a rating is given once, and then changed');
    const asked = before ?? this.asked.get(user.id);
    const message = asked ?? this.message(moment, 'user', user, { type: 'RatingMessage' }).data;
    this.rated.set(user.id, message);
    return { event_type: 'user.rated', data: { message: { ...message, rating: stars }, user } };
  }

  private user(chat: string, at: number): { id: number } {
    const createdAt = this.happenings.find((happening) => happening.chat === chat)?.at ?? at;
    return {
      ...{ id: this.chats.indexOf(chat) + 1, name: chat === '' ? 'Visitor' : chat, email: null },
      ...{ created_at: new Date(createdAt).toISOString(), updated_at: new Date(at).toISOString() },
      ...{ last_url: 'https://shop.example/', user_attributes: [] },
    };
  }
}

function stateEvent(verb: string, user: object): object {
  return { event_type: `user.${verb}`, data: user };
}

/** A message is all that is delivered; nothing in it names its chat. */
function withoutUser({ iso }: Moment, delivered: { event_type: string; data: { message: object } }): object {
  const { id, type, rating } = delivered.data.message as Record<string, unknown>;
  return { event_type: delivered.event_type, data: { rated_at: iso, message: { id, type, rating } } };
}

/** Nothing in an operator's message names its chat: the user beside it does. */
function besideUser({ user }: Moment, message: object): object {
  return { ...message, user };
}
