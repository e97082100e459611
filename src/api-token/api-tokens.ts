import { createHash, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS } from '../config/config.module';
import type { Settings } from '../config/settings';

const BEARER = /^Bearer +([^ ]+) *$/i;
const BASIC = /^Basic +([A-Za-z0-9+/=_-]+) *$/i;

/** The `API_TOKEN`s of the service, and the two ways in which a request may bring one. */
@Injectable()
export class ApiTokens {
  private readonly digests: readonly Buffer[];

  constructor(@Inject(SETTINGS) settings: Settings) {
    this.digests = settings.apiTokens.map(digestOf);
  }

  /**
   * Whether the header `Authorization` brings one of the tokens: as `Bearer <token>`, or as the password of
   * `Basic`, with any user name, for programs that know nothing else.
   */
  isIn(authorization: string | undefined): boolean {
    const token = tokenIn(authorization ?? '');
    return token !== undefined && this.isKnown(token);
  }

  /** Digests are compared: they have one length, and every token takes the same time. */
  private isKnown(token: string): boolean {
    const given = digestOf(token);
    return this.digests.map((digest) => timingSafeEqual(digest, given)).includes(true);
  }
}

function tokenIn(authorization: string): string | undefined {
  const credentials = BASIC.exec(authorization)?.[1];
  if (credentials === undefined) return BEARER.exec(authorization)?.[1];
  const [, ...password] = Buffer.from(credentials, 'base64').toString('utf8').split(':');
  return password.length === 0 ? undefined : password.join(':');
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
