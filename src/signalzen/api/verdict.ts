import type { z } from 'zod';
import { parsedUrl } from '../../platform/events/parsed-url';
import type { ApiOutcome } from './api-counters';
import type { ExchangeFailure, HttpAnswer } from './http-exchange';
import { problemsOf } from './api-resource';
import type { SignalZenApiErrorCode } from './signalzen-api-error';

interface Judged {
  readonly outcome: ApiOutcome;
  readonly status?: number;
}

/** The same request may do better another time. */
export interface TryAgain extends Judged {
  readonly next: 'again';
  /** What happened. */
  readonly detail: string;
  /** How long SignalZen asks to be left alone. */
  readonly retryAfterMs?: number | undefined;
}

/** Asking again would not help. */
interface Stop extends Judged {
  readonly next: 'stop';
  readonly detail: string;
  readonly code: SignalZenApiErrorCode;
}

/** What is to be done after a request. */
export type Verdict<Value> =
  | (Judged & { readonly next: 'use'; readonly value: Value })
  | (Judged & { readonly next: 'gone' | 'other_secret' })
  | Stop
  | TryAgain;

/**
 * @param schema the form of what a 200 holds
 * @param now milliseconds since 1970
 */
export function verdictOf<Value>(answer: HttpAnswer, schema: z.ZodType<Value>, now: number): Verdict<Value> {
  const { status, headers, text } = answer;
  const detail = `the answer was ${status}`;
  if (status === 200) return verdictOfText(text, schema);
  if (status === 404 || status === 410) return { next: 'gone', outcome: 'gone', status };
  if (status === 401) return { next: 'other_secret', outcome: 'secret_refused', status };
  if (status === 403) return forbidden(detail);
  if (status === 429 || status >= 500) {
    const outcome = status === 429 ? 'slowed_down' : 'server_error';
    return { next: 'again', outcome, status, detail, retryAfterMs: retryAfterOf(headers, now) };
  }
  return {
    next: 'stop',
    outcome: 'unexpected_status',
    status,
    code: 'SIGNALZEN_API_UNEXPECTED_STATUS',
    detail: `${detail}${redirection(status, headers)}`,
  };
}

/** A connection that broke may hold another time; an answer that is too large will be so again. */
export function verdictOfFailure({ outcome, message: detail }: ExchangeFailure): Stop | TryAgain {
  return outcome === 'too_large'
    ? { next: 'stop', outcome, detail, code: 'SIGNALZEN_API_ANSWER_TOO_LARGE' }
    : { next: 'again', outcome, detail };
}

/**
 * A 200 that is not JSON is some proxy's page rather than SignalZen's answer: that passes. JSON of another form
 * is an answer, and asked again SignalZen would say the same.
 */
function verdictOfText<Value>(text: string, schema: z.ZodType<Value>): Verdict<Value> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { next: 'again', outcome: 'not_json', status: 200, detail: 'the answer was 200, but not JSON' };
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return { next: 'use', outcome: 'answered', status: 200, value: parsed.data };
  return {
    next: 'stop',
    outcome: 'wrong_shape',
    status: 200,
    code: 'SIGNALZEN_API_WRONG_SHAPE',
    detail: `the answer is not in the documented form: ${problemsOf(parsed.error)}`,
  };
}

function forbidden(detail: string): Stop {
  return {
    next: 'stop',
    outcome: 'forbidden',
    status: 403,
    code: 'SIGNALZEN_API_ACCESS_REFUSED',
    detail: `${detail}: SignalZen does not let this account use its API; see to it in SignalZen's Console`,
  };
}

function redirection(status: number, headers: Headers): string {
  const location = headers.get('location');
  if (status < 300 || status >= 400 || location === null) return '';
  const url = parsedUrl(location);
  const where = url === undefined ? '' : ` to ${url.origin}`;
  return `, a redirection${where}, which is not followed: check SIGNALZEN_API_URL`;
}

/**
 * How long a server asks to be left alone, in milliseconds: from `Retry-After` in seconds, or as the date of
 * HTTP. A date is compared with the answer's own `Date`, for the clocks of the two sides may differ.
 * `undefined`: it does not say, or not in a way that can be understood.
 * @param now milliseconds since 1970, for an answer without a date
 */
export function retryAfterOf(headers: Headers, now: number): number | undefined {
  const text = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const until = instantOf(text);
  if (until === undefined) return undefined;
  return Math.max(0, until - (instantOf(headers.get('date') ?? '') ?? now));
}

/** The one form of RFC 9110 that is still sent. `Date.parse` alone takes nearly anything for a date. */
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

function instantOf(text: string): number | undefined {
  const instant = HTTP_DATE.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(instant) ? undefined : instant;
}
