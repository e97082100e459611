import fc from 'fast-check';
import { eventFacts } from './event-facts';

const facts = (body: unknown) => eventFacts(JSON.stringify(body));

describe('what a body tells of an event', () => {
  it('is who wrote a message, and its text', () => {
    const sender = { id: 3, forename: 'Amélie', surname: 'Dupont' };
    const message = { sender_type: 'operator', sender, body: 'Hello', auto_invitation: false, rating: null };
    expect(facts({ data: message })).toEqual({
      who: 'Operator Amélie Dupont',
      role: 'operator',
      text: 'Hello',
      rating: undefined,
    });
    expect(facts({ data: { message, user: { id: 1 } } })).toMatchObject({ role: 'operator', text: 'Hello' });
    expect(facts({ data: { ...message, auto_invitation: true } })).toMatchObject({ role: 'rule' });
    expect(facts({ data: { ...message, sender: { ...sender, ai: true } } })).toMatchObject({
      role: 'copilot',
    });
    expect(facts({ data: { ...message, sender_type: 'bot', sender: {} } })).toMatchObject({ who: 'Copilot' });
  });

  it('is the chat that a state event is about, and their rating', () => {
    expect(facts({ data: { id: 7, name: 'Ada', rating: 4 } })).toEqual({
      who: 'Chat of Ada',
      role: '',
      text: undefined,
      rating: 4,
    });
    const rated = {
      data: { id: 7, name: 'Ada' },
      message: { sender_type: 'user', sender: { name: 'Ada' }, rating: 5 },
    };
    expect(facts(rated)).toMatchObject({ who: 'Visitor Ada', rating: 5 });
  });

  it('is nothing where a body is of no known shape, and never an error', () => {
    const nothing = { who: '', role: '', text: undefined, rating: undefined };
    expect([null, '', 'no JSON', '[]', '{"data":[]}'].map(eventFacts)).toEqual(Array(5).fill(nothing));
    fc.assert(fc.property(fc.json(), (body) => eventFacts(body).who.length >= 0));
  });
});
