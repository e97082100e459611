import type { IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { GrantStore } from '../../platform/access/grant-store';
import { SETTINGS } from '../../platform/config/config.module';
import type { Settings } from '../../platform/config/settings';
import { LOG } from '../../platform/logging/logging.module';
import type { Log } from '../../platform/logging/log';
import type { AccessRules } from '../../platform/rules/access-rules';
import { RulesInForce } from '../../platform/rules/rules-in-force';
import { LogThrottle } from '../../receive/webhook/log-throttle';
import { sessionSecretIn } from './cookies';
import { callerOfGroups, personId, shownName } from './person';
import type { Person } from './person';
import { readSessionSubject } from './session-subject';
import { WithoutToken } from './token-refusals';
import { vouchedByProxy } from './vouched-by-proxy';

/** In place of an issuer: there is one proxy, or several that mean the same people. */
const PROXY = 'proxy';

/** Tells who sits at the browser that sends a request: somebody who signed in, or for whom a proxy vouches. */
@Injectable()
export class People {
  /** Requests with the headers of a proxy from somewhere else, since the start of the process. */
  strangers = 0;
  private readonly throttle = new LogThrottle();

  constructor(
    private readonly grants: GrantStore,
    @Inject(RulesInForce) private readonly rules: Pick<RulesInForce, 'current'>,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'publicUrl'>,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /**
   * `undefined`: nobody that is known. Reads nothing but the head of a request.
   * @throws WithoutToken where a proxy sends what could be somebody else's
   * @throws ClickHouseError where sessions cannot be told
   */
  async of(request: Pick<IncomingMessage, 'headers' | 'rawHeaders' | 'socket'>): Promise<Person | undefined> {
    const { access } = this.rules.current;
    return this.vouched(request, access) ?? (await this.signedIn(request));
  }

  private vouched(
    request: Pick<IncomingMessage, 'rawHeaders' | 'socket'>,
    access: AccessRules,
  ): Person | undefined {
    if (access.proxy === undefined) return undefined;
    const vouched = vouchedByProxy(request, access.proxy);
    switch (vouched.kind) {
      case 'nobody':
        return undefined;
      case 'stranger':
        this.strangers += 1;
        this.throttle.happened((times) => {
          const { remoteAddress: address } = request.socket;
          this.log.warn(
            { address, times },
            'headers of the proxy came from another address: they were ignored',
          );
        });
        return undefined;
      case 'doubtful':
        this.log.warn({ why: vouched.why }, 'the proxy was not believed');
        throw new WithoutToken(
          `The proxy in front of this service has to be set up so that it replaces what senders say: ${vouched.why}.`,
        );
      case 'person': {
        const one = { kind: 'proxy', id: personId(PROXY, vouched.user) } as const;
        const caller = callerOfGroups(one, vouched.groups, access);
        return { caller, displayName: shownName(vouched.user), sessionId: undefined };
      }
    }
  }

  /** Who has signed in, whoever a proxy vouches for. @throws ClickHouseError */
  async signedIn({ headers }: Pick<IncomingMessage, 'headers'>): Promise<Person | undefined> {
    const { access } = this.rules.current;
    const { publicUrl } = this.settings;
    // Who sends a token is whom the token says, or nobody.
    if (publicUrl === undefined || headers.authorization !== undefined) return undefined;
    const secret = sessionSecretIn(headers, publicUrl);
    const grant = secret === undefined ? undefined : await this.grants.find(secret);
    if (grant?.kind !== 'session') return undefined;
    const subject = readSessionSubject(grant.subject);
    // Of a provider that was left, nobody is signed in any longer.
    if (subject === undefined || subject.issuer !== access.openid?.issuer) return undefined;
    const caller = callerOfGroups({ kind: 'session', id: subject.person }, subject.groups, access);
    return { caller, displayName: grant.name, sessionId: grant.id };
  }
}
