import { createHmac } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { LoadOrders } from './load-orders';
import { messageBody } from './message-body';

const THIRTY_DAYS_MS = 30 * 86_400_000;
const SLAB_BYTES = 4 << 20;

/**
 * Signed requests, ready to be written to a connection as they are. Made before the first is sent: a million take 600
 * MB.
 */
export class RequestStock {
  readonly size: number;
  private readonly slabs: Buffer[] = [];
  /** Of each request: its slab, and where in it it begins and ends. */
  private readonly places: Uint32Array;
  private readonly bodyBytes: Uint32Array;
  private readonly checksums: Uint32Array;
  private used = SLAB_BYTES;

  constructor({ port, path, secret, stock, firstId }: LoadOrders) {
    this.size = stock;
    this.places = new Uint32Array(3 * stock);
    this.bodyBytes = new Uint32Array(stock);
    this.checksums = new Uint32Array(stock);
    const since = Date.now() - THIRTY_DAYS_MS;
    const head =
      `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/json\r\n` +
      'Content-Length: ';
    for (let place = 0; place < stock; place += 1) {
      const body = messageBody(firstId, place, since);
      const signature = createHmac('sha256', secret).update(body).digest('hex');
      const length = Buffer.byteLength(body);
      this.add(place, `${head}${length}\r\nx-signalzen-signature: ${signature}\r\n\r\n${body}`);
      this.bodyBytes[place] = length;
      this.checksums[place] = crc32(body);
    }
  }

  /** The bytes of a request, or `undefined` when all are used up. */
  request(place: number): Buffer | undefined {
    const [slab = 0, from = 0, to = 0] = this.places.subarray(3 * place, 3 * place + 3);
    return place < this.size ? this.slabs[slab]?.subarray(from, to) : undefined;
  }

  /** Of the bodies of the first so many requests. */
  sumsOfFirst(requests: number): { bytes: number; checksums: number } {
    return { bytes: sum(this.bodyBytes, requests), checksums: sum(this.checksums, requests) };
  }

  private add(place: number, request: string): void {
    const most = 3 * request.length;
    if (this.used + most > SLAB_BYTES) {
      this.slabs.push(Buffer.allocUnsafe(Math.max(SLAB_BYTES, most)));
      this.used = 0;
    }
    const written = this.slabs.at(-1)?.write(request, this.used) ?? 0;
    this.places.set([this.slabs.length - 1, this.used, this.used + written], 3 * place);
    this.used += written;
  }
}

function sum(values: Uint32Array, first: number): number {
  return values.subarray(0, first).reduce((total, value) => total + value, 0);
}
