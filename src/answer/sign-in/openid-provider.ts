import { Injectable } from '@nestjs/common';
import type { Configuration } from 'openid-client';
import type { OpenIdRules } from '../../platform/rules/access-rules';
import { shownName } from '../access/person';
import { groupsIn, nameIn } from './claims';
import { stateOf } from './sign-in-attempt';
import type { SignInAttempt } from './sign-in-attempt';
import { SignInProblem } from './sign-in-problem';

/** Its addresses and keys may change: after so long they are read again. */
const KNOWN_FOR_MS = 3_600_000;
const TIMEOUT_SECONDS = 10;
/** The clocks of two machines. */
const TOLERANCE_SECONDS = 30;

/** Who the provider says somebody is. */
export interface ProvidersPerson {
  readonly subject: string;
  readonly name: string;
  readonly groups: readonly string[];
}

/** The provider of OpenID Connect: code flow with PKCE, state and nonce, by a library that is certified for it. */
@Injectable()
export class OpenIdProvider {
  private known:
    { readonly of: OpenIdRules; readonly until: number; readonly asked: Promise<Configuration> } | undefined;

  /**
   * Where to send a browser, and what it must keep meanwhile.
   * @throws SignInProblem
   */
  async begin(
    rules: OpenIdRules,
    { redirectUri, returnTo, isSecond }: { redirectUri: string; returnTo: string; isSecond: boolean },
  ): Promise<{ readonly url: string; readonly attempt: SignInAttempt }> {
    const openid = await library();
    const configuration = await this.configurationOf(rules);
    const codeVerifier = openid.randomPKCECodeVerifier();
    const attempt = {
      ...{ state: stateOf(openid.randomState(), isSecond), nonce: openid.randomNonce() },
      ...{ codeVerifier, returnTo },
    };
    const url = openid.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      scope: rules.requestedScopes.join(' '),
      code_challenge: await openid.calculatePKCECodeChallenge(codeVerifier),
      ...{ code_challenge_method: 'S256', state: attempt.state, nonce: attempt.nonce },
    });
    return { url: url.href, attempt };
  }

  /**
   * Who came back. Groups are those of the ID token, or else of userinfo, of this provider and no other.
   * @param url with which he came back
   * @throws SignInProblem
   */
  async finish(rules: OpenIdRules, attempt: SignInAttempt, url: URL): Promise<ProvidersPerson> {
    const configuration = await this.configurationOf(rules);
    try {
      return await personOf(configuration, rules, attempt, url);
    } catch (error) {
      if (error instanceof SignInProblem) throw error;
      throw refusedBy(rules, error);
    }
  }

  /** Where it ends its own session of a person; `undefined`: it knows no such thing, or cannot be asked. */
  async endUrl(rules: OpenIdRules, returnTo: string): Promise<string | undefined> {
    const { buildEndSessionUrl } = await library();
    const configuration = await this.configurationOf(rules).catch(() => undefined);
    if (configuration?.serverMetadata().end_session_endpoint === undefined) return undefined;
    return buildEndSessionUrl(configuration, { post_logout_redirect_uri: returnTo }).href;
  }

  private configurationOf(rules: OpenIdRules): Promise<Configuration> {
    if (this.known?.of !== rules || this.known.until < performance.now()) {
      const asked = discover(rules).catch((error: unknown) => {
        this.known = undefined;
        throw new SignInProblem(
          `${rules.name} cannot be asked at the moment. Try again later, or sign in with a token.`,
          { status: 503, reason: `the provider cannot be read: ${messageOf(error)}` },
        );
      });
      this.known = { of: rules, until: performance.now() + KNOWN_FOR_MS, asked };
    }
    return this.known.asked;
  }
}

/** Loaded only where people sign in. */
function library(): Promise<typeof import('openid-client')> {
  return import('openid-client');
}

async function discover({ issuer, clientId, clientSecret }: OpenIdRules): Promise<Configuration> {
  const openid = await library();
  const url = new URL(issuer);
  const configuration = await openid.discovery(
    url,
    clientId,
    { [openid.clockTolerance]: TOLERANCE_SECONDS },
    openid.ClientSecretBasic(clientSecret),
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the rules allow http on this machine only
    { timeout: TIMEOUT_SECONDS, execute: url.protocol === 'http:' ? [openid.allowInsecureRequests] : [] },
  );
  // The signature as well, and not only the connection over which an ID token came.
  openid.enableNonRepudiationChecks(configuration);
  return configuration;
}

async function personOf(
  configuration: Configuration,
  rules: OpenIdRules,
  attempt: SignInAttempt,
  url: URL,
): Promise<ProvidersPerson> {
  const { authorizationCodeGrant, fetchUserInfo } = await library();
  const tokens = await authorizationCodeGrant(configuration, url, {
    ...{ pkceCodeVerifier: attempt.codeVerifier, expectedState: attempt.state, expectedNonce: attempt.nonce },
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  const { issuer, userinfo_endpoint: userinfo } = configuration.serverMetadata();
  // Of Entra's address for everybody each tenant is an issuer of its own, with groups of its own choice.
  if (claims === undefined || claims.iss !== issuer)
    throw new SignInProblem(
      `${rules.name} let you in as somebody of another issuer than the one this service trusts.`,
      { status: 403, reason: 'the ID token is of another issuer' },
    );
  const isThin = groupsIn([claims], rules.groupsClaim) === undefined || nameIn([claims]) === undefined;
  const ofUserinfo =
    isThin && userinfo !== undefined
      ? [await fetchUserInfo(configuration, tokens.access_token, claims.sub)]
      : [];
  const all = [claims, ...ofUserinfo];
  const groups = groupsIn(all, rules.groupsClaim);
  if (groups === undefined && rules.groupsClaim in Object(claims['_claim_names']))
    throw new SignInProblem(
      `You are in so many groups that ${rules.name} leaves them out. Ask who runs this service to use roles instead: docs/access.md.`,
      { status: 403, reason: 'the provider left out the groups, as there are too many' },
    );
  return { subject: claims.sub, name: nameIn(all) ?? shownName(claims.sub), groups: groups ?? [] };
}

/** What was wrong with an answer may hold claims, and is nothing for a log: only its message and code are. */
function refusedBy({ name }: OpenIdRules, error: unknown): SignInProblem {
  const { error: code } = error as { error?: unknown };
  const reason = `the sign-in was refused: ${messageOf(error)}${typeof code === 'string' ? ` (${code.slice(0, 100)})` : ''}`;
  return new SignInProblem(
    code === 'access_denied'
      ? `${name} did not let you in.`
      : `${name} could not confirm who you are. Try again; if it stays so, whoever runs this service finds the reason in its log.`,
    { status: 403, reason: reason },
  );
}

function messageOf(error: unknown): string {
  const { code, message } =
    error instanceof Error ? (error as NodeJS.ErrnoException) : { code: undefined, message: '' };
  return code === undefined ? message : `${message} (${code})`;
}
