import { ExplainedError } from '../../platform/explained-error';

/**
 * - `SIGNALZEN_API_UNAVAILABLE`: no use could be made of any of several attempts; later it may work;
 * - `SIGNALZEN_API_ACCESS_REFUSED`: SignalZen does not accept the account's secrets: nothing works until a person
 *   has seen to it;
 * - `SIGNALZEN_API_UNEXPECTED_STATUS`: an answer that asking again would not change;
 * - `SIGNALZEN_API_WRONG_SHAPE`: JSON, but not in the documented form;
 * - `SIGNALZEN_API_ANSWER_TOO_LARGE`: the answer is larger than this client takes.
 */
export type SignalZenApiErrorCode =
  | 'SIGNALZEN_API_UNAVAILABLE'
  | 'SIGNALZEN_API_ACCESS_REFUSED'
  | 'SIGNALZEN_API_UNEXPECTED_STATUS'
  | 'SIGNALZEN_API_WRONG_SHAPE'
  | 'SIGNALZEN_API_ANSWER_TOO_LARGE';

interface SignalZenApiErrorDetails {
  readonly code: SignalZenApiErrorCode;
  readonly account: string;
  /** Path and query below the base URL, such as `/users?offset=0&limit=99`. */
  readonly path: string;
  readonly detail: string;
  /** The status of the last answer, if there was one. */
  readonly status?: number | undefined;
}

/** SignalZen's API did not answer a question. The message holds no secret and nothing of an answer's body. */
export class SignalZenApiError extends ExplainedError {
  readonly code: SignalZenApiErrorCode;
  readonly account: string;
  readonly path: string;
  readonly status: number | undefined;

  constructor({ code, account, path, detail, status }: SignalZenApiErrorDetails) {
    super(`SignalZen's API, account "${account}", GET ${path}: ${detail}`);
    this.name = 'SignalZenApiError';
    this.code = code;
    this.account = account;
    this.path = path;
    this.status = status;
  }
}

/** SignalZen does not have it, or no more (404, 410). */
export const GONE = Symbol('GONE');
