/** There is no whole answer to a request. The message says why and holds nothing of an answer's body. */
export class ExchangeFailure extends Error {
  readonly code = 'SIGNALZEN_API_NO_ANSWER';

  constructor(
    readonly outcome: 'no_connection' | 'timeout' | 'too_large',
    message: string,
  ) {
    super(message);
    this.name = 'ExchangeFailure';
  }
}

interface HttpQuestion {
  readonly url: URL;
  readonly secret: string;
  readonly timeoutMs: number;
  readonly answerBytes: number;
  readonly signal: AbortSignal;
}

/** `text` is the body of a 200; those of other answers are not read. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/**
 * One request and its whole answer, in time. Redirects are answers like any other: following one could carry the
 * secret to another host.
 * @throws ExchangeFailure when there is no whole answer
 * @throws the signal's reason when it is aborted
 */
export async function exchange(question: HttpQuestion): Promise<HttpAnswer> {
  const { url, secret, timeoutMs, answerBytes, signal } = question;
  signal.throwIfAborted();
  // Not `AbortSignal.any`, which keeps something of each request for as long as the caller's signal lives.
  const ending = new AbortController();
  const onAbort = () => {
    ending.abort();
  };
  signal.addEventListener('abort', onAbort, { once: true });
  const timer = setTimeout(onAbort, timeoutMs);
  try {
    const response = await fetch(url, {
      headers: { Authorization: `Bearer ${secret}`, Accept: 'application/vnd.signalzen.v1+json' },
      redirect: 'manual',
      signal: ending.signal,
    });
    const { status, headers } = response;
    if (status === 200) return { status, headers, text: await readBounded(response, answerBytes) };
    await response.body?.cancel();
    return { status, headers, text: '' };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ExchangeFailure) throw error;
    if (ending.signal.aborted) {
      throw new ExchangeFailure('timeout', `no whole answer within ${timeoutMs / 1000} seconds`);
    }
    throw new ExchangeFailure('no_connection', reasonOf(error));
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  }
}

/** What `fetch` says of a failure is in its cause. Not the cause itself: it may hold pieces of an answer. */
function reasonOf(error: unknown): string {
  const cause = (error as Error).cause ?? error;
  const { message, code } = cause as NodeJS.ErrnoException;
  return message === '' ? (code ?? 'no connection') : message;
}

/**
 * The body of an answer as text.
 * @param maxBytes of the unpacked body: what a server packs small may be large
 * @throws ExchangeFailure as soon as there are more
 */
async function readBounded(response: Response, maxBytes: number): Promise<string> {
  if (!response.body) return '';
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // Leaving the loop early ends the connection.
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) {
      throw new ExchangeFailure('too_large', `the answer is larger than ${maxBytes} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
