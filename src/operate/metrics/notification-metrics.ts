import { Injectable } from '@nestjs/common';
import { receiversOf } from '../../notify/channels/sender-of';
import { channelTraffic } from '../../notify/lists/channel-list';
import type { ChannelTraffic } from '../../notify/lists/channel-list';
import { Delivery } from '../../notify/outbox/delivery';
import { DisabledChannels } from '../../notify/outbox/disabled-channels';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { RulesInForce } from '../../platform/rules/rules-in-force';
import { CachedAnswer, FOR_A_SCRAPE } from './cached-answer';
import { MetricsRegistry } from './metrics-registry';
import type { LabelledValues } from './metrics-registry';

/** The outbox is looked through: at most a twentieth of the time goes into it. */
const TIMES_AS_LONG = 20;

/** What became of notifications, and what waits. Gauges of a channel are left out while ClickHouse does not answer. */
@Injectable()
export class NotificationMetrics {
  private readonly traffic: CachedAnswer<readonly ChannelTraffic[]>;
  private readonly off: CachedAnswer<LabelledValues>;

  constructor(
    metrics: MetricsRegistry,
    { counts, byChannel }: Delivery,
    clickhouse: ClickHouse,
    private readonly disabled: DisabledChannels,
    private readonly rules: RulesInForce,
  ) {
    this.traffic = new CachedAnswer(() => channelTraffic(clickhouse, FOR_A_SCRAPE), TIMES_AS_LONG);
    this.off = new CachedAnswer(() => this.disabledReceivers());
    metrics.counterBy(
      'result',
      {
        name: 'signalzen_notification_attempts_total',
        help: 'Attempts of this process to send a notification, by result: sent, retried (not taken, and sent again later), refused (given up), uncertain (sent, and nobody said that it was taken).',
      },
      () => Object.entries(counts),
    );
    metrics.counterBy(
      'channel',
      { name: 'signalzen_notifications_sent_total', help: 'Notifications that were taken, by channel.' },
      () => byChannel.sent,
    );
    metrics.counterBy(
      'channel',
      {
        name: 'signalzen_notifications_refused_total',
        help: 'Notifications that were given up, by channel.',
      },
      () => byChannel.refused,
    );
    metrics.gaugeBy(
      'channel',
      {
        name: 'signalzen_notifications_due',
        help: 'Notifications that wait to be sent, or sent again, by channel.',
      },
      () => this.sumsOf((one) => one.due),
    );
    metrics.gaugeBy(
      'channel',
      {
        name: 'signalzen_notifications_oldest_due_seconds',
        help: 'How long the oldest notification of a channel has waited; 0: none waits.',
      },
      () => this.sumsOf((one) => one.oldestDueSeconds, Math.max),
    );
    metrics.gaugeBy(
      'channel',
      {
        name: 'signalzen_notification_receivers_disabled',
        help: 'Receivers of a channel to whom nothing is sent any more, as nothing was taken there.',
      },
      async () => (await this.off.get()) ?? [],
    );
  }

  private async sumsOf(
    of: (one: ChannelTraffic) => number,
    join: (one: number, other: number) => number = (one, other) => one + other,
  ): Promise<LabelledValues> {
    const traffic = await this.traffic.get();
    if (traffic === undefined) return [];
    const own = (name: string) => traffic.filter(({ channel }) => channel === name).map(of);
    return [...this.rules.current.channels.keys()].map((name) => [name, own(name).reduce(join, 0)] as const);
  }

  private async disabledReceivers(): Promise<LabelledValues> {
    const known = await this.disabled.known(FOR_A_SCRAPE);
    return [...this.rules.current.channels.values()].map((channel) => {
      const off = receiversOf(channel).filter((receiver) => known.of(channel, receiver) !== undefined);
      return [channel.name, off.length] as const;
    });
  }
}
