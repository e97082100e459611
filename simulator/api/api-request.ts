import type { IncomingMessage } from 'node:http';
import type { RequestKind } from './request-log';

/** A page of a list: `limit` items from `offset` on. */
export interface Page {
  readonly offset: number;
  readonly limit: number;
}

export type ApiRequest =
  | { readonly kind: 'users'; readonly page: Page }
  | { readonly kind: 'user'; readonly userId: number }
  | { readonly kind: 'messages'; readonly userId: number; readonly page: Page }
  | { readonly kind: 'message'; readonly userId: number; readonly messageId: number };

/** A request that is answered by its status alone. */
export interface Refusal {
  readonly kind: RequestKind;
  readonly status: 400 | 401 | 404 | 405 | 406;
}

export const BASE_PATH = '/external';
const MEDIA_TYPE = 'application/vnd.signalzen.v1+json';
const DEFAULT_LIMIT = 50;
const LIMIT_BELOW = 100;

/** What a request wants, or why it gets nothing: as SignalZen documents its paths, headers and limits. */
export function readApiRequest(request: IncomingMessage, secret: string): ApiRequest | Refusal {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const target = targetOf(url.pathname);
  const refused = (status: Refusal['status']) => ({ kind: target?.kind ?? 'other', status }) as const;
  if (request.headers.authorization !== `Bearer ${secret}`) return refused(401);
  if (request.headers.accept !== MEDIA_TYPE) return refused(406);
  if (target === undefined) return refused(404);
  if (request.method !== 'GET') return refused(405);
  if (target.kind === 'user' || target.kind === 'message') return target;
  const page = pageIn(url.searchParams);
  return page === undefined ? refused(400) : { ...target, page };
}

type Target =
  | { readonly kind: 'users' }
  | { readonly kind: 'messages'; readonly userId: number }
  | Exclude<ApiRequest, { readonly page: Page }>;

const PATH = /^\/users(?:\/(\d+)(?:\/(messages)(?:\/(\d+))?)?)?$/;

function targetOf(pathname: string): Target | undefined {
  if (!pathname.startsWith(BASE_PATH)) return undefined;
  const match = PATH.exec(pathname.slice(BASE_PATH.length));
  if (match === null) return undefined;
  const [, user, messages, message] = match;
  if (user === undefined) return { kind: 'users' };
  const userId = Number(user);
  if (messages === undefined) return { kind: 'user', userId };
  return message === undefined
    ? { kind: 'messages', userId }
    : { kind: 'message', userId, messageId: Number(message) };
}

function pageIn(query: URLSearchParams): Page | undefined {
  const offset = wholeIn(query.get('offset') ?? '0');
  const limit = wholeIn(query.get('limit') ?? String(DEFAULT_LIMIT));
  if (offset === undefined || limit === undefined) return undefined;
  return limit > 0 && limit < LIMIT_BELOW ? { offset, limit } : undefined;
}

function wholeIn(text: string): number | undefined {
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
