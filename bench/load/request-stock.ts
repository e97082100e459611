import { createHmac } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { LoadOrders } from './load-orders';
import { messageBody } from './message-body';

const THIRTY_DAYS_MS = 30 * 86_400_000;

/** Signed requests, ready to be written to a connection as they are. */
export class RequestStock {
  readonly requests: Buffer[] = [];
  private readonly bodyBytes: number[] = [];
  private readonly checksums: number[] = [];

  constructor({ port, path, secret, stock, firstId }: LoadOrders) {
    const since = Date.now() - THIRTY_DAYS_MS;
    for (let place = 0; place < stock; place += 1) {
      const body = messageBody(firstId, place, since);
      const signature = createHmac('sha256', secret).update(body).digest('hex');
      const length = Buffer.byteLength(body);
      this.requests.push(
        Buffer.from(
          `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/json\r\n` +
            `Content-Length: ${length}\r\nx-signalzen-signature: ${signature}\r\n\r\n${body}`,
        ),
      );
      this.bodyBytes.push(length);
      this.checksums.push(crc32(body));
    }
  }

  /** Of the bodies of the first so many requests. */
  sumsOfFirst(requests: number): { bytes: number; checksums: number } {
    return { bytes: sum(this.bodyBytes, requests), checksums: sum(this.checksums, requests) };
  }
}

function sum(values: readonly number[], first: number): number {
  return values.slice(0, first).reduce((total, value) => total + value, 0);
}
