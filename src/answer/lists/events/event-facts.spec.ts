import fc from 'fast-check';
import type { OperatorChoice } from '../../../platform/config/operator-choice';
import { readEvent } from '../../../platform/events/read-event';
import { NO_RULES } from '../../../platform/rules/rules';
import { readEventOf } from './chat-event';
import type { ReadEvent } from './chat-event';
import { eventFactsOf } from './event-facts';

/** As the service keeps a delivery with this body. */
function stored(body: string): ReadEvent {
  const event = readEvent({ bytes: Buffer.from(body), receivedAt: 0, occurrence: 0n });
  const listed = {
    account: 'default',
    event_id: event.eventId,
    chat_id: event.chatId,
    event_type: event.eventType,
    occurred_at: new Date(event.occurredAt).toISOString(),
    received_at: new Date(0).toISOString(),
    deliveries: '1',
    body,
    message_id: event.messageId,
    sender_type: event.senderType,
    sender_id: event.senderId,
    sender_is_ai: event.senderIsAi,
    auto_invitation: event.autoInvitation,
    rating: event.rating,
  };
  return readEventOf(listed, NO_RULES);
}

const facts = (body: object, copilots: OperatorChoice[] = []) =>
  eventFactsOf(stored(JSON.stringify({ event_type: 'message.created', ...body })), copilots);

describe('what is known of an event', () => {
  const sender = { id: 3, forename: 'Amélie', surname: 'Dupont' };
  const message = { sender_type: 'operator', sender, body: 'Hello', auto_invitation: false, rating: null };

  it('is who wrote a message, and its text', () => {
    const expected = { author: 'operator', name: 'Amélie Dupont', text: 'Hello', rating: null };
    expect(facts({ data: message })).toEqual(expected);
    expect(facts({ data: { message, user: { id: 1, name: 'Ada' } } })).toEqual(expected);
    expect(facts({ data: { ...message, sender_type: 'User' } }).author).toBe('visitor');
    expect(facts({ data: { ...message, auto_invitation: true } }).author).toBe('proactive');
    expect(facts({ data: { ...message, sender: { ...sender, ai: true } } }).author).toBe('copilot');
    expect(facts({ data: { ...message, sender_type: 'bot', sender: {} } })).toMatchObject({ name: '' });
  });

  it('is the copilot where its id was configured', () => {
    const authorWhere = (id: string, account?: string) => facts({ data: message }, [{ account, id }]).author;
    expect([authorWhere('4'), authorWhere('3')]).toEqual(['operator', 'copilot']);
    expect([authorWhere('3', 'shop'), authorWhere('3', 'default')]).toEqual(['operator', 'copilot']);
  });

  it('is whose chat a state event is about, and their rating', () => {
    const user = { id: 7, name: 'Ada' };
    expect(facts({ event_type: 'user.rated', data: { ...user, rating: 4 } })).toEqual({
      author: '',
      name: 'Ada',
      text: null,
      rating: 4,
    });
    const rated = { data: user, message: { sender_type: 'user', sender: { name: 'Eve' }, rating: 5 } };
    expect(facts({ event_type: 'user.rated', ...rated })).toMatchObject({ name: 'Eve', rating: 5 });
  });

  it('is not who wrote a message that is only named', () => {
    const rated = (data: object) => facts({ event_type: 'user.rated', data: { id: 5, rating: 3, ...data } });
    expect(rated({ type: 'RatingMessage' })).toEqual({ author: '', name: '', text: null, rating: 3 });
    expect(rated({ sender_type: 'bot' }).author).toBe('copilot');
    expect(rated({ sender }).author).toBe('');
    expect(rated({ sender: { ...sender, ai: true } }).author).toBe('copilot');
    expect(facts({ data: { id: 5, body: 'Hello' } }).author).toBe('copilot');
  });

  it('is nothing where a body is of no known shape, and never an error', () => {
    const nothing = { author: '', name: '', text: null, rating: null };
    for (const payload of ['', 'no JSON', '[]', '{"data":[]}']) {
      expect(eventFactsOf(stored(payload), [])).toEqual(nothing);
    }
    fc.assert(fc.property(fc.json(), (body) => eventFactsOf(stored(body), []).name.length >= 0));
  });

  it('is still who wrote and how many stars, but neither name nor text, after erasure', () => {
    const event = stored(JSON.stringify({ event_type: 'user.rated', data: { ...message, rating: 4 } }));
    expect(eventFactsOf({ ...event, payload: null }, [])).toEqual({
      author: 'operator',
      name: '',
      text: null,
      rating: 4,
    });
  });
});
