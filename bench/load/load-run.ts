import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { BenchError } from '../support/bench-error';
import { AnswerReader } from './answer-reader';
import type { LoadOrders, LoadResult } from './load-orders';
import { RequestStock } from './request-stock';

const PATIENCE_FOR_THE_LAST_ANSWERS_MS = 30_000;

/** Sends one request after the other on each of a number of connections, for a time. */
export class LoadRun {
  private readonly stock: RequestStock;
  private readonly sockets: Socket[] = [];
  private readonly latencies: number[] = [];
  private sent = 0;
  private acknowledged = 0;
  private clockStartsAt = 0;
  private clockStopsAt = 0;
  private lastAnswerAt = 0;
  private settle: { done: () => void; failed: (error: Error) => void } | undefined;

  constructor(private readonly orders: LoadOrders) {
    this.stock = new RequestStock(orders);
  }

  /** @throws BenchError when a request was answered with anything but 200, or not at all */
  async run(): Promise<LoadResult> {
    const { connections, warmUpSeconds, seconds } = this.orders;
    await Promise.all(Array.from({ length: connections }, () => this.openConnection()));
    this.clockStartsAt = performance.now() + warmUpSeconds * 1000;
    this.clockStopsAt = this.clockStartsAt + seconds * 1000;
    const timer = setTimeout(
      () => this.settle?.failed(new BenchError('The last answers did not come.')),
      (warmUpSeconds + seconds) * 1000 + PATIENCE_FOR_THE_LAST_ANSWERS_MS,
    );
    await new Promise<void>((done, failed) => {
      this.settle = { done, failed };
      for (const socket of this.sockets) this.useConnection(socket);
    });
    clearTimeout(timer);
    for (const socket of this.sockets) socket.destroy();
    return this.result();
  }

  private async openConnection(): Promise<void> {
    const socket = connect({ port: this.orders.port, host: '127.0.0.1', noDelay: true });
    this.sockets.push(socket);
    await new Promise<void>((opened, failed) => {
      socket.once('connect', opened).once('error', failed);
    });
  }

  private useConnection(socket: Socket): void {
    const reader = new AnswerReader();
    let sentAt = 0;
    const sendNext = () => {
      sentAt = performance.now();
      const request = sentAt < this.clockStopsAt ? this.stock.requests[this.sent] : undefined;
      if (request === undefined) {
        if (this.acknowledged === this.sent) this.settle?.done();
        return;
      }
      this.sent += 1;
      socket.write(request);
    };
    socket.on('data', (chunk: Buffer) => {
      try {
        const status = reader.take(chunk);
        if (status === undefined) return;
        if (status !== 200)
          throw new BenchError(`A delivery was answered with ${status}: ${chunk.toString()}`);
        this.note(sentAt);
        sendNext();
      } catch (error) {
        this.settle?.failed(error as Error);
      }
    });
    socket.on('error', (error) => this.settle?.failed(error));
    socket.on('close', () => this.settle?.failed(new BenchError('The server closed a connection.')));
    sendNext();
  }

  private note(sentAt: number): void {
    const now = performance.now();
    this.acknowledged += 1;
    if (now < this.clockStartsAt || now >= this.clockStopsAt) return;
    this.latencies.push(now - sentAt);
    this.lastAnswerAt = now;
  }

  private result(): LoadResult {
    const wasStockUsedUp = this.sent === this.stock.requests.length;
    const end = wasStockUsedUp ? this.lastAnswerAt : this.clockStopsAt;
    if (this.latencies.length === 0) throw new BenchError('No answer came while the clock ran.');
    const sorted = Float64Array.from(this.latencies).sort();
    const quantile = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? NaN;
    return {
      acknowledged: this.acknowledged,
      ...this.stock.sumsOfFirst(this.acknowledged),
      requestsPerSecond: (this.latencies.length / (end - this.clockStartsAt)) * 1000,
      p50Ms: quantile(0.5),
      p99Ms: quantile(0.99),
      wasStockUsedUp,
    };
  }
}
