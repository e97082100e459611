import { readEvent } from './read-event';

const RECEIVED_AT = Date.UTC(2024, 5, 8, 8, 2);

function read(body: unknown, options: { receivedAt?: number; occurrence?: bigint } = {}) {
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  return readEvent({
    bytes,
    receivedAt: options.receivedAt ?? RECEIVED_AT,
    occurrence: options.occurrence ?? 0n,
  });
}

const visitorMessage = {
  id: 28,
  body: 'hey hey',
  created_at: '2024-06-08T08:01:23.000Z',
  type: 'Message',
  rating: null,
  sender_type: 'user',
  sender: { id: 5, email: null, name: '#5' },
};
const operatorMessage = {
  ...visitorMessage,
  id: 29,
  sender_type: 'operator',
  sender: { id: 1, forename: 'John' },
};
const user = {
  id: 5,
  name: 'John Smith',
  created_at: '2024-06-01T10:00:00.000Z',
  updated_at: '2024-06-08T08:00:00.000Z',
  last_url: 'https://example.com/pricing',
};

describe('reading a SignalZen delivery', () => {
  it("understands SignalZen's documented example", () => {
    expect(read({ data: visitorMessage, event_type: 'message.created' })).toEqual({
      eventId: 'message.created/28',
      eventType: 'message.created',
      thread: 'chat/5',
      chatId: '5',
      messageId: '28',
      occurredAt: Date.UTC(2024, 5, 8, 8, 1, 23),
      occurredFrom: 'payload',
      parseError: '',
      messageType: 'Message',
      senderType: 'user',
      senderId: '5',
      operatorName: '',
      senderIsAi: false,
      autoInvitation: false,
      mayBeLastWord: true,
      rating: 0,
      seenUser: {},
    });
  });

  it('knows no chat of an operator message that does not name one', () => {
    expect(read({ data: operatorMessage, event_type: 'message.created' })).toMatchObject({
      chatId: '',
      thread: 'message/29',
      senderType: 'operator',
      senderId: '1',
      operatorName: 'John',
    });
  });

  it.each([
    ['data.message and data.user', { data: { message: operatorMessage, user } }],
    ['user beside data', { data: operatorMessage, user }],
    ['message and user beside data', { data: {}, message: operatorMessage, user }],
    ['user within the message', { data: { ...operatorMessage, user } }],
    ['an explicit user id within the message', { data: { ...operatorMessage, user_id: 5 } }],
    ['an explicit user id beside data', { data: operatorMessage, user_id: 5 }],
    [
      'an explicit user id beside the message within data',
      { data: { message: operatorMessage, user_id: 5 } },
    ],
    ['data being the user, with the message beside it', { data: user, message: operatorMessage }],
    ['data being the user, with the message within it', { data: { ...user, message: operatorMessage } }],
    ['data being a user of whom only the id is given', { data: { id: '5' }, message: operatorMessage }],
    ['user within the message within data', { data: { message: { ...operatorMessage, user } } }],
    ['user within the message beside data', { data: {}, message: { ...operatorMessage, user } }],
    ['a user whose fields are null', { data: { id: 5, name: null, rating: null }, message: operatorMessage }],
    ['the user that has an id', { data: { message: { ...operatorMessage, user }, user: {} } }],
  ])('takes the chat from %s', (_, body) => {
    expect(read({ ...body, event_type: 'message.created' })).toMatchObject({
      eventId: 'message.created/29',
      chatId: '5',
      messageId: '29',
      parseError: '',
    });
  });

  it("compares sender types without case, as the widget writes SignalZen's `User`", () => {
    const data = { ...visitorMessage, sender_type: 'User' };
    expect(read({ data, event_type: 'message.created' })).toMatchObject({ senderType: 'user', chatId: '5' });
  });

  it.each([
    ['the user', { ...user, rating: 4 }, { chatId: '5', messageId: '', rating: 4 }],
    [
      'the message',
      { ...visitorMessage, type: 'RatingMessage', rating: 2 },
      { chatId: '5', messageId: '28', rating: 2 },
    ],
    [
      'both',
      { user, message: { ...operatorMessage, rating: 5 } },
      { chatId: '5', messageId: '29', rating: 5 },
    ],
    [
      'data beside both',
      { user, message: operatorMessage, rating: 3 },
      { chatId: '5', messageId: '29', rating: 3 },
    ],
  ])('takes the rating of user.rated from %s', (_, data, expected) => {
    expect(read({ data, event_type: 'user.rated' })).toMatchObject(expected);
  });

  it.each([
    ['message', 'Message'],
    ['RATING_MESSAGE', 'RatingMessage'],
    ['bot-disable message', 'BotDisableMessage'],
    ['VideoMessage', 'VideoMessage'],
    ['Poll', 'Poll'],
    [null, ''],
    ['', ''],
    [undefined, ''],
    [7, 'unknown'],
    ['x'.repeat(101), 'unknown'],
  ])('takes a message of type %j for one of type %j', (type, messageType) => {
    expect(read({ data: { ...visitorMessage, type }, event_type: 'message.created' })).toMatchObject({
      messageType,
    });
  });

  it.each([0, 6, 2.5, '5', null, {}])('does not take %j for stars', (rating) => {
    expect(read({ data: { ...visitorMessage, rating }, event_type: 'user.rated' }).rating).toBe(0);
  });

  describe('gives the time of an event', () => {
    const closed = (data: object) => read({ data, event_type: 'user.closed' });

    it("from the user's updated_at for a state", () => {
      expect(closed(user)).toMatchObject({ occurredAt: Date.UTC(2024, 5, 8, 8), occurredFrom: 'payload' });
    });

    it("rather from the event's own field", () => {
      expect(closed({ ...user, closed_at: '2024-06-08T07:59:00.5Z' }).occurredAt).toBe(
        Date.UTC(2024, 5, 8, 7, 59, 0, 500),
      );
    });

    it('not from a time more than five minutes after the receipt', () => {
      const inFiveMinutes = { ...user, updated_at: '2024-06-08T08:07:00.000Z' };
      expect(closed(inFiveMinutes).occurredFrom).toBe('payload');
      const later = { ...user, updated_at: '2024-06-08T08:07:00.001Z' };
      expect(closed(later)).toMatchObject({ occurredAt: RECEIVED_AT, occurredFrom: 'received' });
    });

    it("from the next best field where the event's own is not believed", () => {
      expect(closed({ ...user, closed_at: '2024-06-08T11:00:00Z' }).occurredAt).toBe(Date.UTC(2024, 5, 8, 8));
    });

    it('of a creation at most five minutes after the receipt', () => {
      const inFiveMinutes = { ...user, created_at: '2024-06-08T08:07:00Z' };
      expect(read({ data: inFiveMinutes, event_type: 'user.created' }).occurredFrom).toBe('payload');
      const later = { ...user, created_at: '2024-06-08T08:07:01Z' };
      expect(read({ data: later, event_type: 'user.created' })).toMatchObject({
        occurredAt: RECEIVED_AT,
        occurredFrom: 'received',
      });
    });

    it.each([
      '2024-04-31T08:00:00Z',
      'yesterday',
      1_717_833_600,
      '2024-06-08T08:07:00.001Z',
      '2025-06-08T08:00:00Z',
    ])('from the receipt when created_at is %j', (created_at) => {
      const event = read({ data: { ...visitorMessage, created_at }, event_type: 'message.created' });
      expect(event).toMatchObject({ occurredAt: RECEIVED_AT, occurredFrom: 'received' });
    });

    it('from the receipt for an event type that nobody knows', () => {
      expect(read({ data: user, event_type: 'team.renamed' }).occurredFrom).toBe('received');
    });
  });

  describe('tells events apart', () => {
    const idOf = (body: unknown, occurrence = 0n) => read(body, { occurrence }).eventId;

    it('a creation by the id of what was created, whatever else the body says', () => {
      const again = { ...visitorMessage, read_by_operator: true };
      expect(idOf({ data: again, event_type: 'message.created' })).toBe('message.created/28');
      expect(idOf({ data: user, event_type: 'user.created' })).toBe('user.created/5');
    });

    it('a state by chat and bytes', () => {
      const closed = { data: user, event_type: 'user.closed' };
      expect(idOf(closed)).toBe(idOf(closed));
      expect(idOf(closed)).toMatch(/^user\.closed\/5\/[0-9a-f]{16}$/);
      expect(idOf(closed)).not.toBe(
        idOf({ ...closed, data: { ...user, updated_at: '2024-06-08T08:00:01.000Z' } }),
      );
    });

    it('equal bytes by what was decided when they came', () => {
      const on = { data: { id: 5 }, event_type: 'user.enabled_copilot' };
      expect(idOf(on, 1n)).not.toBe(idOf(on, 2n));
    });
  });

  it.each([
    ['no JSON', '{"event_type":', 'not_json'],
    ['a list', '[]', 'not_an_object'],
    ['no event type', { data: {} }, 'no_event_type'],
    ['no resource', { event_type: 'user.closed', data: {} }, 'no_resource'],
  ])('keeps a body with %s as an event of its own', (_, body, parseError) => {
    expect(read(body)).toMatchObject({ parseError, occurredFrom: 'received' });
    expect(read(body).thread).toBe(read(body).eventId);
  });

  it.each([
    ['a message that is not there', 'message.created', { data: user }, 'no_message'],
    ['the id of a message', 'message.created', { data: { ...visitorMessage, id: null } }, 'no_message_id'],
    ['the chat of a visitor', 'message.created', { data: { ...visitorMessage, sender: 5 } }, 'no_chat'],
    ['the chat of an operator', 'message.created', { data: operatorMessage }, ''],
    ['the chat that was closed', 'user.closed', { data: { name: 'John', updated_at: null } }, 'no_chat'],
    ['all but an id beside data', 'user.closed', { data: [], user_id: 5 }, ''],
    ['the chat of a rated message', 'user.rated', { data: { message: { id: 9, rating: 4 } } }, ''],
    ['the chat and the message of a rating', 'user.rated', { data: { rating: 4 } }, 'no_chat'],
    ['a rating that is a number', 'user.rated', { data: { ...user, rating: '4' } }, 'no_rating'],
    ['a rating, which was taken back', 'user.rated', { data: { ...user, rating: null } }, ''],
  ])('says that it lacks %s', (_, event_type, body, parseError) => {
    expect(read({ ...body, event_type })).toMatchObject({ parseError });
  });

  it('never throws, whatever the members are', () => {
    const odd = [null, 0, true, 'x', [], {}, { id: {} }, { id: 1e300, sender: 3, rating: [] }];
    for (const data of odd) {
      for (const event_type of ['message.created', 'user.rated', 'user.', '.', 7, null]) {
        expect(() => read({ data, event_type, user: data, message: data })).not.toThrow();
      }
    }
  });
});
