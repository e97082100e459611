import fc from 'fast-check';
import { oddTimes } from './odd-times';

const EVENT_TYPES = [
  ...['message.created', 'message.created', 'message.created', 'message.read', 'user.rated', 'user.rated'],
  ...[
    'user.created',
    'user.closed',
    'user.subscribed_by_email',
    'user.sent_transcript',
    'user.enabled_copilot',
  ],
  ...[
    'user.destroyed',
    'user.updated',
    'user.merged_by_hand',
    'user._',
    'user.',
    'operator.online',
    'created',
    '',
    7,
  ],
];
const ID = fc.constantFrom<unknown>(
  5,
  '5',
  9,
  '9',
  28,
  0,
  -1,
  1.5,
  1e300,
  '',
  'x'.repeat(201),
  null,
  {},
  [5],
);
const SENDER_TYPE = fc.constantFrom<unknown>(
  'user',
  'User',
  'operator',
  'Client',
  'bot',
  '',
  'u'.repeat(101),
  null,
  3,
);
const TYPE = fc.constantFrom<unknown>(
  ...[
    'Message',
    'message',
    'RatingMessage',
    'rating_message',
    'Bot-Disable Message',
    'BotDisableMessage',
    'Visitor',
  ],
  ...['VideoMessage', 'Poll', '', null, 7, {}, 'm'.repeat(101)],
);
const RATING = fc.constantFrom<unknown>(1, 2, 5, 0, 6, 2.5, '5', null, {});
const LONG = ['a'.repeat(199), 'a'.repeat(198), '👍'.repeat(99), 'e\u0301'.repeat(99)];
const TEXT = fc.oneof(
  fc.constantFrom<unknown>('free', '', 3, true, null, {}, ['a'], '\ud83d', 'x\udc4dy'),
  fc
    .tuple(
      fc.constantFrom(...LONG),
      fc.array(fc.constantFrom('a', '👍', '🏽', '\u0301', '👩‍👧', '🇱', '\u200d', 'नि')),
    )
    .map(([long, more]) => long + more.join('')),
);
const ATTRIBUTES = fc.oneof(
  fc.array(fc.oneof(fc.record({ name: TEXT, value: TEXT }), fc.constantFrom<unknown>(null, 'plan', {})), {
    maxLength: 4,
  }),
  fc.constantFrom<unknown>(null, {}, 'plan', []),
);
const ESCAPES = [
  '%C3%BC',
  '%c3%bc',
  '%C3',
  '%BC',
  '%F0%9F%91%8B',
  '%ED%A0%80',
  '%20',
  '%2F',
  '%25',
  '%0A',
  '%',
  '%zz',
];
const ADDRESS = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    7,
    '',
    '/',
    '//',
    '///',
    'nothing',
    'ftp://x/y',
    'https://',
    '/\\\\x',
    ' /a',
    'HTTP:x',
  ),
  fc
    .tuple(
      fc.constantFrom('/', 'https://shop.example/', 'http://shop.example', '//shop.example/', 'https:/shop/'),
      fc.array(
        fc.constantFrom(
          ...ESCAPES,
          'a',
          'ü',
          ' ',
          '/',
          '/../',
          '.',
          '?q',
          '#f',
          '\t',
          '👋',
          '\ud83d'.repeat(1),
        ),
      ),
    )
    .map(([start, rest]) => start + rest.join('')),
  fc
    .array(fc.constantFrom('%F0%9F%91%8B', 'a'.repeat(99), '🇱🇹'), { maxLength: 60 })
    .map((parts) => `/${parts.join('')}`),
);

/**
 * Bodies in which anything that SignalZen is known to send stands anywhere, in any spelling, or as something else.
 * @param receivedAt when they come, in UTC milliseconds: some of their times lie around it
 */
export function oddBodies(receivedAt: number): fc.Arbitrary<string> {
  const time = oddTimes(receivedAt);
  const times = {
    created_at: time,
    updated_at: time,
    closed_at: time,
    rated_at: time,
    sent_at: time,
    subscribed_at: time,
    enabled_at: time,
    copilot_enabled_at: time,
    deleted_at: time,
    hand_merged_at: time,
  };
  const person = fc.record(
    { id: ID, ai: fc.constantFrom<unknown>(true, false, 1), last_url: ADDRESS, user_attributes: ATTRIBUTES },
    { requiredKeys: [] },
  );
  const user = fc.record(
    {
      id: ID,
      name: TEXT,
      email: TEXT,
      rating: RATING,
      last_url: ADDRESS,
      user_attributes: ATTRIBUTES,
      ...times,
    },
    { requiredKeys: [] },
  );
  const message = fc.record(
    {
      ...{
        id: ID,
        type: TYPE,
        rating: RATING,
        sender_type: SENDER_TYPE,
        sender: fc.oneof(person, ID),
        user_id: ID,
      },
      ...{ auto_invitation: fc.constantFrom<unknown>(true, false, 'true'), user, ...times },
    },
    { requiredKeys: [] },
  );
  const resource = fc.oneof(
    user,
    message,
    fc.record({ id: ID }),
    fc.constantFrom<unknown>(null, [], 'text', 5, {}),
  );
  const nested = fc
    .tuple(
      resource,
      fc.record({ message: resource, user: resource, user_id: ID, rating: RATING }, { requiredKeys: [] }),
    )
    .map(([data, more]) => (typeof data === 'object' && data !== null ? { ...data, ...more } : more));
  const body = fc.record(
    {
      ...{ event_type: fc.constantFrom<unknown>(...EVENT_TYPES), data: fc.oneof(resource, nested) },
      ...{ message: nested, user: resource, user_id: ID, rating: RATING, closed_at: time, rated_at: time },
    },
    { requiredKeys: ['event_type'] },
  );
  return fc
    .oneof({ weight: 30, arbitrary: body }, fc.constantFrom<unknown>([], null, 'text', 3))
    .map((value) => JSON.stringify(value));
}
