import { messageOfChat } from '../support/message-of-chat';

const MINUTE_MS = 60_000;

/** Ids and names that look like numbers, and two operators of one id. */
export const NUMBERED = { id: 123_456, name: '4711' };
export const ANN = { id: 7, forename: 'Ann', surname: 'Lee' };
export const BOB = { id: 7, name: 'Bob' };
export const LONG_CHAT = 161_000_000;

/**
 * What two accounts are sent in the half hour before now: `shop` has an open chat whose id has nine digits, answered
 * after a minute by an operator whose id has six, and a chat of Ann's that is closed and rated; `support` one of Bob's.
 */
export function neighboursUntil(now: number): Map<string, Buffer[]> {
  let id = 0;
  const at = (minute: number) => new Date(now + (minute - 30) * MINUTE_MS).toISOString();
  const visitor = (chat: number) => ({
    ...{ id: chat, name: 'Ada', last_url: 'https://shop.example/2026' },
    user_attributes: [{ name: 'seats', value: '2500' }],
  });
  const wrote = (chat: number, minute: number, sender: object, sender_type = 'operator') => {
    const message = { id: ++id, body: 'Hello', created_at: at(minute), sender_type, sender };
    return messageOfChat(chat, message);
  };
  const asked = (chat: number, minute: number) => wrote(chat, minute, visitor(chat), 'user');
  const state = (chat: number, minute: number, verb: string, rest: object = {}) =>
    Buffer.from(
      JSON.stringify({
        event_type: `user.${verb}`,
        data: { ...visitor(chat), created_at: at(minute), updated_at: at(minute), ...rest },
      }),
    );
  const long = asked(LONG_CHAT, 0);
  return new Map([
    [
      'shop',
      [
        // The second message is a copy.
        ...[state(LONG_CHAT, 0, 'created'), long, long, wrote(LONG_CHAT, 1, NUMBERED)],
        ...[asked(5, 2), wrote(5, 4, ANN), state(5, 8, 'closed'), state(5, 9, 'rated', { rating: 5 })],
      ],
    ],
    ['support', [asked(5, 3), wrote(5, 6, BOB), state(5, 13, 'closed')]],
  ]);
}
