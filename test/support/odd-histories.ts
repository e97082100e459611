import fc from 'fast-check';

const HOUR_MS = 3_600_000;
const iso = (time: number) => new Date(time).toISOString();

const PAGES = [
  'https://shop.example/a/?x=1#y',
  '/b',
  'http://shop.example',
  null,
  'not a page',
  'https://shop.example/a',
];
const PLANS = ['free', 'pro', 3, ''];
/** What an operator is called differs from message to message; of some it is not told. */
const NAMES = [
  { forename: 'Ann', surname: 'Lee' },
  { name: 'Bob' },
  {},
  { forename: 'Zoë', surname: null, name: 'not this' },
  { forename: ' ', surname: '' },
  { name: `${'x'.repeat(99)}👋🏽` },
];
const TYPES = ['Message', undefined, 'Message', 'Message', 'BotDisableMessage', 'Message', 'Message'];

/** How long after a full hour some messages come: a close there has a tail of two minutes. */
const AFTER_THE_HOUR_MS = [0, 500, 0, 120_000, 0, 60_000, 120_001];
const WEEK_MS = 7 * 24 * HOUR_MS;

const odd = fc.constantFrom<unknown>(
  { event_type: 'user.closed', data: {} },
  { data: { id: 1 } },
  [],
  'text',
  null,
);

/**
 * The bodies of the deliveries of one account, in the order in which they come. Their times lie in five days, or, where
 * the history has a week before, a third of them in the same five days of that week.
 * @param start milliseconds: the first of them, but for those of the week before
 */
export function oddHistories(
  start: number,
  { hasWeekBefore = false }: { readonly hasWeekBefore?: boolean } = {},
): fc.Arbitrary<Buffer[]> {
  const earlier = (isEarlier: boolean) => (hasWeekBefore && isEarlier ? WEEK_MS : 0);

  /**
   * A moment of some days, often exactly on an hour or on the idle gap, so that equal times, gaps of exactly a
   * day and edges of buckets come up all the time.
   */
  const momentOfWeek = fc.oneof(
    fc.integer({ min: 0, max: 120 }).map((hours) => start + hours * HOUR_MS),
    fc.integer({ min: 0, max: 20 }).map((quarters) => start + quarters * 6 * HOUR_MS),
    fc.integer({ min: 0, max: 120 * HOUR_MS }).map((offset) => start + offset),
  );
  const moment = fc
    .tuple(momentOfWeek, fc.integer({ min: 0, max: 2 }))
    .map(([at, third]) => at - earlier(third === 0));
  const chatId = fc.integer({ min: 1, max: 3 });
  const messageId = fc.integer({ min: 1, max: 60 });

  function user(id: number, at: number): object {
    const hours = Math.floor((at - start) / HOUR_MS) + id;
    return {
      id,
      name: `Visitor ${id}`,
      email: null,
      created_at: iso(start),
      updated_at: iso(at),
      last_url: PAGES[hours % PAGES.length],
      ...(hours % 3 === 0 ? {} : { user_attributes: [{ name: 'plan', value: PLANS[hours % PLANS.length] }] }),
    };
  }

  /** A message's resource is the same for its id, as SignalZen's is: its author, time and chat do not change. */
  function message(id: number, rating: number | null): Record<string, unknown> {
    // Every other one on one of few hours, at which other things happen too.
    const hours = id % 2 === 0 ? (id * 37) % 120 : ((id * 7) % 20) * 6;
    const afterTheHour = AFTER_THE_HOUR_MS[id % AFTER_THE_HOUR_MS.length] ?? 0;
    const at = start - earlier(Math.floor(id / 3) % 3 === 0) + hours * HOUR_MS + afterTheHour;
    const author = ['user', 'User', 'operator', 'Client', 'bot', 'user', 'user', 'system'][id % 8] as string;
    const chat = (id % 3) + 1;
    return {
      id,
      // Of some a program cut the text within a character; some ask, and some are too long to be a last word.
      body: `message ${id} ${id % 5 === 0 ? '\ud83d' : '👋'}${id % 4 === 1 ? '?' : '.'.repeat(id)}`,
      created_at: iso(at),
      type: rating !== null || id % 9 === 0 ? 'RatingMessage' : TYPES[id % TYPES.length],
      rating,
      auto_invitation: id % 11 === 0,
      sender_type: author,
      sender:
        author.toLowerCase() === 'user'
          ? { id: chat }
          : { id: (id % 2) + 1, ai: id % 13 === 0, ...NAMES[(id * 7) % NAMES.length] },
    };
  }

  /** Of some messages only some deliveries tell the chat, of others none does. */
  const messageCreated = fc.record({ id: messageId, tellsChat: fc.boolean() }).map(({ id, tellsChat }) => {
    const visitor = user((id % 3) + 1, start);
    const shapes = [
      tellsChat && id % 2 === 0
        ? { data: message(id, null), user_id: (id % 3) + 1 }
        : { data: message(id, null) },
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
      data: hasOwnTime && verb === 'closed' ? { ...user(chat, start), closed_at: iso(at) } : user(chat, at),
    }));

  const created = chatId.map((chat) => ({
    event_type: 'user.created',
    data: {
      ...user(chat, start),
      created_at: iso(start - earlier(chat === 3) + ((chat * 24) % 72) * HOUR_MS),
    },
  }));

  /** A rating may tell the chat, the message, or both; of one message all are of one chat. */
  const rated = fc
    .record({
      chat: chatId,
      at: fc
        .record({ quarters: fc.integer({ min: 0, max: 19 }), minutes: fc.constantFrom(0, 0, 5, 10, 11) })
        .map(({ quarters, minutes }) => start + quarters * 6 * HOUR_MS + minutes * 60_000),
      stars: fc.constantFrom(1, 2, 4, 4, 5, 5, null, 0, 6),
      id: fc.option(fc.integer({ min: 1, max: 3 })),
      tellsChat: fc.boolean(),
    })
    .map(({ chat, at, stars, id, tellsChat }) => {
      const alone = { rated_at: iso(at), message: { id, type: 'RatingMessage', rating: stars } };
      const beside = { user: user(((id ?? 0) % 3) + 1, at), message: message(id ?? 0, stars) };
      const data = id === null ? { ...user(chat, at), rating: stars } : tellsChat ? beside : alone;
      return { event_type: 'user.rated', data };
    });

  return fc
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
}

/** A range that holds all of their times. */
export function oddRange(
  start: number,
  { hasWeekBefore = false }: { readonly hasWeekBefore?: boolean } = {},
): { from: number; to: number } {
  return { from: start - 24 * HOUR_MS - (hasWeekBefore ? WEEK_MS : 0), to: start + 8 * 24 * HOUR_MS };
}
