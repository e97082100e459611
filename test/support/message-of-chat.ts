/** The body of a message's delivery that names its chat: an operator's message does so by the user beside it. */
export function messageOfChat(chatId: number, message: object): Buffer {
  const data = { message, user: { id: chatId } };
  return Buffer.from(JSON.stringify({ event_type: 'message.created', data }));
}
