import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import type { DigestRules } from '../../platform/rules/digest-rules';
import { RulesInForce } from '../../platform/rules/rules-in-force';

export const UNSUBSCRIBE_PATH = '/unsubscribe';
const KEY_BYTES = 32;
/** 32 bytes in base64url. */
const TOKEN = /^[\w-]{43}$/;

/** A receiver of a digest by mail. */
export interface OfDigest {
  readonly digest: DigestRules;
  readonly receiver: string;
}

/** Who wants no more of which digest. */
export interface Unsubscription {
  readonly digest: string;
  readonly receiver: string;
  readonly since: Date;
}

/**
 * Lets the receivers of digests by mail leave off, and come back. A link says neither the address nor the digest: it is
 * a signature of both, which is looked for among all that the rules name.
 */
@Injectable()
export class Unsubscriptions {
  private keys: readonly Buffer[] = [];

  constructor(
    private readonly clickhouse: ClickHouse,
    @Inject(RulesInForce) private readonly rules: Pick<RulesInForce, 'current'>,
  ) {}

  /** Where a receiver leaves off from a digest: always the same address. @throws ClickHouseError */
  async link(publicUrl: URL, digest: string, receiver: string): Promise<URL> {
    const [key] = await this.keysThatSign();
    if (key === undefined) throw new Error('there is a key by now');
    return new URL(`${UNSUBSCRIBE_PATH}/${signatureOf(key, digest, receiver)}`, publicUrl);
  }

  /** Whose link it is; `undefined`: nobody's, as the rules are now. @throws ClickHouseError */
  async find(token: string): Promise<OfDigest | undefined> {
    if (!TOKEN.test(token)) return undefined;
    const { digests, channels } = this.rules.current;
    const keys = await this.readKeys();
    const given = Buffer.from(token);
    for (const digest of digests.values())
      for (const channel of digest.to.flatMap((name) => channels.get(name) ?? []))
        for (const receiver of channel.kind === 'email' ? channel.to : [])
          if (keys.some((key) => isSame(given, signatureOf(key, digest.name, receiver))))
            return { digest, receiver };
    return undefined;
  }

  /** Who wants no more of a digest: addresses in small letters. */
  async offFrom(digest: string): Promise<ReadonlySet<string>> {
    const all = await this.all();
    return new Set(all.filter((one) => one.digest === digest).map(({ receiver }) => receiver));
  }

  /** Takes effect with the next digest. */
  set(digest: string, receiver: string, isOff: boolean): Promise<void> {
    const parameters = { digest, receiver: receiver.toLowerCase(), is_off: isOff };
    return this.clickhouse.command('notify/put_unsubscription', parameters);
  }

  async all(): Promise<Unsubscription[]> {
    const rows = await this.clickhouse.query<{ digest: string; receiver: string; since_ms: string }>(
      'notify/unsubscriptions',
    );
    return rows.map(({ digest, receiver, since_ms: since }) => ({
      digest,
      receiver,
      since: new Date(Number(since)),
    }));
  }

  private async keysThatSign(): Promise<readonly Buffer[]> {
    if (this.keys.length > 0 || (await this.readKeys()).length > 0) return this.keys;
    await this.clickhouse.command('notify/add_unsubscribe_key', {
      key: randomBytes(KEY_BYTES).toString('hex'),
    });
    return this.readKeys();
  }

  private async readKeys(): Promise<readonly Buffer[]> {
    const rows = await this.clickhouse.query<{ key: string }>('notify/unsubscribe_keys');
    this.keys = rows.map(({ key }) => Buffer.from(key, 'hex'));
    return this.keys;
  }
}

function signatureOf(key: Buffer, digest: string, receiver: string): string {
  return createHmac('sha256', key)
    .update(JSON.stringify([digest, receiver.toLowerCase()]))
    .digest('base64url');
}

function isSame(given: Buffer, signature: string): boolean {
  const expected = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
