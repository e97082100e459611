import { chatOf } from './chat-of';
import { eventTimeOf } from './event-time';
import type { Envelope } from './read-envelope';
import { readEnvelope } from './read-envelope';
import { MINUTE, NOON, afterNoon } from './samples';

function envelopeOf(body: object): Envelope {
  const envelope = readEnvelope(Buffer.from(JSON.stringify(body)));
  if (envelope === undefined) throw new Error('no envelope');
  return envelope;
}

const timeOf = (type: string, data: object) => {
  const { at, from } = eventTimeOf(envelopeOf({ event_type: type, data }), NOON);
  return [at - NOON, from];
};

describe('the time of an event', () => {
  it('is the creation of what was created', () => {
    expect(timeOf('message.created', { id: 1, created_at: afterNoon(-5) })).toEqual([-5, 'payload']);
    expect(timeOf('user.created', { id: 1, created_at: afterNoon(-6), updated_at: afterNoon(-1) })).toEqual([
      -6,
      'payload',
    ]);
  });

  it('is the time named after the event, else the update of the user', () => {
    const user = { id: 1, updated_at: afterNoon(-9), closed_at: afterNoon(-20) };
    expect(timeOf('user.closed', user)).toEqual([-20, 'payload']);
    expect(timeOf('user.rated', user)).toEqual([-9, 'payload']);
    expect(timeOf('user.rated', { user, rated_at: afterNoon(-3) })).toEqual([-3, 'payload']);
    expect(timeOf('user.something_new', { id: 1, something_new_at: afterNoon(-4) })).toEqual([-4, 'payload']);
  });

  it('is not later than five minutes after receipt, whatever the event', () => {
    for (const type of ['message.created', 'user.created']) {
      expect(timeOf(type, { id: 1, created_at: afterNoon(5 * MINUTE) })).toEqual([5 * MINUTE, 'payload']);
      expect(timeOf(type, { id: 1, created_at: afterNoon(5 * MINUTE + 1) })).toEqual([0, 'received']);
    }
    expect(timeOf('user.closed', { id: 1, updated_at: afterNoon(5 * MINUTE) })).toEqual([
      5 * MINUTE,
      'payload',
    ]);
    expect(timeOf('user.closed', { id: 1, updated_at: afterNoon(5 * MINUTE + 1) })).toEqual([0, 'received']);
    expect(
      timeOf('user.closed', { id: 1, closed_at: afterNoon(6 * MINUTE), updated_at: afterNoon(-1) }),
    ).toEqual([-1, 'payload']);
  });

  it('is the receipt of all state events, and of nothing else, where they are dated so', () => {
    const timeWhen = (type: string, data: object) =>
      eventTimeOf(envelopeOf({ event_type: type, data }), NOON, 'received');
    const user = { id: 1, created_at: afterNoon(-3), updated_at: afterNoon(-2), closed_at: afterNoon(-1) };
    for (const type of ['user.closed', 'user.rated', 'user.something_new'])
      expect(timeWhen(type, user)).toEqual({ at: NOON, from: 'received' });
    expect(timeWhen('user.created', user)).toEqual({ at: NOON - 3, from: 'payload' });
    expect(timeWhen('message.created', user)).toEqual({ at: NOON - 3, from: 'payload' });
  });

  it('is the receipt where the body tells none', () => {
    expect(timeOf('user.closed', { id: 1, created_at: afterNoon(-1), updated_at: 'soon' })).toEqual([
      0,
      'received',
    ]);
    expect(timeOf('message.read', { id: 1, created_at: afterNoon(-1) })).toEqual([0, 'received']);
  });

  it('is no day that does not exist', () => {
    for (const day of ['2026-02-29', '2026-02-31', '2026-13-01', '2026-00-01'])
      expect(timeOf('message.created', { id: 1, created_at: `${day}T12:00:00Z` })).toEqual([0, 'received']);
  });

  it.each([
    '2026-03-02t12:00:00z',
    '2026-03-02 12:00:00 UTC',
    '2026-03-02 09:00:00 -03',
    '2026-03-02T12:00:00,0',
    ' 2026-03-02T12:00:00Z ',
  ])('is read as %s', (created_at) => {
    expect(timeOf('message.created', { id: 1, created_at })).toEqual([0, 'payload']);
  });

  it('is read as UTC where its zone is not told', () => {
    expect(timeOf('message.created', { id: 1, created_at: '2026-03-02T12:00:00.250' })).toEqual([
      250,
      'payload',
    ]);
    expect(timeOf('message.created', { id: 1, created_at: '2026-03-02T14:00:00+02:00' })).toEqual([
      0,
      'payload',
    ]);
  });
});

describe('the chat of an event', () => {
  const operator = { id: 3, sender_type: 'operator', sender: { id: 1 } };
  const visitor = { id: 3, sender_type: 'User', sender: { id: 7 } };

  it.each([
    ['a visitor message is its sender', { event_type: 'message.created', data: visitor }, '7'],
    ['an operator message is unknown', { event_type: 'message.created', data: operator }, undefined],
    ['data that is the user', { event_type: 'user.closed', data: { id: 7 } }, '7'],
    [
      'a user inside the data',
      { event_type: 'user.rated', data: { message: operator, user: { id: 7 } } },
      '7',
    ],
    ['a user beside the data', { event_type: 'message.created', data: operator, user: { id: '7' } }, '7'],
    ['a message as the data of a user event', { event_type: 'user.rated', data: visitor }, '7'],
    ['a message beside the data', { event_type: 'message.created', message: visitor }, '7'],
    ['a user id in the message', { event_type: 'message.created', data: { ...operator, user_id: 7 } }, '7'],
    [
      'a user id beside the message',
      { event_type: 'message.created', data: { message: operator, user_id: 7 } },
      '7',
    ],
    ['a user id beside the data', { event_type: 'message.created', data: operator, user_id: 7 }, '7'],
    [
      'a rating, whose message names its user',
      { event_type: 'user.rated', data: { id: 9, rating: 1, user_id: 7 } },
      '7',
    ],
    [
      'a rating, whose message names nobody',
      { event_type: 'user.rated', data: { id: 9, rating: 1 } },
      undefined,
    ],
    ['a rating in the user', { event_type: 'user.rated', data: { id: 7, rating: null, name: null } }, '7'],
    [
      'data that is the user, beside the message',
      { event_type: 'message.created', data: { id: 7, name: 'Ada' }, message: operator },
      '7',
    ],
    [
      'a user in the message in the data',
      { event_type: 'message.created', data: { message: { ...operator, user: { id: 7 } } } },
      '7',
    ],
    [
      'a user in the message beside the data',
      { event_type: 'message.created', data: {}, message: { ...operator, user: { id: 7 } } },
      '7',
    ],
    ['data of an event that is about neither', { event_type: 'operator.online', data: { id: 7 } }, undefined],
  ])('of %s', (_, body, chat) => {
    expect(chatOf(envelopeOf(body))).toBe(chat);
  });
});
