import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import type { IncomingMessage, RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { createHmac } from 'node:crypto';

export interface WebhookAnswer {
  readonly status: number;
  readonly text: string;
  /** Milliseconds that the service asks to wait, from `Retry-After`. */
  readonly retryAfter: number | undefined;
}

const ANSWER_WITHIN_MS = 30_000;
const LONGEST_TEXT = 10_000;

/** Posts signed bodies to one webhook over connections that it keeps. */
export class WebhookClient {
  readonly #agent: HttpAgent;

  constructor(
    private readonly url: URL,
    connections: number,
  ) {
    const options = { keepAlive: true, maxSockets: connections };
    this.#agent = url.protocol === 'https:' ? new HttpsAgent(options) : new HttpAgent(options);
  }

  /** @throws Error when there is no whole answer within 30 seconds */
  post(body: Buffer, secret: string): Promise<WebhookAnswer> {
    const send = this.url.protocol === 'https:' ? httpsRequest : httpRequest;
    const options: RequestOptions = {
      method: 'POST',
      agent: this.#agent,
      headers: {
        'content-type': 'application/json',
        'content-length': body.length,
        'x-signalzen-signature': signatureOf(body, secret),
      },
    };
    return new Promise((resolve, reject) => {
      const request = send(this.url, options, (response) => {
        readAnswer(response).then(resolve, reject);
      });
      request.setTimeout(ANSWER_WITHIN_MS, () => {
        request.destroy(new Error(`no answer within ${ANSWER_WITHIN_MS / 1000} s`));
      });
      request.on('error', reject);
      request.end(body);
    });
  }

  /** Ends the connections. */
  close(): void {
    this.#agent.destroy();
  }
}

async function readAnswer(response: IncomingMessage): Promise<WebhookAnswer> {
  let text = '';
  response.setEncoding('utf8');
  for await (const part of response) {
    if (text.length < LONGEST_TEXT) text += String(part);
  }
  const retryAfter = retryAfterIn(response.headers['retry-after']);
  return { status: response.statusCode ?? 0, text, retryAfter };
}

/** The header is a number of seconds or a date. */
function retryAfterIn(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const milliseconds = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds);
}

/** What SignalZen writes into `x-signalzen-signature`: the lower-case hex HMAC-SHA256 of the body. */
function signatureOf(body: Buffer, secret: string): string {
  return createHmac('sha256', secret).update(body).digest('hex');
}
