import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerOptions } from 'smtp-server';

/** What a sink has taken in, in order. */
export interface TakenPost {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

type Answer = (response: ServerResponse, post: TakenPost, socket: Socket) => void;

const TAKES: Answer = (response) => {
  response.writeHead(200).end('ok');
};

/** A program that takes posts, and answers as it is told. */
export class HttpSink {
  readonly taken: TakenPost[] = [];
  answer: Answer = TAKES;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<HttpSink> {
    const server = createServer();
    const sink = new HttpSink(server);
    server.on('request', (request, response) => {
      void text(request).then((body) => {
        const post = { path: request.url ?? '', headers: request.headers, body };
        sink.taken.push(post);
        sink.answer(response, post, request.socket);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return sink;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Takes posts again, and has taken none. */
  reset(): void {
    this.taken.length = 0;
    this.answer = TAKES;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

export interface TakenMail {
  readonly to: string[];
  /** With its headers, as it came. */
  readonly raw: string;
}

interface Refusal extends Error {
  responseCode: number;
}

/** What a mail server says instead of taking something. */
export function refusal(responseCode: number, message: string): Refusal {
  return Object.assign(new Error(message), { responseCode });
}

/** A mail server that keeps what it gets, or refuses it as it is told. */
export class SmtpSink {
  readonly taken: TakenMail[] = [];
  /** Of an address, and of a whole mail. */
  refuseAddress: (address: string) => Refusal | undefined = () => undefined;
  refuseMail: () => Refusal | undefined = () => undefined;
  /** Whether it cuts the connection instead of saying that it has a mail. */
  isCutAfterMail = false;
  /** How long it takes for each of its answers; once it has a mail, for that. Milliseconds. */
  slow = { eachMs: 0, mailMs: 0 };

  port = 0;

  static async start(options: SMTPServerOptions = {}): Promise<SmtpSink & { stop(): Promise<void> }> {
    const sink = new SmtpSink();
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      logger: false,
      ...options,
      onConnect: (_, done) =>
        void sleep(sink.slow.eachMs).then(() => {
          done();
        }),
      onMailFrom: (_, __, done) =>
        void sleep(sink.slow.eachMs).then(() => {
          done();
        }),
      onRcptTo: ({ address }, _, done) =>
        void sleep(sink.slow.eachMs).then(() => {
          done(sink.refuseAddress(address) ?? null);
        }),
      onData: (stream, session, done) => {
        void text(stream).then(async (raw) => {
          await sleep(sink.slow.eachMs + sink.slow.mailMs, undefined, { ref: false });
          const refused = sink.refuseMail();
          if (refused !== undefined) {
            done(refused);
            return;
          }
          sink.taken.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw });
          if (sink.isCutAfterMail)
            server.connections.forEach((one) => {
              one.close();
            });
          else done(null);
        });
      },
    });
    server.on('error', () => undefined);
    const listening = server.listen(0, '127.0.0.1');
    await new Promise<void>((resolve) => listening.once('listening', resolve));
    sink.port = (listening.address() as AddressInfo).port;
    return Object.assign(sink, {
      stop: () =>
        new Promise<void>((resolve) => {
          server.close(() => {
            resolve();
          });
        }),
    });
  }

  reset(): void {
    this.taken.length = 0;
    this.refuseAddress = () => undefined;
    this.refuseMail = () => undefined;
    this.isCutAfterMail = false;
    this.slow = { eachMs: 0, mailMs: 0 };
  }
}
