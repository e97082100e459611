import { Module } from '@nestjs/common';
import { ClickHouseModule } from '../../platform/clickhouse/clickhouse.module';
import { SpoolModule } from '../../receive/spool/spool.module';
import { JobsModule } from '../../platform/jobs/jobs.module';
import { OwnReceiverModule } from '../receivers/own-receiver.module';
import { PendingRangesModule } from '../pending-ranges/pending-ranges.module';
import { Backlog } from './backlog';
import { DirectStoreModule } from './direct-store.module';
import { Drain } from './drain';
import { DrainCounters } from './drain-counters';
import { LagAlarmJob } from './lag-alarm.job';
import { ReconciliationResults } from '../reconciliation/reconciliation-results';
import { ReconciliationJob } from '../reconciliation/reconciliation.job';
import { SegmentComparison } from '../reconciliation/segment-comparison';
import { SegmentRetentionJob } from '../reconciliation/segment-retention.job';
import { WaitingDeliveries } from './waiting-deliveries';

/** From the spool into ClickHouse. */
@Module({
  imports: [
    ClickHouseModule,
    JobsModule,
    SpoolModule,
    PendingRangesModule,
    DirectStoreModule,
    OwnReceiverModule,
  ],
  providers: [
    Backlog,
    Drain,
    DrainCounters,
    LagAlarmJob,
    ReconciliationJob,
    ReconciliationResults,
    SegmentComparison,
    SegmentRetentionJob,
    WaitingDeliveries,
  ],
  exports: [Backlog, DirectStoreModule, DrainCounters, ReconciliationResults, WaitingDeliveries],
})
export class DrainModule {}
