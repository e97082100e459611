import { Injectable } from '@nestjs/common';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { ReceiverLink } from '../../platform/processes/receiver-link';
import { RollUpProgress } from '../../compute/rollups/roll-up-progress';
import { coverageOf, CoverageService } from './coverage.service';

interface Row {
  last_received_at: string | null;
  events_pending: string;
  operator_messages_unlinked: string;
}

const COVERED_MS = 7 * 86_400_000;

export interface FreshnessNow {
  readonly lastReceivedAt: Date | null;
  readonly lastRollupAt: Date | null;
  /** `null`: not known, because the receiver does not answer, or is elsewhere. */
  readonly eventsOnDisk: number | null;
  readonly eventsPending: number;
  readonly operatorMessagesUnlinked: number;
  /** Of what the API showed of the last seven days, the share that came by webhook; `null`: nothing was compared. */
  readonly coverage: number | null;
  readonly lastComparedAt: Date | null;
}

/** How current and how complete the numbers are. */
@Injectable()
export class FreshnessService {
  constructor(
    private readonly clickhouse: ClickHouse,
    private readonly receiver: ReceiverLink,
    private readonly rollUps: RollUpProgress,
    private readonly coverage: CoverageService,
  ) {}

  /** @param accounts of which the coverage is told; empty: of all */
  async now(accounts: readonly string[]): Promise<FreshnessNow> {
    // Read first: what leaves the backlog meanwhile is then seen among the pending ones, not missed in both.
    const received = await this.receiver.figures();
    const now = Date.now();
    const [[row], days, lastRollupAt] = await Promise.all([
      this.clickhouse.query<Row>('queries/freshness'),
      this.coverage.byDay({ from: now - COVERED_MS, to: now }, accounts),
      this.rollUps.lastRollUpAt(),
    ]);
    if (row === undefined) throw new Error('queries/freshness answered with no row');
    const stored = row.last_received_at === null ? 0 : Date.parse(row.last_received_at);
    const lastReceivedAt = Math.max(stored, received?.lastReceivedAt ?? 0);
    return {
      lastReceivedAt: lastReceivedAt === 0 ? null : new Date(lastReceivedAt),
      lastRollupAt: lastRollupAt === undefined ? null : new Date(lastRollupAt),
      eventsOnDisk: received?.deliveriesSpooled ?? null,
      eventsPending: Number(row.events_pending),
      operatorMessagesUnlinked: Number(row.operator_messages_unlinked),
      coverage: coverageOf(days),
      lastComparedAt: latestOf(days.map(({ comparedAt }) => comparedAt)),
    };
  }
}

function latestOf(moments: readonly Date[]): Date | null {
  return moments.length === 0 ? null : new Date(Math.max(...moments.map(Number)));
}
