import { Injectable } from '@nestjs/common';
import { Shards } from '../../platform/clickhouse/shards';
import { ReceiverStates } from '../../store/receivers/receiver-states';
import type { ReceiverReport } from '../../store/receivers/receiver-states';
import { CachedAnswer, FOR_A_SCRAPE } from './cached-answer';
import { MetricsRegistry } from './metrics-registry';

/** Characters: two of one machine can be told apart by as many. */
const ID_SHOWN = 8;

/** How all receivers on the database are, of each shard those on it, as far as they have reported. */
@Injectable()
export class ReceiverStateMetrics {
  constructor(metrics: MetricsRegistry, shards: Shards) {
    for (const of of metrics.ofShards(shards))
      ReceiverStateMetrics.show(of.metrics, new ReceiverStates(of.clickhouse));
  }

  private static show(metrics: MetricsRegistry, states: ReceiverStates): void {
    const all = new CachedAnswer(() => states.now(FOR_A_SCRAPE));
    const by = async (value: (report: ReceiverReport) => number) =>
      ((await all.get()) ?? [])
        .filter(({ isStopped, waiting }) => !isStopped || waiting > 0)
        .map((report) => [`${report.host}/${report.id.slice(0, ID_SHOWN)}`, value(report)] as const);
    metrics.gaugeBy(
      'receiver',
      {
        name: 'signalzen_receiver_report_timestamp_seconds',
        help: 'When each receiver on the database last reported, in seconds since 1970; one that runs does every ten seconds. One that was stopped with nothing left to store is left out.',
      },
      () => by(({ reportedAt }) => reportedAt.getTime() / 1000),
    );
    metrics.gaugeBy(
      'receiver',
      {
        name: 'signalzen_receiver_waiting_deliveries',
        help: 'Deliveries that each receiver had accepted and not stored when it last reported.',
      },
      () => by(({ waiting }) => waiting),
    );
  }
}
