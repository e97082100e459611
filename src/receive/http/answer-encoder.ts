import { STATUS_CODES } from 'node:http';
import type { WholeAnswer } from './fast-path-handler';

interface Encoded {
  readonly answer: WholeAnswer;
  readonly keepAlive: boolean;
  /** Seconds since 1970: the Date header is of that second. */
  readonly second: number;
  readonly bytes: Buffer;
}

/** Writes answers as Node's HTTP server would. The last one is kept: most answers are the same as the one before. */
export class AnswerEncoder {
  private last: Encoded | undefined;

  /** @param keepAliveMs how long the connection stays open for another request */
  constructor(
    private readonly keepAliveMs: number,
    private readonly now: () => number = Date.now,
  ) {}

  /** The bytes of an answer, which are not to be changed. */
  encode(answer: WholeAnswer, keepAlive: boolean): Buffer {
    const second = Math.floor(this.now() / 1000);
    const { last } = this;
    if (last?.answer === answer && last.keepAlive === keepAlive && last.second === second) return last.bytes;
    const bytes = Buffer.from(this.textOf(answer, keepAlive, second), 'utf8');
    this.last = { answer, keepAlive, second, bytes };
    return bytes;
  }

  private textOf({ status, headers, body }: WholeAnswer, keepAlive: boolean, second: number): string {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}\r\n`);
    const connection = keepAlive
      ? `Connection: keep-alive\r\nKeep-Alive: timeout=${Math.floor(this.keepAliveMs / 1000)}\r\n`
      : 'Connection: close\r\n';
    const date = `Date: ${new Date(second * 1000).toUTCString()}\r\n`;
    return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}${date}${connection}\r\n${body}`;
  }
}
