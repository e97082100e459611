import { Inject, Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext, NestMiddleware } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { NextFunction, Request, Response } from 'express';
import { Callers } from '../../platform/access/callers';
import type { Caller } from '../../platform/access/caller';
import { Forbidden, requireScopes } from '../../platform/access/forbidden';
import { setCaller } from '../../platform/access/request-caller';
import { tokenIn } from '../../platform/access/request-token';
import { SETTINGS } from '../../platform/config/config.module';
import type { Settings } from '../../platform/config/settings';
import type { Scope } from '../../platform/access/scopes';
import { LinkCallers } from './link-callers';
import { LinkOver } from './link-over';
import { requireJsonOfOwnPage, requireOwnPage } from './own-page';
import { People } from './people';
import { refuseForbidden, refuseWithoutToken, TokenInUrl, WithoutToken } from './token-refusals';
import { WrongTokens } from './wrong-tokens';

const NAMES_OF_TOKENS = ['token', 'access_token', 'api_token', 'api_key', 'apikey'];

/**
 * Declares what a route needs, for {@link AccessGuard}: a route without it is open to nobody. `any` is for routes that
 * look closer themselves.
 */
export const RouteRequires = Reflector.createDecorator<Scope | 'any'>();

/**
 * Finds out who sends a request, before its body is read, and lets it pass if that is known and may do it. It guards
 * controllers, and as a middleware the GraphQL API, of which a guard would see only what is executed.
 */
@Injectable()
export class AccessGuard implements CanActivate, NestMiddleware {
  constructor(
    private readonly callers: Callers,
    private readonly links: LinkCallers,
    private readonly people: People,
    private readonly reflector: Reflector,
    private readonly wrong: WrongTokens,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'publicUrl'>,
  ) {}

  /** @throws TokenInUrl, also where the request would pass; WithoutToken, LinkOver, Forbidden; ClickHouseError */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    const name = tokenNameIn(request.originalUrl);
    if (name !== undefined) throw new TokenInUrl(name);
    const caller = await this.knownCaller(request);
    if (caller === undefined) throw new WithoutToken();
    if (isAtBrowser(caller)) requireOwnPage(request.headers, { ...this.settings, typed: isRead(request) });
    setCaller(request, caller);
    const scope = this.reflector.getAllAndOverride(RouteRequires, [context.getHandler(), context.getClass()]);
    requireRoute(caller, scope, request.path);
    return true;
  }

  use(request: Request, response: Response, next: NextFunction): void {
    this.knownCaller(request)
      .then((caller) => {
        if (caller === undefined) throw new WithoutToken();
        if (isAtBrowser(caller)) requireJsonOfOwnPage(request, this.settings.publicUrl);
        setCaller(request, caller);
        next();
      })
      .catch((error: unknown) => {
        if (error instanceof WithoutToken || error instanceof LinkOver)
          refuseWithoutToken(response, ['Bearer'], error.message);
        else if (error instanceof Forbidden) refuseForbidden(response, error);
        else next(error);
      });
  }

  /**
   * Whoever sends a link or a token is who that says; else whoever sits at the browser. `undefined`: nobody; who sends
   * a wrong one hears that late.
   * @throws LinkOver; WithoutToken as `People.of`; ClickHouseError
   */
  private async knownCaller(request: Request): Promise<Caller | undefined> {
    // Later it may be that of another request on the same connection.
    const address = request.socket.remoteAddress;
    try {
      const ofLink = await this.links.of(request);
      if (ofLink !== undefined) return ofLink;
    } catch (error) {
      if (error instanceof LinkOver) await this.wrong.slowDown(address);
      throw error;
    }
    const caller = (await this.callers.of(request)) ?? (await this.people.of(request))?.caller;
    if (caller === undefined && tokenIn(request.headers) !== undefined) await this.wrong.slowDown(address);
    return caller;
  }
}

/** Whom the browser shows to every page that makes it ask. */
function isAtBrowser({ kind }: Caller): boolean {
  return kind === 'session' || kind === 'proxy';
}

function isRead({ method }: Request): boolean {
  return ['GET', 'HEAD'].includes(method);
}

function requireRoute(caller: Caller, scope: Scope | 'any' | undefined, path: string): void {
  if (scope === undefined) throw new Forbidden(`Nothing says who may ask for ${path}.`);
  if (scope !== 'any') requireScopes(caller, [{ scope, what: path }]);
}

/** The name of a parameter that is meant to be a token. */
function tokenNameIn(url: string): string | undefined {
  const [, search = ''] = url.split(/\?(.*)/s);
  return [...new URLSearchParams(search).keys()].find((name) => NAMES_OF_TOKENS.includes(name.toLowerCase()));
}
