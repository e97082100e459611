import { readEnvelope } from './envelope';
import { seenUserOf } from './user-resource';

describe('what is seen of a user', () => {
  const seenIn = (body: object, isVisitor = false) =>
    seenUserOf(readEnvelope(Buffer.from(JSON.stringify(body))), isVisitor);
  const attributes = [
    { name: 'plan', value: 'free' },
    { name: 'seats', value: 3 },
    { name: 'plan', value: 'pro' },
    { name: '', value: 'nameless' },
    { name: 'list', value: ['a'] },
    'text',
  ];

  it('is nothing where the user is not described', () => {
    expect(seenIn({ event_type: 'user.closed', data: { id: 1, last_url: null } })).toEqual({});
  });

  it('is the last value of each attribute, and the page', () => {
    const user = { id: 1, last_url: 'https://a.example/b', user_attributes: attributes };
    const seen = {
      page: '/b',
      attributes: new Map([
        ['plan', 'pro'],
        ['seats', '3'],
      ]),
    };
    expect(seenIn({ event_type: 'user.closed', data: user })).toEqual(seen);
    expect(
      seenIn({
        event_type: 'message.created',
        data: { id: 3, sender_type: 'operator', sender: { id: 2 } },
        user,
      }),
    ).toEqual(seen);
  });

  it('is taken from the sender of a message only if that is the visitor', () => {
    const body = { event_type: 'message.created', data: { id: 3, sender: { id: 2, last_url: '/x' } } };
    expect(seenIn(body, true).page).toBe('/x');
    expect(seenIn(body, false).page).toBeUndefined();
  });

  it('is at most fifty attributes', () => {
    const many = Array.from({ length: 60 }, (_, index) => ({ name: `a${index % 55}`, value: `${index}` }));
    const { attributes: kept } = seenIn({
      event_type: 'user.closed',
      data: { id: 1, user_attributes: many },
    });
    expect(kept?.size).toBe(50);
    expect(kept?.get('a4')).toBe('59');
  });

  it('is cut between characters', () => {
    const long = { name: `${'n'.repeat(99)}👋🏽`, value: `${'v'.repeat(199)}👍👍` };
    const { attributes: kept } = seenIn({
      event_type: 'user.closed',
      data: { id: 1, user_attributes: [long] },
    });
    expect([...(kept ?? [])]).toEqual([['n'.repeat(99), `${'v'.repeat(199)}👍`]]);
  });
});
