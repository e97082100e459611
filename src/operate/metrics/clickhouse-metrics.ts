import { Injectable } from '@nestjs/common';
import type { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { Shards } from '../../platform/clickhouse/shards';
import type { SqlName } from '../../platform/clickhouse/sql-files';
import { CachedAnswer, FOR_A_SCRAPE } from './cached-answer';
import { MetricsRegistry } from './metrics-registry';

const HOUR_MS = 3_600_000;
/** Counting duplicates reads an hour of deliveries: at most a twentieth of the time goes into it. */
const RECENT_TIMEOUT_MS = 5_000;
const RECENT_TIMES_AS_LONG = 20;

interface Recent {
  readonly deliveries: string;
  readonly duplicates: string;
}

/** What only ClickHouse knows, each shard of its accounts. Left out while it does not answer in time. */
@Injectable()
export class ClickHouseMetrics {
  constructor(metrics: MetricsRegistry, shards: Shards) {
    for (const of of metrics.ofShards(shards)) new DatabaseMetrics(of.metrics, of.clickhouse);
  }
}

class DatabaseMetrics {
  private readonly pending: CachedAnswer<number>;
  private readonly recent: CachedAnswer<Recent>;
  private readonly notUnderstood: CachedAnswer<number>;
  private readonly late: CachedAnswer<number>;

  constructor(
    metrics: MetricsRegistry,
    private readonly clickhouse: ClickHouse,
  ) {
    this.pending = new CachedAnswer(() => this.askPending());
    this.recent = new CachedAnswer(() => this.askRecent(), RECENT_TIMES_AS_LONG);
    this.notUnderstood = new CachedAnswer(() => this.askNotUnderstood());
    this.late = new CachedAnswer(() => this.askDeliveries('metrics/late_deliveries'));
    metrics.gauge(
      {
        name: 'signalzen_clickhouse_up',
        help: 'Whether ClickHouse answered a small question within 2 seconds (1) or not (0), as of the last 10 seconds.',
      },
      async () => ((await this.pending.get()) === undefined ? 0 : 1),
    );
    metrics.gauge(
      {
        name: 'signalzen_rollup_pending_deliveries',
        help: 'Deliveries in ClickHouse that are not in the roll-ups yet, as of the last 10 seconds.',
      },
      () => this.pending.get(),
    );
    metrics.gauge(
      {
        name: 'signalzen_last_hour_deliveries',
        help: 'Deliveries received in the last hour and stored in ClickHouse, as of about the last minute.',
      },
      () => this.recentNumber('deliveries'),
    );
    metrics.gauge(
      {
        name: 'signalzen_last_hour_duplicate_deliveries',
        help: 'Deliveries among signalzen_last_hour_deliveries that repeat an event delivered before, in that hour or earlier; each event still counts once.',
      },
      () => this.recentNumber('duplicates'),
    );
    metrics.gauge(
      {
        name: 'signalzen_last_week_not_understood_deliveries',
        help: 'Deliveries of the last seven days that could not be read as events, or not in full, as of the last 10 seconds: kept, but missing from the numbers.',
      },
      () => this.notUnderstood.get(),
    );
    metrics.gauge(
      {
        name: 'signalzen_late_deliveries',
        help: 'Deliveries of the last thirty days that came too late to be counted, since the events of their chat or the facts of their time are not kept, copies included; as of the last 10 seconds.',
      },
      () => this.late.get(),
    );
  }

  private async recentNumber(column: keyof Recent): Promise<number | undefined> {
    const row = await this.recent.get();
    return row && Number(row[column]);
  }

  private askPending(): Promise<number> {
    return this.askDeliveries('metrics/pending_deliveries');
  }

  private askNotUnderstood(): Promise<number> {
    return this.askDeliveries('queries/not_understood');
  }

  private async askDeliveries(statement: SqlName): Promise<number> {
    const rows = await this.clickhouse.query<{ deliveries: string }>(statement, {}, FOR_A_SCRAPE);
    return Number(onlyOne(rows).deliveries);
  }

  private async askRecent(): Promise<Recent> {
    const from = new Date(Date.now() - HOUR_MS);
    const options = { ...FOR_A_SCRAPE, timeoutMs: RECENT_TIMEOUT_MS };
    return onlyOne(await this.clickhouse.query<Recent>('metrics/recent_deliveries', { from }, options));
  }
}

function onlyOne<Row>([row]: readonly Row[]): Row {
  if (row === undefined) throw new Error('a question that always has an answer was answered with no row');
  return row;
}
