import { createHash, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { NestMiddleware } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { SETTINGS } from '../config/config.module';
import type { Settings } from '../config/settings';

const BEARER = /^Bearer +([^ ]+) *$/i;

/**
 * Lets a request with one of the `API_TOKEN`s pass. The page of GraphiQL passes without one: it holds no
 * data, and the person who uses it gives the token there.
 */
@Injectable()
export class ApiTokenMiddleware implements NestMiddleware {
  private readonly digests: readonly Buffer[];

  constructor(@Inject(SETTINGS) settings: Settings) {
    this.digests = settings.apiTokens.map(digestOf);
  }

  use(request: Request, response: Response, next: NextFunction): void {
    const token = BEARER.exec(request.headers.authorization ?? '')?.[1];
    if (isPageOfGraphiql(request) || (token !== undefined && this.isKnown(token))) {
      next();
      return;
    }
    const message =
      'Send an API token: "Authorization: Bearer <token>". It is the setting API_TOKEN of the service.';
    response
      .status(401)
      .set('WWW-Authenticate', 'Bearer realm="signalzen-analytics"')
      .json({ errors: [{ message, extensions: { code: 'UNAUTHENTICATED' } }] });
  }

  /** Digests are compared: they have one length, and every token takes the same time. */
  private isKnown(token: string): boolean {
    const given = digestOf(token);
    return this.digests.map((digest) => timingSafeEqual(digest, given)).includes(true);
  }
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function isPageOfGraphiql({ method, query, headers }: Request): boolean {
  // Without any parameter nothing can be executed, not even a query that the server remembers by its hash.
  return method === 'GET' && Object.keys(query).length === 0 && (headers.accept ?? '').includes('text/html');
}
