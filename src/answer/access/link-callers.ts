import type { IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller';
import { callerWith } from '../../platform/access/grant';
import { GrantStore } from '../../platform/access/grant-store';
import { shareIn } from '../../platform/access/request-token';
import { RulesInForce } from '../../platform/rules/rules-in-force';
import { LinkOver } from './link-over';
import { isSignedLink, readSignedLink } from './signed-link';

/** Tells who comes with a share link: one of the list, or one that the server of a host has signed. */
@Injectable()
export class LinkCallers {
  constructor(
    private readonly grants: GrantStore,
    @Inject(RulesInForce) private readonly rules: Pick<RulesInForce, 'current'>,
  ) {}

  /**
   * `undefined`: who sends the request comes with none.
   * @throws LinkOver where the link opens nothing; ClickHouseError where that cannot be told
   */
  async of({ headers }: Pick<IncomingMessage, 'headers'>): Promise<Caller | undefined> {
    const text = shareIn(headers);
    if (text === undefined) return undefined;
    if (isSignedLink(text)) return readSignedLink(text, this.rules.current.access.embed.secret, Date.now());
    const grant = await this.grants.find(text);
    if (grant?.kind !== 'share' || grant.bounds.view === undefined) throw new LinkOver();
    return callerWith(grant);
  }
}
