import { Injectable } from '@nestjs/common';
import { ClickHouse } from '../../clickhouse/clickhouse';
import { Backlog } from '../../ingest/backlog';
import { RollUpState } from '../../rollups/roll-up-state';

interface Row {
  last_received_at: string | null;
  events_pending: string;
  operator_messages_unlinked: string;
}

export interface FreshnessNow {
  readonly lastReceivedAt: Date | null;
  readonly lastRollupAt: Date | null;
  readonly eventsSpooled: number;
  readonly eventsPending: number;
  readonly operatorMessagesUnlinked: number;
}

/** How current and how complete the numbers are. */
@Injectable()
export class FreshnessService {
  constructor(
    private readonly clickhouse: ClickHouse,
    private readonly backlog: Backlog,
    private readonly rollUpState: RollUpState,
  ) {}

  async now(): Promise<FreshnessNow> {
    // Read first: what leaves the backlog meanwhile is then seen among the pending ones, not missed in both.
    const eventsSpooled = this.backlog.deliveries();
    const [row] = await this.clickhouse.query<Row>('queries/freshness');
    if (row === undefined) throw new Error('queries/freshness answered with no row');
    const stored = row.last_received_at === null ? 0 : Date.parse(row.last_received_at);
    const lastReceivedAt = Math.max(stored, this.backlog.lastReceivedAt ?? 0);
    const lastRollupAt = this.rollUpState.lastRollUpAt();
    return {
      lastReceivedAt: lastReceivedAt === 0 ? null : new Date(lastReceivedAt),
      lastRollupAt: lastRollupAt === undefined ? null : new Date(lastRollupAt),
      eventsSpooled,
      eventsPending: Number(row.events_pending),
      operatorMessagesUnlinked: Number(row.operator_messages_unlinked),
    };
  }
}
