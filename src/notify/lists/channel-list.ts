import { Injectable } from '@nestjs/common';
import type { ColumnsOf } from '../../answer/measures/columns/column';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import type { CallOptions } from '../../platform/clickhouse/clickhouse';
import type { ChannelRules } from '../../platform/rules/channel-rules';
import { RulesInForce } from '../../platform/rules/rules-in-force';
import { receiversOf } from '../channels/sender-of';
import { maskedAddress } from '../notices/masked-address';
import { DisabledChannels } from '../outbox/disabled-channels';

/** What became of the notifications of the last day, by where they go. */
export interface ChannelTraffic {
  readonly channel: string;
  readonly receiver: string;
  readonly due: number;
  readonly sent: number;
  readonly refused: number;
  readonly uncertain: number;
  /** Milliseconds; 0: none was in this day. */
  readonly sentAt: number;
  /** How long the oldest of those has waited that are due; 0: none is. */
  readonly oldestDueSeconds: number;
}

interface Row {
  readonly channel: string;
  readonly receiver: string;
  readonly due: string;
  readonly sent: string;
  readonly refused: string;
  readonly uncertain: string;
  readonly sent_ms: string;
  readonly oldest_seconds: string;
}

/** @throws ClickHouseError */
export async function channelTraffic(
  clickhouse: Pick<ClickHouse, 'query'>,
  options?: CallOptions,
): Promise<ChannelTraffic[]> {
  const rows = await clickhouse.query<Row>('notify/channels', {}, options);
  return rows.map((row) => ({
    ...{ channel: row.channel, receiver: row.receiver, due: Number(row.due), sent: Number(row.sent) },
    ...{ refused: Number(row.refused), uncertain: Number(row.uncertain), sentAt: Number(row.sent_ms) },
    oldestDueSeconds: Number(row.due) === 0 ? 0 : Number(row.oldest_seconds),
  }));
}

/** Where notifications go, and whether they arrive. */
export interface ListedChannel {
  readonly name: string;
  readonly kind: string;
  readonly receiver: string | null;
  readonly address: string | null;
  readonly disabledAt: Date | null;
  readonly reason: string | null;
  readonly due: number;
  readonly sent: number;
  readonly refused: number;
  readonly uncertain: number;
}

export const CHANNEL_COLUMNS: ColumnsOf<ListedChannel> = [
  { name: 'name', type: 'TEXT', isNullable: false },
  { name: 'kind', type: 'TEXT', isNullable: false, description: 'email, webhook, slack, teams or discord.' },
  {
    name: 'receiver',
    type: 'TEXT',
    isNullable: true,
    description: 'By mail, so much of the address as strangers may see; else null. Each is a row.',
  },
  {
    name: 'address',
    type: 'TEXT',
    isNullable: true,
    description: 'By mail, the address; else null.',
    scope: 'operate',
  },
  {
    name: 'disabledAt',
    type: 'TIME',
    isNullable: true,
    description: 'Since when nothing is sent there any more; null: it is used.',
  },
  { name: 'reason', type: 'TEXT', isNullable: true, description: 'Why; null: it is used.' },
  { name: 'due', type: 'WHOLE', isNullable: false, description: 'Notifications that wait to be sent.' },
  { name: 'sent', type: 'WHOLE', isNullable: false, description: 'In the last 24 hours.' },
  { name: 'refused', type: 'WHOLE', isNullable: false, description: 'Given up in the last 24 hours.' },
  {
    name: 'uncertain',
    type: 'WHOLE',
    isNullable: false,
    description: 'Of the last 24 hours: sent, and nobody said that they were taken.',
  },
];

const NO_TRAFFIC = { due: 0, sent: 0, refused: 0, uncertain: 0 };

/** Lists the channels of the rules. */
@Injectable()
export class ChannelList {
  constructor(
    private readonly clickhouse: ClickHouse,
    private readonly disabled: DisabledChannels,
    private readonly rules: RulesInForce,
  ) {}

  /** In the order of the rules. */
  async all(): Promise<ListedChannel[]> {
    const [disabled, traffic] = [await this.disabled.known(), await channelTraffic(this.clickhouse)];
    const listed = (channel: ChannelRules, receiver: string): ListedChannel => {
      const off = disabled.of(channel, receiver);
      const own = traffic.find((one) => one.channel === channel.name && one.receiver === receiver);
      const { due, sent, refused, uncertain } = own ?? NO_TRAFFIC;
      return {
        ...{ name: channel.name, kind: channel.kind, due, sent, refused, uncertain },
        receiver: receiver === '' ? null : maskedAddress(receiver),
        address: receiver === '' ? null : receiver,
        disabledAt: off ? new Date(off.since) : null,
        reason: off?.reason ?? null,
      };
    };
    return [...this.rules.current.channels.values()].flatMap((channel) =>
      receiversOf(channel).map((receiver) => listed(channel, receiver)),
    );
  }
}
