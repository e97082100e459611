import { request as plainRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { request as encryptedRequest } from 'node:https';
import { connectionProblem } from './connection-problem';
import { foreignText } from './outcome';
import type { Outcome } from './outcome';

/** Milliseconds. From the call to the whole answer. */
const TIMEOUT = 20_000;
/** Of an answer, for a person to read. */
const MAX_ANSWER_BYTES = 4_096;
const MAX_RETRY_AFTER_MS = 24 * 3_600_000;

/** Too early, too much or too busy: the same may be taken later. */
const FOR_A_WHILE: readonly number[] = [408, 425, 429, 500, 502, 503, 504];
/** It is the address that is refused, not what was sent. */
const OF_THE_ADDRESS: readonly number[] = [401, 403, 404];

export interface Post {
  readonly url: URL;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether what is refused for good may be taken later all the same: somebody may put the receiver right. */
  readonly isRefusalFinal: boolean;
  readonly timeoutMs?: number;
}

/**
 * Posts JSON, on a connection of its own. A redirect is not followed: what is signed is signed for one receiver. Never
 * rejects. Nothing that it says holds the address, which may be a secret.
 */
export async function postJson(post: Post): Promise<Outcome> {
  const attempt = new Attempt(post);
  try {
    const { status, headers, text } = await attempt.answer();
    return outcomeOf(status, headers, text, post.isRefusalFinal);
  } catch (error) {
    const reason = attempt.isTimedOut
      ? `no answer within ${(post.timeoutMs ?? TIMEOUT) / 1000} s`
      : (connectionProblem((error as NodeJS.ErrnoException).code) ?? 'the connection was cut');
    return attempt.mayHaveArrived
      ? { kind: 'uncertain', reason }
      : { kind: 'refused', reason, isFinal: false };
  }
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
}

/** One request, and how far it came. */
class Attempt {
  /** Whether the connection stood, so that something of it may be there. */
  mayHaveArrived = false;
  isTimedOut = false;

  constructor(private readonly post: Post) {}

  answer(): Promise<Answer> {
    const { url, body, headers = {}, timeoutMs = TIMEOUT } = this.post;
    const bytes = Buffer.from(body);
    const request = (url.protocol === 'https:' ? encryptedRequest : plainRequest)(url, {
      method: 'POST',
      agent: false,
      headers: {
        'content-type': 'application/json',
        'content-length': bytes.length,
        'user-agent': 'signalzen-analytics',
        ...headers,
      },
    });
    const timer = setTimeout(() => {
      this.isTimedOut = true;
      request.destroy();
    }, timeoutMs);
    return new Promise<Answer>((resolve, reject) => {
      request.once('socket', (socket) => {
        socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => {
          this.mayHaveArrived = true;
        });
      });
      request.once('error', reject);
      request.once('response', (response) => {
        readText(response).then((text) => {
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
        }, reject);
      });
      request.end(bytes);
    }).finally(() => {
      clearTimeout(timer);
      request.destroy();
    });
  }
}

/** As much of an answer as is looked at. That it breaks off after its status makes no difference. */
function readText(response: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    let read = Buffer.alloc(0);
    const done = () => {
      resolve(read.subarray(0, MAX_ANSWER_BYTES).toString('utf8'));
    };
    response.on('data', (chunk: Buffer) => {
      read = Buffer.concat([read, chunk]);
      if (read.length >= MAX_ANSWER_BYTES) done();
    });
    response.once('end', done).once('error', done).once('close', done);
  });
}

function outcomeOf(
  status: number,
  headers: IncomingMessage['headers'],
  text: string,
  isRefusalFinal: boolean,
): Outcome {
  if (status >= 200 && status < 300)
    return status === 202
      ? { kind: 'sent', detail: 'accepted; whether it is shown, nobody says' }
      : { kind: 'sent' };
  const said = foreignText(text);
  const reason = `HTTP ${status}${said === '' ? '' : `: ${said}`}`;
  if (status >= 300 && status < 400)
    return {
      kind: 'refused',
      reason: `${reason} (a redirect: give the address that it leads to)`,
      isFinal: isRefusalFinal,
      ...(isRefusalFinal && { isGone: true }),
    };
  if (status === 410) return { kind: 'refused', reason, isFinal: true, isGone: true };
  const retryAfterMs = retryAfterOf(headers['retry-after']);
  const isFinal = isRefusalFinal && !FOR_A_WHILE.includes(status);
  const isGone = isFinal && OF_THE_ADDRESS.includes(status);
  return {
    kind: 'refused',
    reason,
    isFinal,
    ...(isGone && { isGone }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
}

/** Seconds or a date. What is not understood is nothing; nobody puts us off for more than a day. */
export function retryAfterOf(text: string | undefined, nowMs = Date.now()): number | undefined {
  if (text === undefined) return undefined;
  const ms = /^\d{1,9}(\.\d+)?$/.test(text.trim()) ? Number(text) * 1000 : Date.parse(text) - nowMs;
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), MAX_RETRY_AFTER_MS);
}
