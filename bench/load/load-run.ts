import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { BenchError } from '../support/bench-error';
import { quantile } from '../support/quantile';
import { AnswerReader } from './answer-reader';
import type { LoadOrders, LoadResult } from './load-orders';
import { RequestStock } from './request-stock';

const LAST_ANSWERS_TIMEOUT_MS = 30_000;
const LOOK_AT_THE_CLOCK_MS = 1;
/** More than an answer has. */
const ANSWER_BYTES = 4096;

/** One connection, on which never more than one answer is awaited. */
interface Sender {
  readonly socket: Socket;
  /** When the request that is under way should have been sent. */
  dueAt: number;
  /** When it was. */
  sentAt: number;
}

/**
 * Sends requests over a number of connections, for a time: on each the next one when the last is answered, or so
 * many a second of all together. In the second case a request's time counts from when it was due, so that one that had
 * to wait for a free connection is not taken for a fast one.
 */
export class LoadRun {
  private readonly stock: RequestStock;
  private readonly senders: Sender[] = [];
  private readonly idle: Sender[] = [];
  private readonly latencies: number[] = [];
  private readonly answerTimes: number[] = [];
  private sent = 0;
  private acknowledged = 0;
  private startedAt = 0;
  private clockStartsAt = 0;
  private clockStopsAt = 0;
  private lastAnswerAt = 0;
  private settle: { done: () => void; failed: (error: Error) => void } | undefined;

  constructor(private readonly orders: LoadOrders) {
    this.stock = new RequestStock(orders);
  }

  /** @throws BenchError when a request was answered with anything but 200, or not at all */
  async run(): Promise<LoadResult> {
    const { connections, warmUpSeconds, seconds, perSecond } = this.orders;
    await Promise.all(Array.from({ length: connections }, () => this.openConnection()));
    this.startedAt = performance.now();
    this.clockStartsAt = this.startedAt + warmUpSeconds * 1000;
    this.clockStopsAt = this.clockStartsAt + seconds * 1000;
    const timeout = setTimeout(
      () => this.settle?.failed(new BenchError('The last answers did not come.')),
      (warmUpSeconds + seconds) * 1000 + LAST_ANSWERS_TIMEOUT_MS,
    );
    const pace = perSecond === undefined ? undefined : setInterval(this.sendDue, LOOK_AT_THE_CLOCK_MS);
    await new Promise<void>((done, failed) => {
      this.settle = { done, failed };
      this.idle.push(...this.senders);
      this.sendDue();
    });
    clearTimeout(timeout);
    clearInterval(pace);
    this.settle = undefined;
    for (const { socket } of this.senders) socket.destroy();
    return this.result();
  }

  private async openConnection(): Promise<void> {
    const reader = new AnswerReader();
    // Read into one buffer, past Node's streams: what the load generator takes is missing to the receiver.
    const buffer = Buffer.alloc(ANSWER_BYTES);
    const callback = (length: number): boolean => {
      this.hear(sender, reader, Buffer.from(buffer.subarray(0, length)));
      return true;
    };
    const socket = connect({
      port: this.orders.port,
      host: '127.0.0.1',
      noDelay: true,
      onread: { buffer, callback },
    });
    const sender: Sender = { socket, dueAt: 0, sentAt: 0 };
    this.senders.push(sender);
    await new Promise<void>((opened, failed) => {
      socket.once('connect', opened).once('error', failed);
    });
    socket.on('error', (error) => this.settle?.failed(error));
    socket.on('close', () => this.settle?.failed(new BenchError('The server closed a connection.')));
  }

  private hear(sender: Sender, reader: AnswerReader, chunk: Buffer): void {
    try {
      const status = reader.take(chunk);
      if (status === undefined) return;
      if (status !== 200) throw new BenchError(`A delivery was answered with ${status}: ${chunk.toString()}`);
      this.note(sender);
      this.idle.push(sender);
      this.sendDue();
    } catch (error) {
      this.settle?.failed(error as Error);
    }
  }

  /** Sends what is due, as far as connections are free; ends the run when nothing is left to send or to wait for. */
  private readonly sendDue = (): void => {
    const now = performance.now();
    for (let [sender] = this.idle; sender !== undefined; [sender] = this.idle) {
      const dueAt = this.nextDueAt(now);
      const request = dueAt < this.clockStopsAt ? this.stock.request(this.sent) : undefined;
      if (request === undefined) {
        if (this.acknowledged === this.sent) this.settle?.done();
        return;
      }
      if (dueAt > now) return;
      // Each connection in turn: one that never says anything is closed by a server.
      this.idle.shift();
      this.sent += 1;
      sender.dueAt = dueAt;
      sender.sentAt = now;
      sender.socket.write(request);
    }
  };

  private nextDueAt(now: number): number {
    const { perSecond } = this.orders;
    return perSecond === undefined ? now : this.startedAt + (this.sent / perSecond) * 1000;
  }

  private note({ dueAt, sentAt }: Sender): void {
    const now = performance.now();
    this.acknowledged += 1;
    if (now < this.clockStartsAt || now >= this.clockStopsAt) return;
    this.latencies.push(now - dueAt);
    this.answerTimes.push(now - sentAt);
    this.lastAnswerAt = now;
  }

  private result(): LoadResult {
    const wasStockUsedUp = this.sent === this.stock.size;
    const end = wasStockUsedUp ? this.lastAnswerAt : this.clockStopsAt;
    if (this.latencies.length === 0) throw new BenchError('No answer came while the clock ran.');
    return {
      acknowledged: this.acknowledged,
      ...this.stock.sumsOfFirst(this.acknowledged),
      requestsPerSecond: (this.latencies.length / (end - this.clockStartsAt)) * 1000,
      p50Ms: quantile(this.latencies, 0.5),
      p99Ms: quantile(this.latencies, 0.99),
      answerP99Ms: quantile(this.answerTimes, 0.99),
      wasStockUsedUp,
    };
  }
}
