import { Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { ApiTokens } from '../api-token/api-tokens';
import { BadInput } from '../measures/bad-input';
import { QueryParameters } from './parameters/query-parameters';
import { WithoutToken } from './report-errors';

const NAMES_OF_TOKENS = ['token', 'access_token', 'api_token', 'api_key', 'apikey'];

/** Lets a request with one of the `API_TOKEN`s pass, as a bearer token or a Basic password; never with one in its URL. */
@Injectable()
export class ReportTokenGuard implements CanActivate {
  constructor(private readonly tokens: ApiTokens) {}

  /** @throws WithoutToken; BadInput for a token in the URL, a right one as well */
  canActivate(context: ExecutionContext): boolean {
    const { originalUrl, headers } = context.switchToHttp().getRequest<Request>();
    const names = new QueryParameters(originalUrl).names();
    const name = names.find((one) => NAMES_OF_TOKENS.includes(one.toLowerCase()));
    if (name !== undefined) {
      throw new BadInput(
        `A token in a URL ends up in logs and histories: leave "${name}" out, send "Authorization: Bearer <token>" or Basic with the token as the password, and change the token if this one was real.`,
      );
    }
    if (this.tokens.isIn(headers.authorization)) return true;
    throw new WithoutToken();
  }
}
