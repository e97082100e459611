import { createHash, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext, NestMiddleware } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { SETTINGS } from '../../platform/config/config.module';
import type { Settings } from '../../platform/config/settings';
import { refuseWithoutToken, TokenInUrl, WithoutToken } from './token-refusals';

const BEARER = /^Bearer +([^ ]+) *$/i;
const BASIC = /^Basic +([A-Za-z0-9+/=_-]+) *$/i;
const NAMES_OF_TOKENS = ['token', 'access_token', 'api_token', 'api_key', 'apikey'];

/**
 * Lets a request pass whose header `Authorization` brings one of the `API_TOKEN`s: as `Bearer <token>`, or as the
 * password of `Basic`, with any user name, for programs that know nothing else. It guards controllers, and as a
 * middleware the GraphQL API, of which a guard would see only what is executed.
 */
@Injectable()
export class ApiTokenGuard implements CanActivate, NestMiddleware {
  private readonly digests: readonly Buffer[];

  constructor(@Inject(SETTINGS) settings: Settings) {
    this.digests = settings.apiTokens.map(digestOf);
  }

  /** @throws TokenInUrl, also where the request would pass; WithoutToken */
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request>();
    const name = tokenNameIn(request.originalUrl);
    if (name !== undefined) throw new TokenInUrl(name);
    if (!this.isTokenIn(request)) throw new WithoutToken();
    return true;
  }

  /**
   * The page of GraphiQL passes without a token: it holds no data, and the person who uses it gives the token there.
   */
  use(request: Request, response: Response, next: NextFunction): void {
    if (isPageOfGraphiql(request) || this.isTokenIn(request)) next();
    else refuseWithoutToken(response, ['Bearer']);
  }

  private isTokenIn({ headers }: Request): boolean {
    const token = tokenIn(headers.authorization ?? '');
    return token !== undefined && this.isKnown(token);
  }

  /** Digests are compared: they have one length, and every token takes the same time. */
  private isKnown(token: string): boolean {
    const given = digestOf(token);
    return this.digests.map((digest) => timingSafeEqual(digest, given)).includes(true);
  }
}

function tokenIn(authorization: string): string | undefined {
  const credentials = BASIC.exec(authorization)?.[1];
  if (credentials === undefined) return BEARER.exec(authorization)?.[1];
  const [, ...password] = Buffer.from(credentials, 'base64').toString('utf8').split(':');
  return password.length === 0 ? undefined : password.join(':');
}

/** The name of a parameter that is meant to be a token. */
function tokenNameIn(url: string): string | undefined {
  const [, search = ''] = url.split(/\?(.*)/s);
  return [...new URLSearchParams(search).keys()].find((name) => NAMES_OF_TOKENS.includes(name.toLowerCase()));
}

function isPageOfGraphiql({ method, query, headers }: Request): boolean {
  // Without any parameter nothing can be executed, not even a query that the server remembers by its hash.
  return method === 'GET' && Object.keys(query).length === 0 && (headers.accept ?? '').includes('text/html');
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
