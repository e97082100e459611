export const WORDS: readonly string[] = (
  'hello hi thanks please could you help me with my order invoice account password refund delivery parcel size colour ' +
  'it does not work on phone since yesterday the page shows an error when I try to pay by card where can find tracking ' +
  'number want change address cancel subscription how long will take is there discount for students do ship abroad ' +
  'have been waiting days nobody answered still broken great that was quick one more question about plan price month ' +
  'year trial upgrade team users export data report login email never arrived wrong item damaged box return label shop'
).split(' ');
const CHATS_AT_ONCE = 64;
const MESSAGES_PER_CHAT = 10;
const SECONDS_BETWEEN_MESSAGES = 8;
const DAYS = 30;

/**
 * A visitor's message as SignalZen documents it. Chats of ten messages go on beside one another, one message
 * every eight seconds, within the thirty days from `since`.
 * @param place 0, 1, 2, …: no two places have the same id or text
 * @param since milliseconds since 1970
 */
export function messageBody(firstId: number, place: number, since: number): string {
  const block = Math.floor(place / (CHATS_AT_ONCE * MESSAGES_PER_CHAT));
  const visitor = block * CHATS_AT_ONCE + (place % CHATS_AT_ONCE) + 1;
  const seconds = (place * SECONDS_BETWEEN_MESSAGES) % (DAYS * 86_400);
  const createdAt = new Date(since + seconds * 1000).toISOString();
  const data = {
    id: firstId + place,
    body: textOf(place),
    read_by_user: null,
    created_at: createdAt,
    file_url: null,
    type: 'Message',
    rating: null,
    sender_type: 'user',
    read_by_operator: false,
    sender: { id: visitor, email: null, name: `#${visitor}` },
  };
  return JSON.stringify({ data, event_type: 'message.created' });
}

/** Three to eighteen words and a number: about as hard to compress as what people write. */
function textOf(place: number): string {
  let state = (Math.imul(place + 1, 0x9e3779b1) | 1) >>> 0;
  const random = (below: number): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
  const words = Array.from({ length: 3 + random(16) }, () => WORDS[random(WORDS.length)]);
  return `${words.join(' ')} ${place}`;
}
