import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import type { CallOptions } from '../../platform/clickhouse/clickhouse';
import type { ChannelRules } from '../../platform/rules/channel-rules';
import type { Turn } from '../../compute/lease/turn';

/** Since when, in milliseconds, and why nothing is sent somewhere any more. */
export interface Disabled {
  readonly since: number;
  readonly reason: string;
}

interface Row {
  readonly channel: string;
  readonly receiver: string;
  readonly leads_to: string;
  readonly since_ms: string;
  readonly reason: string;
}

/** All of them at one moment. */
export class KnownDisabled {
  private readonly rows: ReadonlyMap<string, Row>;

  constructor(rows: readonly Row[]) {
    this.rows = new Map(rows.map((row) => [keyOf(row.channel, row.receiver), row]));
  }

  /** `undefined`: it is used. So is a channel that leads elsewhere by now. */
  of(channel: ChannelRules, receiver: string): Disabled | undefined {
    const row = this.rows.get(keyOf(channel.name, receiver));
    if (row?.leads_to !== leadsTo(channel)) return undefined;
    return { since: Number(row.since_ms), reason: row.reason };
  }
}

/**
 * Keeps where nothing is sent any more, since nothing was taken there. A trial that is taken enables it again, and so
 * do rules by which the channel leads elsewhere.
 */
@Injectable()
export class DisabledChannels {
  constructor(private readonly clickhouse: ClickHouse) {}

  async known(options?: CallOptions): Promise<KnownDisabled> {
    return new KnownDisabled(await this.clickhouse.query<Row>('notify/disabled', {}, options));
  }

  /** In a turn of the lease: what was read before it may have changed. */
  disable(
    turn: Pick<Turn, 'command'>,
    channel: ChannelRules,
    receiver: string,
    reason: string,
  ): Promise<void> {
    return turn.command('notify/put_disabled', rowOf(channel, receiver, { is_disabled: true, reason }));
  }

  /** @returns whether it was disabled */
  async enable(channel: ChannelRules, receiver: string): Promise<boolean> {
    if ((await this.known()).of(channel, receiver) === undefined) return false;
    const row = rowOf(channel, receiver, { is_disabled: false, reason: '' });
    await this.clickhouse.command('notify/put_disabled', row);
    return true;
  }
}

function rowOf(
  channel: ChannelRules,
  receiver: string,
  state: { readonly is_disabled: boolean; readonly reason: string },
) {
  return { channel: channel.name, receiver, leads_to: leadsTo(channel), ...state };
}

/** A hash of where a channel leads. The password of a mail server is not in it: it could be guessed from that. */
function leadsTo(channel: ChannelRules): string {
  const parts =
    channel.kind === 'email'
      ? [channel.server.host, channel.server.port, channel.server.security, channel.server.from]
      : [channel.url.href, ...(channel.kind === 'webhook' ? channel.secrets.map(base64) : [])];
  const login = channel.kind === 'email' ? channel.server.login?.user : undefined;
  const text = JSON.stringify([channel.kind, ...parts, login]);
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64');
}

function keyOf(channel: string, receiver: string): string {
  return JSON.stringify([channel, receiver]);
}
