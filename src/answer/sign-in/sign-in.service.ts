import { Inject, Injectable } from '@nestjs/common';
import type { IncomingHttpHeaders } from 'node:http';
import { AuditLog } from '../../platform/access/audit-log';
import { UNBOUNDED } from '../../platform/access/caller';
import { GrantStore } from '../../platform/access/grant-store';
import { SETTINGS } from '../../platform/config/config.module';
import type { Settings } from '../../platform/config/settings';
import { parsedUrl } from '../../platform/events/parsed-url';
import { ruleOfGroups } from '../../platform/rules/access-rules';
import type { OpenIdRules } from '../../platform/rules/access-rules';
import { RulesInForce } from '../../platform/rules/rules-in-force';
import { cookieName, cookiesIn, sessionCookieName } from '../access/cookies';
import type { NewCookie } from '../access/cookies';
import { personId } from '../access/person';
import type { Person } from '../access/person';
import { sessionSubjectText } from '../access/session-subject';
import { OpenIdProvider } from './openid-provider';
import {
  ATTEMPT_COOKIE,
  ATTEMPT_SECONDS,
  attemptCookie,
  isSecondAttempt,
  openAttempt,
  sealAttempt,
} from './sign-in-attempt';
import { SignInProblem } from './sign-in-problem';

const CALLBACK = '/auth/callback';
/** Of tabs in which somebody began to sign in: with more, the oldest are forgotten. */
const MAX_ATTEMPTS = 4;

/** Where a browser is to go, and what it is to keep. */
export interface Step {
  readonly url: string;
  readonly cookies: readonly NewCookie[];
}

/** How people sign in with the provider of the rules, and out. */
@Injectable()
export class SignInService {
  constructor(
    private readonly provider: OpenIdProvider,
    private readonly grants: GrantStore,
    private readonly audit: AuditLog,
    @Inject(RulesInForce) private readonly rules: Pick<RulesInForce, 'current'>,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'publicUrl'>,
  ) {}

  /** What the provider is called; `undefined`: nobody can sign in. */
  get providerName(): string | undefined {
    return this.settings.publicUrl === undefined ? undefined : this.rules.current.access.openid?.name;
  }

  /**
   * To the provider.
   * @param returnTo where on the page to go then; anything else is the page
   * @param isSecond an attempt was lost on the way
   * @throws SignInProblem
   */
  async begin(headers: IncomingHttpHeaders, returnTo: string, isSecond: boolean): Promise<Step> {
    const { openid, publicUrl } = this.required();
    const { url, attempt } = await this.provider.begin(openid, {
      redirectUri: new URL(CALLBACK, publicUrl).href,
      returnTo: pathOnPage(returnTo, publicUrl),
      isSecond,
    });
    const name = cookieName(attemptCookie(attempt.state) ?? '', publicUrl);
    const value = sealAttempt(attempt, openid.clientSecret);
    const former = [...cookiesIn(headers).keys()].filter((one) =>
      one.startsWith(cookieName(ATTEMPT_COOKIE, publicUrl)),
    );
    const forgotten = former.slice(0, Math.max(0, former.length - MAX_ATTEMPTS + 1)).map(gone);
    return { url, cookies: [...forgotten, { name, value, maxAgeSeconds: ATTEMPT_SECONDS }] };
  }

  /**
   * Back from the provider. An attempt that this browser knows nothing of is begun again once: its cookie was too old,
   * or went to another name of this service.
   * @param query of the URL that the provider sent the browser to
   * @param former who was signed in there before
   * @throws SignInProblem
   * @throws ClickHouseError
   */
  async finish(
    headers: IncomingHttpHeaders,
    query: URLSearchParams,
    former: Person | undefined,
  ): Promise<Step> {
    const { openid, publicUrl } = this.required();
    const state = query.get('state') ?? '';
    const cookie = cookieName(attemptCookie(state) ?? '', publicUrl);
    const [sealed = '', ...more] = cookiesIn(headers).get(cookie) ?? [];
    const attempt = more.length === 0 ? openAttempt(sealed, state, openid.clientSecret) : undefined;
    if (attempt === undefined) {
      if (!isSecondAttempt(state)) return this.begin(headers, '/', true);
      throw new SignInProblem(
        'Your browser did not keep what it needs to sign in. Allow cookies for this page, and try again.',
        { status: 400, reason: 'the state of a sign-in is unknown, a second time' },
      );
    }
    const url = new URL(CALLBACK, publicUrl);
    url.search = query.toString();
    const { subject, name, groups } = await this.provider.finish(openid, attempt, url);
    if (ruleOfGroups(this.rules.current.access, groups) === undefined)
      throw new SignInProblem(
        `${openid.name} confirmed who you are, and none of your groups may see these figures. Ask whoever runs this service to add one.`,
        { status: 403, reason: 'somebody without a group of the rules tried to sign in' },
      );
    if (former?.sessionId !== undefined) await this.end(former);
    const person = personId(openid.issuer, subject);
    const { secret } = await this.grants.add({
      ...{ kind: 'session', name, scopes: [], bounds: UNBOUNDED },
      subject: sessionSubjectText({ issuer: openid.issuer, person, groups }),
      expiresAt: new Date(Date.now() + openid.sessionMs),
    });
    this.audit.note({
      caller: { kind: 'session', id: person, name: `person ${person}` },
      ...{ action: 'signed.in', object: openid.issuer },
    });
    const session = { name: sessionCookieName(publicUrl), value: secret };
    return {
      url: new URL(attempt.returnTo, publicUrl).href,
      cookies: [gone(cookie), { ...session, maxAgeSeconds: Math.floor(openid.sessionMs / 1000) }],
    };
  }

  /**
   * Ends a session here.
   * @returns where the browser is to go: the provider, where it can end its own session as well
   */
  async signOut(person: Person | undefined): Promise<Step> {
    const { publicUrl } = this.settings;
    if (publicUrl === undefined) return { url: '/', cookies: [] };
    if (person?.sessionId !== undefined) await this.end(person);
    const { openid } = this.rules.current.access;
    const home = new URL('/', publicUrl).href;
    const url = openid === undefined ? undefined : await this.provider.endUrl(openid, home);
    return { url: url ?? home, cookies: [gone(sessionCookieName(publicUrl))] };
  }

  private async end({ sessionId = '', caller }: Person): Promise<void> {
    await this.grants.revoke({ kind: 'session', id: sessionId });
    this.audit.note({ caller, action: 'signed.out', object: this.rules.current.access.openid?.issuer ?? '' });
  }

  private required(): { readonly openid: OpenIdRules; readonly publicUrl: URL } {
    const { openid } = this.rules.current.access;
    const { publicUrl } = this.settings;
    if (openid !== undefined && publicUrl !== undefined) return { openid, publicUrl };
    throw new SignInProblem('Signing in is not set up here: use a token.', {
      ...{ status: 404, reason: 'signing in is not set up' },
    });
  }
}

function gone(name: string): NewCookie {
  return { name, value: '', maxAgeSeconds: 0 };
}

/** Of this page and no other: what leads elsewhere leads to its beginning. */
function pathOnPage(text: string, publicUrl: URL): string {
  const url = parsedUrl(text, publicUrl.href);
  const isHere = url?.origin === publicUrl.origin && url.pathname === '/';
  return isHere ? `/${url.search}` : '/';
}
