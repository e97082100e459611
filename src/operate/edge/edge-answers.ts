import type { IncomingMessage } from 'node:http';
import { Forbidden } from '../../platform/access/forbidden';
import { ClickHouseError } from '../../platform/clickhouse/clickhouse-error';
import { HOW_TO_SEND_A_TOKEN } from '../../platform/access/request-token';
import { DATA_HEADERS } from '../../receive/http/data-headers';
import type { WholeAnswer } from '../../receive/http/fast-path-handler';
import type { NotForwarded } from '../../receive/http/forwarder';

const RETRY_AFTER_SECONDS = 5;

/** Codes, statuses and words are those of the API. */
const REASONS: Readonly<Record<NotForwarded, { status: number; code: string; message: string }>> = {
  down: {
    status: 503,
    code: 'UNAVAILABLE',
    message:
      'The process that answers questions is starting, or starts again. Deliveries are received all the while. Try again in a moment.',
  },
  silent: {
    status: 503,
    code: 'UNAVAILABLE',
    message:
      'The process that answers questions does not answer at the moment. Deliveries are received all the while. Try again in a moment.',
  },
  busy: {
    status: 429,
    code: 'RATE_LIMITED',
    message: 'Too many requests are being answered already. Try again in a moment.',
  },
};

export function jsonAnswer(status: number, value: object, headers: WholeAnswer['headers'] = {}): WholeAnswer {
  const body = JSON.stringify(value);
  const type = 'application/json; charset=utf-8';
  return {
    status,
    headers: { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body), ...DATA_HEADERS, ...headers },
    body,
  };
}

export const NOT_FOUND = jsonAnswer(404, {
  error: { code: 'NOT_FOUND', message: 'Nothing is at this path: this service has the role receive only.' },
});

/** Like those of the API. */
export const WITHOUT_TOKEN = refusal(401, 'UNAUTHENTICATED', HOW_TO_SEND_A_TOKEN, {
  'WWW-Authenticate': 'Bearer realm="signalzen-analytics"',
});

/** Why there are no figures. */
export function noMetricsAnswer(error: unknown): WholeAnswer {
  if (error instanceof Forbidden) return refusal(403, error.code, error.message);
  if (!(error instanceof ClickHouseError))
    return refusal(500, 'INTERNAL_SERVER_ERROR', 'A figure could not be read.');
  const message =
    'The list of tokens cannot be read at the moment. Try again, or use the one of the setting API_TOKEN.';
  return refusal(503, 'UNAVAILABLE', message, { 'Retry-After': String(RETRY_AFTER_SECONDS) });
}

function refusal(
  status: number,
  code: string,
  message: string,
  headers: WholeAnswer['headers'] = {},
): WholeAnswer {
  return jsonAnswer(status, { errors: [{ message, extensions: { code } }] }, headers);
}

/** In the form of GraphQL's errors, which reports share; for a person with a browser, as a text that loads again. */
export function notForwardedAnswer({ method, headers }: IncomingMessage, why: NotForwarded): WholeAnswer {
  const { status, code, message } = REASONS[why];
  const retry = { 'Retry-After': String(RETRY_AFTER_SECONDS), ...DATA_HEADERS };
  if (method !== 'GET' || !(headers.accept ?? '').includes('text/html'))
    return jsonAnswer(status, { errors: [{ message, extensions: { code } }] }, retry);
  const type = { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Length': Buffer.byteLength(message) };
  return { status, headers: { ...type, ...retry, Refresh: String(RETRY_AFTER_SECONDS) }, body: message };
}
