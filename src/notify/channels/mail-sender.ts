import { Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import MailComposer from 'nodemailer/lib/mail-composer';
import { Deadline } from '../../platform/clickhouse/deadline';
import type { MailRules } from '../../platform/rules/channel-rules';
import type { Notice } from '../notices/notice';
import { connectionProblem } from './connection-problem';
import { mailMessage } from './mail-message';
import { foreignText } from './outcome';
import type { Outcome, Sender } from './outcome';

/** How long a mail server may take, in milliseconds. */
interface Patience {
  /** To connect and greet, and to answer each command. */
  readonly silenceMs: number;
  /** For a mail. */
  readonly allMs: number;
}

/** Servers that check every mail, or hold strangers up on purpose, answer after many seconds (RFC 5321, 4.5.3.2). */
const PATIENCE: Patience = { silenceMs: 60_000, allMs: 10 * 60_000 };

/** What nodemailer says of a failure. */
interface MailError extends Error {
  readonly code?: string;
  /** That of Node, where the connection is what failed. */
  readonly originalCode?: string;
  readonly responseCode?: number;
  readonly response?: string;
}

/** Sends mails, each on a connection of its own. The `Message-ID` stays the same each time one is sent. */
export class MailSender implements Sender {
  constructor(
    private readonly server: MailRules,
    private readonly patience: Patience = PATIENCE,
  ) {}

  async send(notice: Notice, to: string, isRepeat: boolean, signal?: AbortSignal): Promise<Outcome> {
    const { from } = this.server;
    const raw = new WatchedMessage(await this.compose(notice, to, isRepeat));
    const transport = this.transport();
    const stopped = new AbortController();
    // What the server may have by then is waited for: it says whether it has.
    const stop = () => {
      if (!raw.isRead) stopped.abort();
    };
    if (signal?.aborted) stop();
    signal?.addEventListener('abort', stop);
    // A server may say a little now and then for ever.
    const deadline = new Deadline(this.patience.allMs, stopped.signal);
    try {
      const envelope = { from: addressIn(from), to: [to] };
      await transport.sendMail({ envelope, raw, signal: deadline.signal });
      return { kind: 'sent' };
    } catch (error) {
      return outcomeOf(error as MailError, raw.isRead);
    } finally {
      deadline.end();
      signal?.removeEventListener('abort', stop);
      transport.close();
    }
  }

  /** What keeps the server from taking mails, in words; `undefined`: nothing does. Nothing is sent. */
  async problem(): Promise<string | undefined> {
    const transport = this.transport();
    try {
      await transport.verify();
      return undefined;
    } catch (error) {
      const outcome = outcomeOf(error as MailError, false);
      return outcome.kind === 'sent' ? undefined : outcome.reason;
    } finally {
      transport.close();
    }
  }

  private transport() {
    return createTransport({ ...this.options(), disableFileAccess: true, disableUrlAccess: true });
  }

  private compose(notice: Notice, to: string, isRepeat: boolean): Promise<Buffer> {
    const { from } = this.server;
    const message = mailMessage(notice, isRepeat);
    const domain = addressIn(from).split('@').at(-1) ?? 'localhost';
    return new MailComposer({
      ...message,
      ...{ from, to, date: notice.at, messageId: `<${notice.id}@${domain}>` },
      ...{ disableFileAccess: true, disableUrlAccess: true },
    })
      .compile()
      .build();
  }

  private options() {
    const { host, port, security, login } = this.server;
    const { silenceMs } = this.patience;
    return {
      ...{ host, port, secure: security === 'tls' },
      ...{ requireTLS: security === 'starttls', ignoreTLS: security === 'none' },
      ...(login === undefined ? {} : { auth: { user: login.user, pass: login.password } }),
      ...{
        connectionTimeout: silenceMs,
        greetingTimeout: silenceMs,
        socketTimeout: silenceMs,
      },
      tls: { minVersion: 'TLSv1.2' as const },
    };
  }
}

/** Knows whether all of it has been taken: from then on the server may have the mail, whatever it says. */
class WatchedMessage extends Readable {
  isRead = false;
  private rest: Buffer | undefined;

  constructor(message: Buffer) {
    super();
    this.rest = message;
  }

  override _read(): void {
    if (this.rest === undefined) this.isRead = true;
    this.push(this.rest ?? null);
    this.rest = undefined;
  }
}

function outcomeOf({ code, originalCode, responseCode, response }: MailError, isSent: boolean): Outcome {
  const said = response === undefined ? '' : `: ${foreignText(response)}`;
  if (responseCode !== undefined && responseCode >= 400) {
    // Of an address or of this mail; a wrong password, or a server without encryption, can be put right.
    const isFinal = responseCode >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE');
    const what =
      code === 'EAUTH' ? 'the mail server does not accept user and password' : 'the mail server refused it';
    const isGone = isFinal && code === 'EENVELOPE';
    return { kind: 'refused', reason: `${what}${said}`, isFinal, ...(isGone && { isGone }) };
  }
  const words = WORDS[code ?? ''] ?? connectionProblem(originalCode);
  const reason = `${words ?? 'the connection to the mail server was cut'}${said}`;
  return isSent ? { kind: 'uncertain', reason } : { kind: 'refused', reason, isFinal: code === 'EENVELOPE' };
}

const WORDS: Readonly<Record<string, string>> = {
  ETIMEDOUT: 'the mail server did not answer in time',
  EABORT: 'the mail server did not take it in time',
  ETLS: 'the mail server offers no encryption, or its certificate is not trusted here (security, NODE_EXTRA_CA_CERTS)',
  EAUTH: 'the mail server does not accept user and password',
  EENVELOPE: 'the mail server takes no mail for this address',
};

function addressIn(from: string): string {
  return /<([^<>]+)>$/.exec(from)?.[1] ?? from;
}
