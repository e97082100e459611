import { Controller, Get, Header, HttpCode, Inject, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Callers } from '../../platform/access/callers';
import type { Caller } from '../../platform/access/caller';
import { SETTINGS } from '../../platform/config/config.module';
import type { Settings } from '../../platform/config/settings';
import { RulesInForce } from '../../platform/rules/rules-in-force';
import { AnswerErrorFilter } from '../access/answer-error.filter';
import { cookieText } from '../access/cookies';
import { requireOwnPage } from '../access/own-page';
import { People } from '../access/people';
import { WithoutToken } from '../access/token-refusals';
import { SignInPageFilter } from './sign-in-page.filter';
import { SignInService } from './sign-in.service';
import type { Step } from './sign-in.service';

/** How one can sign in, besides with a token. */
interface Options {
  readonly openid: { readonly name: string; readonly url: string } | null;
  /** Whether a proxy may have signed somebody in already. */
  readonly proxy: boolean;
}

/** What is known of whoever asks. */
interface Me extends Pick<Caller, 'kind' | 'name'> {
  readonly scopes: readonly string[];
  /** Of these alone; empty: of all. */
  readonly accounts: readonly string[];
  readonly teams: readonly string[];
  /** How to sign out: with a POST here, or at an address of the proxy; null: there is no such thing. */
  readonly signOut: { readonly method: 'POST' | 'GET'; readonly url: string } | null;
}

/** Signing in on the page, and out: see docs/access.md. Nothing here holds data of the service. */
@Controller('auth')
@UseFilters(AnswerErrorFilter)
export class SignInController {
  constructor(
    private readonly service: SignInService,
    private readonly people: People,
    private readonly callers: Callers,
    @Inject(RulesInForce) private readonly rules: Pick<RulesInForce, 'current'>,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'publicUrl'>,
  ) {}

  /** How one can sign in, besides with a token. Open to everybody. */
  @Get('options')
  @Header('Cache-Control', 'no-store')
  options(): Options {
    const name = this.service.providerName;
    return {
      openid: name === undefined ? null : { name, url: '/auth/sign-in' },
      proxy: this.rules.current.access.proxy !== undefined,
    };
  }

  @Get('sign-in')
  @UseFilters(SignInPageFilter)
  async signIn(
    @Query('return') returnTo: unknown,
    @Req() { headers }: Request,
    @Res() response: Response,
  ): Promise<void> {
    const where = typeof returnTo === 'string' ? returnTo : '/';
    this.send(response, await this.service.begin(headers, where, false));
  }

  @Get('callback')
  @UseFilters(SignInPageFilter)
  async callback(@Req() request: Request, @Res() response: Response): Promise<void> {
    const [, search = ''] = request.originalUrl.split(/\?(.*)/s);
    const former = await this.people.signedIn(request);
    this.send(response, await this.service.finish(request.headers, new URLSearchParams(search), former));
  }

  /** @returns where the page is to go now */
  @Post('sign-out')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  async signOut(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<{ readonly next: string }> {
    requireOwnPage(request.headers, { publicUrl: this.settings.publicUrl, typed: false });
    const { url, cookies } = await this.service.signOut(await this.people.signedIn(request));
    this.setCookies(response, cookies);
    return { next: url };
  }

  /** @throws WithoutToken where nobody is signed in, and no token was sent */
  @Get('me')
  @Header('Cache-Control', 'no-store')
  async me(@Req() request: Request): Promise<Me> {
    const ofToken = await this.callers.of(request);
    const person = ofToken === undefined ? await this.people.of(request) : undefined;
    const caller = ofToken ?? person?.caller;
    if (caller === undefined) throw new WithoutToken();
    const { kind, name, scopes, bounds } = caller;
    return {
      ...{ kind, name: person?.displayName ?? name, scopes: [...scopes] },
      ...{ accounts: bounds.accounts, teams: bounds.teams, signOut: this.wayOut(kind) },
    };
  }

  private wayOut(kind: Caller['kind']): Me['signOut'] {
    if (kind === 'session') return { method: 'POST', url: '/auth/sign-out' };
    const url = kind === 'proxy' ? this.rules.current.access.proxy?.signOut : undefined;
    return url === undefined ? null : { method: 'GET', url };
  }

  private send(response: Response, { url, cookies }: Step): void {
    this.setCookies(response, cookies);
    response.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' }).redirect(302, url);
  }

  private setCookies(response: Response, cookies: Step['cookies']): void {
    const { publicUrl } = this.settings;
    if (publicUrl === undefined || cookies.length === 0) return;
    response.set(
      'Set-Cookie',
      cookies.map((cookie) => cookieText(cookie, publicUrl)),
    );
  }
}
