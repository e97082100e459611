import { readEvent } from './read-event';

const read = (body: object) =>
  readEvent({ bytes: Buffer.from(JSON.stringify(body)), receivedAt: Date.UTC(2024, 5, 8), occurrence: 0n });

const visitorMessage = { id: 28, body: 'hey hey', sender_type: 'user', sender: { id: 5 } };

describe('what a body is about', () => {
  it.each([
    [
      'a message by its user id',
      { id: 9, rating: 1, user_id: 5 },
      { chatId: '5', messageId: '9', rating: 1 },
    ],
    ['a message by its rating', { id: 9, rating: 1 }, { chatId: '', messageId: '9', rating: 1 }],
    ['a message that is not rated', { id: 9, rating: null }, { chatId: '', messageId: '9', rating: 0 }],
    ['a message by its type', { id: 9, type: 'rating_message', name: '' }, { chatId: '', messageId: '9' }],
    ['a user by a name', { id: 5, rating: 1, name: null }, { chatId: '5', messageId: '', rating: 1 }],
    [
      'a user without a rating',
      { id: 5, rating: null, email: null },
      { chatId: '5', messageId: '', rating: 0 },
    ],
    ['a user by the event', { id: 5, type: 'Visitor' }, { chatId: '5', messageId: '' }],
    [
      'the message that is named, where data is less surely one',
      { id: 1, user_id: 5, rating: 4, message: { id: 9 } },
      { chatId: '5', messageId: '9', rating: 4 },
    ],
    [
      'data where that is surely a message, though another is named',
      { ...visitorMessage, rating: 4, message: { id: 9 } },
      { chatId: '5', messageId: '28', rating: 4 },
    ],
  ])('takes for what was rated %s', (_, data, expected) => {
    expect(read({ data, event_type: 'user.rated' })).toMatchObject(expected);
  });

  it('takes no user for the visitor of an event that is about neither', () => {
    const operator = { id: 7, name: 'Ann', email: 'ann@team.example' };
    expect(read({ data: operator, event_type: 'operator.online' })).toMatchObject({
      chatId: '',
      parseError: 'no_resource',
    });
  });
});
