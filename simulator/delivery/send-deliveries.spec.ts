import { createHmac } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { challengeWebhook } from './challenge';
import type { Delivery } from './deliveries';
import type { SendProgress } from './send-deliveries';
import { sendDeliveries } from './send-deliveries';

const SECRET = 'a secret of this test';

type Handler = (body: Buffer, response: ServerResponse, request: IncomingMessage) => void;

/** A webhook that checks signatures as SignalZen documents them, and then lets the test answer. */
class Receiver {
  readonly accepted: string[] = [];
  readonly sockets = new Set<Socket>();
  answer: Handler = (body, response) => {
    this.accept(body, response);
  };
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      this.sockets.add(request.socket);
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const body = Buffer.concat(parts);
        const right = createHmac('sha256', SECRET).update(body).digest('hex');
        const isSigned = request.method === 'POST' && request.headers['x-signalzen-signature'] === right;
        if (isSigned) this.answer(body, response, request);
        else response.writeHead(401).end();
      });
    });
  }

  accept(body: Buffer, response: ServerResponse): void {
    this.accepted.push(body.toString());
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}');
  }

  async listen(): Promise<URL> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return new URL(`http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/webhooks/signalzen`);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

const deliveries: Delivery[] = Array.from({ length: 60 }, (_, at) => ({
  account: 'default',
  body: Buffer.from(JSON.stringify({ event_type: 'user.closed', data: { id: at, name: 'Zoë 🎉' } })),
  at,
}));
const texts = deliveries.map(({ body }) => body.toString());
const secretOf = () => SECRET;

let receiver: Receiver;
let url: URL;
beforeEach(async () => {
  receiver = new Receiver();
  url = await receiver.listen();
});
afterEach(() => receiver.close());

describe('the sender', () => {
  it('delivers each body once, byte by byte, over no more connections than deliveries under way', async () => {
    const sent = await sendDeliveries(deliveries, { url, secretOf, concurrency: 4 });
    expect(sent).toEqual({ accepted: 60, refused: 0, failed: 0, left: 0 });
    expect([...receiver.accepted].sort()).toEqual([...texts].sort());
    expect(receiver.sockets.size).toBeLessThanOrEqual(4);
  });

  it('keeps the order where one delivery waits for the other', async () => {
    await sendDeliveries(deliveries, { url, secretOf, concurrency: 1 });
    expect(receiver.accepted).toEqual(texts);
    expect(receiver.sockets.size).toBe(1);
  });

  it('comes again when it is refused, and not before the service wants it', async () => {
    const refusedAt: number[] = [];
    receiver.answer = (body, response) => {
      if (refusedAt.length > 0) receiver.accept(body, response);
      else {
        refusedAt.push(performance.now());
        response.writeHead(503, { 'retry-after': '1' }).end();
      }
    };
    const sent = await sendDeliveries(deliveries.slice(0, 1), { url, secretOf });
    expect(sent).toEqual({ accepted: 1, refused: 1, failed: 0, left: 0 });
    expect(performance.now() - (refusedAt[0] ?? NaN)).toBeGreaterThan(990);
  });

  it('comes again when the connection breaks', async () => {
    let breaks = 3;
    receiver.answer = (body, response, request) => {
      if (breaks-- > 0) request.socket.destroy();
      else receiver.accept(body, response);
    };
    const sent = await sendDeliveries(deliveries, { url, secretOf, concurrency: 2 });
    expect(sent).toMatchObject({ accepted: 60, failed: 3, left: 0 });
    expect([...receiver.accepted].sort()).toEqual([...texts].sort());
  });

  it('gives up a delivery that nobody accepts for too long', async () => {
    receiver.answer = (_, response) => response.writeHead(500).end();
    const sending = sendDeliveries(deliveries, { url, secretOf, retryFor: 200 });
    await expect(sending).rejects.toMatchObject({ code: 'DELIVERY_FAILED' });
  });

  it('stops at once where the secret is another, and does not tell it', async () => {
    const sending = sendDeliveries(deliveries, { url, secretOf: () => 'not the right one' });
    await expect(sending).rejects.toMatchObject({ code: 'DELIVERY_REFUSED' });
    await expect(sending).rejects.not.toThrow('not the right one');
    expect(receiver.accepted).toEqual([]);
  });

  it('signs each delivery with the secret of its account', async () => {
    const mixed = deliveries.slice(0, 2).map((delivery, index) => ({ ...delivery, account: String(index) }));
    const asked: string[] = [];
    await sendDeliveries(mixed, {
      url,
      concurrency: 1,
      secretOf: (account) => (asked.push(account), SECRET),
    });
    expect(asked).toEqual(['0', '1']);
  });

  it('keeps to the rate', async () => {
    const start = performance.now();
    await sendDeliveries(deliveries.slice(0, 31), { url, secretOf, rate: 100 });
    const milliseconds = performance.now() - start;
    expect(milliseconds).toBeGreaterThan(280);
    expect(milliseconds).toBeLessThan(1500);
  });

  it('tells how far it is', async () => {
    const seen: SendProgress[] = [];
    await sendDeliveries(deliveries, {
      ...{ url, secretOf },
      onProgress: (progress) => seen.push({ ...progress }),
    });
    expect(seen.map(({ left }) => left)).toEqual(deliveries.map((_, index) => 59 - index));
  });
});

describe('the challenge', () => {
  const answerWith = (text: (challenge: string) => string): Handler => {
    return (body, response) => {
      const { challenge } = JSON.parse(body.toString()) as { challenge: string };
      response.writeHead(200, { 'content-type': 'text/plain' }).end(text(challenge));
    };
  };

  it('is passed by a webhook that answers with its text', async () => {
    receiver.answer = answerWith((challenge) => challenge);
    await expect(challengeWebhook(url, SECRET)).resolves.toBeUndefined();
  });

  it('is not passed by one that answers anything else', async () => {
    receiver.answer = answerWith((challenge) => JSON.stringify(challenge));
    await expect(challengeWebhook(url, SECRET)).rejects.toThrow('not the text of the challenge');
  });

  it('tells of another secret', async () => {
    receiver.answer = answerWith((challenge) => challenge);
    await expect(challengeWebhook(url, 'another')).rejects.toThrow('the service has another secret');
  });

  it('tells that nobody is there', async () => {
    const nobody = new URL('http://127.0.0.1:1/webhooks/signalzen');
    await expect(challengeWebhook(nobody, SECRET)).rejects.toThrow('Is the service running?');
  });
});
