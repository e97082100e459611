import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { BENCH_SECRET } from '../support/bench-defaults';
import { BenchError } from '../support/bench-error';

const PATH = '/webhooks/signalzen';

/** Connections on which deliveries are sent; to be ended. */
export function senderOf(connections: number): Agent {
  return new Agent({ keepAlive: true, maxSockets: connections });
}

/**
 * Sends a delivery, signed.
 * @throws BenchError when it is not acknowledged
 */
export async function sendSigned(agent: Agent, origin: string, body: string): Promise<void> {
  const signature = createHmac('sha256', BENCH_SECRET).update(body).digest('hex');
  const status = await new Promise<number | undefined>((answered, failed) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'x-signalzen-signature': signature,
    };
    const sent = request(new URL(PATH, origin), { method: 'POST', agent, headers }, (response) => {
      response.on('end', () => {
        answered(response.statusCode);
      });
      response.on('error', failed).resume();
    });
    sent.on('error', failed).end(body);
  });
  if (status !== 200) throw new BenchError(`A delivery was answered with ${status ?? 'nothing'}.`);
}

/** A visitor's message of now. */
export function messageOfNow(id: number, visitor: number): string {
  const data = {
    id,
    body: `a message that was sent to see how soon it is counted, the one with the number ${id}`,
    read_by_user: null,
    created_at: new Date().toISOString(),
    file_url: null,
    type: 'Message',
    rating: null,
    sender_type: 'user',
    read_by_operator: false,
    sender: { id: visitor, email: null, name: `#${visitor}` },
  };
  return JSON.stringify({ data, event_type: 'message.created' });
}

/** The first of a million ids that nothing else has: those of generated messages are far below. */
export function newId(): number {
  return Date.now() * 1000;
}
