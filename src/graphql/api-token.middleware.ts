import { Injectable } from '@nestjs/common';
import type { NestMiddleware } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { ApiTokens } from '../api-token/api-tokens';
import { refuseWithoutToken } from '../api-token/refuse-without-token';

/**
 * Lets a request with one of the `API_TOKEN`s pass. The page of GraphiQL passes without one: it holds no
 * data, and the person who uses it gives the token there.
 */
@Injectable()
export class ApiTokenMiddleware implements NestMiddleware {
  constructor(private readonly tokens: ApiTokens) {}

  use(request: Request, response: Response, next: NextFunction): void {
    if (isPageOfGraphiql(request) || this.tokens.isIn(request.headers.authorization)) next();
    else refuseWithoutToken(response, ['Bearer']);
  }
}

function isPageOfGraphiql({ method, query, headers }: Request): boolean {
  // Without any parameter nothing can be executed, not even a query that the server remembers by its hash.
  return method === 'GET' && Object.keys(query).length === 0 && (headers.accept ?? '').includes('text/html');
}
