import fc from 'fast-check';

const START = Date.UTC(2026, 2, 27);
const HOUR_MS = 3_600_000;
const iso = (time: number) => new Date(time).toISOString();

/**
 * A moment of some days, often exactly on an hour or on the idle gap, so that equal times, gaps of exactly a
 * day and edges of buckets come up all the time.
 */
const moment = fc.oneof(
  fc.integer({ min: 0, max: 120 }).map((hours) => START + hours * HOUR_MS),
  fc.integer({ min: 0, max: 5 }).map((days) => START + days * 24 * HOUR_MS),
  fc.integer({ min: 0, max: 120 * HOUR_MS }).map((offset) => START + offset),
);
const chatId = fc.integer({ min: 1, max: 3 });
const messageId = fc.integer({ min: 1, max: 60 });

function user(id: number, at: number): object {
  return {
    id,
    name: `Visitor ${id}`,
    email: null,
    created_at: iso(START),
    updated_at: iso(at),
    last_url: null,
  };
}

/** A message's resource is the same for its id, as SignalZen's is: its author, time and chat do not change. */
function message(id: number, rating: number | null): Record<string, unknown> {
  const at = START + ((id * 37) % 120) * HOUR_MS + (id % 4 === 0 ? 500 : 0);
  const author = ['user', 'User', 'operator', 'Client', 'bot', 'user', 'user', 'system'][id % 8] as string;
  const chat = (id % 3) + 1;
  return {
    id,
    body: `message ${id} 👋`,
    created_at: iso(at),
    type: rating !== null || id % 9 === 0 ? 'RatingMessage' : id % 5 === 0 ? undefined : 'Message',
    rating,
    auto_invitation: id % 11 === 0,
    sender_type: author,
    sender: author.toLowerCase() === 'user' ? { id: chat } : { id: (id % 2) + 1, ai: id % 13 === 0 },
  };
}

const messageCreated = messageId.map((id) => {
  const visitor = user((id % 3) + 1, START);
  const shapes = [
    { data: message(id, null) },
    { data: { message: message(id, null), user: visitor } },
    { data: message(id, null), user: visitor },
  ];
  return { ...shapes[id % shapes.length], event_type: 'message.created' };
});

const stateChanged = fc
  .record({
    verb: fc.constantFrom(
      'closed',
      'closed',
      'closed',
      'blocked',
      'destroyed',
      'enabled_copilot',
      'disabled_copilot',
      'sent_transcript',
      'subscribed_by_email',
      'exploded',
    ),
    chat: chatId,
    at: moment,
    hasOwnTime: fc.boolean(),
  })
  .map(({ verb, chat, at, hasOwnTime }) => ({
    event_type: `user.${verb}`,
    data: hasOwnTime && verb === 'closed' ? { ...user(chat, START), closed_at: iso(at) } : user(chat, at),
  }));

const created = chatId.map((chat) => ({
  event_type: 'user.created',
  data: { ...user(chat, START), created_at: iso(START + ((chat * 24) % 72) * HOUR_MS) },
}));

const rated = fc
  .record({
    chat: chatId,
    at: moment,
    stars: fc.constantFrom(1, 2, 3, 4, 5, null, 0, 6),
    id: fc.option(fc.integer({ min: 1, max: 3 })),
  })
  .map(({ chat, at, stars, id }) => ({
    event_type: 'user.rated',
    // Of one chat, so that a message is rated in one place only.
    data:
      id === null
        ? { ...user(chat, at), rating: stars }
        : { user: user((id % 3) + 1, at), message: message(id, stars) },
  }));

const odd = fc.constantFrom<unknown>(
  { event_type: 'user.closed', data: {} },
  { data: { id: 1 } },
  [],
  'text',
  null,
);

/** The bodies of the deliveries of one account, in the order in which they come. */
export const oddHistory: fc.Arbitrary<Buffer[]> = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: messageCreated },
      { weight: 5, arbitrary: stateChanged },
      created,
      { weight: 4, arbitrary: rated },
      odd,
    ),
    { minLength: 5, maxLength: 120, size: 'max' },
  )
  .map((bodies) => bodies.map((body) => Buffer.from(JSON.stringify(body))));

/** A range that holds all of their times. */
export const ODD_RANGE = { from: START - 24 * HOUR_MS, to: START + 8 * 24 * HOUR_MS };
