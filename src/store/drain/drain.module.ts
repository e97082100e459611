import { Module } from '@nestjs/common';
import { ClickHouseModule } from '../../platform/clickhouse/clickhouse.module';
import { SpoolModule } from '../../receive/spool/spool.module';
import { JobsModule } from '../../platform/jobs/jobs.module';
import { PendingRangesModule } from '../pending-ranges/pending-ranges.module';
import { Backlog } from './backlog';
import { DeliveryStore } from './delivery-store';
import { DirectStore } from './direct-store';
import { Drain } from './drain';
import { DrainCounters } from './drain-counters';
import { LagAlarmJob } from './lag-alarm.job';
import { ReconciliationResults } from '../reconciliation/reconciliation-results';
import { ReconciliationJob } from '../reconciliation/reconciliation.job';
import { RejectedDeliveries } from './rejected-deliveries';
import { SegmentComparison } from '../reconciliation/segment-comparison';
import { SegmentRetentionJob } from '../reconciliation/segment-retention.job';
import { WaitingDeliveries } from './waiting-deliveries';

/** From the spool into ClickHouse. */
@Module({
  imports: [ClickHouseModule, JobsModule, SpoolModule, PendingRangesModule],
  providers: [
    Backlog,
    DeliveryStore,
    DirectStore,
    Drain,
    DrainCounters,
    LagAlarmJob,
    ReconciliationJob,
    ReconciliationResults,
    RejectedDeliveries,
    SegmentComparison,
    SegmentRetentionJob,
    WaitingDeliveries,
  ],
  exports: [
    Backlog,
    DirectStore,
    DrainCounters,
    ReconciliationResults,
    RejectedDeliveries,
    WaitingDeliveries,
  ],
})
export class DrainModule {}
