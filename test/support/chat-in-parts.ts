import type { SpoolRecord } from '../../src/receive/spool/spool-record';

const MINUTE_MS = 60_000;
const START = Date.UTC(2026, 2, 2, 8);

/** A chat that is told in parts, each of which moves what the part before said. */
export function partsOf(chat: number): object[][] {
  const iso = (minute: number) => new Date(START + (chat * 7 + minute) * MINUTE_MS).toISOString();
  const user = (minute: number) => ({
    id: chat,
    name: `Ada ${chat}`,
    created_at: iso(0),
    updated_at: iso(minute),
    last_url: 'https://shop.example/a',
    user_attributes: [{ name: 'home', value: `of Ada ${chat}` }],
  });
  const message = (number: number, minute: number, by: object) => ({
    event_type: 'message.created',
    data: { id: chat * 10 + number, body: 'Ada', type: 'Message', created_at: iso(minute), ...by },
    user: user(minute),
  });
  const byVisitor = { sender_type: 'user', sender: { id: chat } };
  const byOperator = { sender_type: 'operator', sender: { id: 1 + (chat % 2) } };
  return [
    [message(1, 60, byVisitor), message(2, 70, byOperator), { event_type: 'user.closed', data: user(400) }],
    [message(3, 20, byVisitor), message(4, 200, byOperator), { event_type: 'user.closed', data: user(90) }],
    [message(5, 10, byVisitor), message(6, 15, byOperator), { event_type: 'user.closed', data: user(30) }],
  ];
}

/** A chat in which the copilot has the last word: it is pending until the chat is idle, and resolved then. */
export function answeredByCopilot(chat: number, answeredAt: number): object[] {
  const message = (number: number, at: number, by: object) => ({
    event_type: 'message.created',
    data: {
      id: chat * 10 + number,
      body: 'Hello',
      type: 'Message',
      created_at: new Date(at).toISOString(),
      ...by,
    },
    user: { id: chat, name: 'Ada' },
  });
  return [
    message(1, answeredAt - MINUTE_MS, { sender_type: 'user', sender: { id: chat } }),
    message(2, answeredAt, { sender_type: 'bot', sender: { id: 1, name: 'Copilot' } }),
  ];
}

/**
 * Bodies as records of one segment, unless told otherwise received on the day after.
 * @param before the last sequence before them
 */
export function recordsOf(
  bodies: readonly object[],
  before: number,
  receivedAt = START + 86_400_000,
): SpoolRecord[] {
  return bodies.map((body, index) => ({
    segmentId: 1n,
    sequence: before + index + 1,
    receivedAt,
    occurrence: 0n,
    account: 'default',
    body: Buffer.from(JSON.stringify(body)),
  }));
}
