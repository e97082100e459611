import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS } from '../config/config.module';
import type { Settings } from '../config/settings';
import { UNBOUNDED } from './caller';
import type { Caller } from './caller';
import { callerWith } from './grant';
import { GrantStore } from './grant-store';
import { tokenIn } from './request-token';
import { SCOPES } from './scopes';

/** Tells who asks. Every way in ends here. */
@Injectable()
export class Callers {
  private readonly ofSetting: readonly { readonly digest: Buffer; readonly caller: Caller }[];

  constructor(
    private readonly grants: GrantStore,
    @Inject(SETTINGS) { apiTokens }: Pick<Settings, 'apiTokens'>,
  ) {
    this.ofSetting = apiTokens.map((token, index) => ({
      digest: digestOf(token),
      caller: callerOfSetting(index + 1),
    }));
  }

  /**
   * Who sends a request; `undefined`: nobody that is known. Reads nothing but the head of it.
   * @throws ClickHouseError where that cannot be told: never for an `API_TOKEN`
   */
  async of({ headers }: Pick<IncomingMessage, 'headers'>): Promise<Caller | undefined> {
    const token = tokenIn(headers);
    if (token === undefined) return undefined;
    const ofSetting = this.withSetting(token);
    if (ofSetting !== undefined) return ofSetting;
    const grant = await this.grants.find(token);
    // Sign-ins and share links come in ways of their own, not as tokens.
    return grant?.kind === 'token' ? callerWith(grant) : undefined;
  }

  /** Digests are compared: they have one length, and every token takes the same time. */
  private withSetting(token: string): Caller | undefined {
    const given = digestOf(token);
    const matches = this.ofSetting.map(({ digest }) => timingSafeEqual(digest, given));
    return this.ofSetting[matches.indexOf(true)]?.caller;
  }
}

/** Whoever has an `API_TOKEN` may do everything. */
function callerOfSetting(number: number): Caller {
  return {
    kind: 'setting',
    id: `API_TOKEN-${number}`,
    name: 'API_TOKEN',
    scopes: new Set(SCOPES),
    bounds: UNBOUNDED,
  };
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
