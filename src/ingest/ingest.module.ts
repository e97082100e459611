import { Module } from '@nestjs/common';
import { ClickHouseModule } from '../clickhouse/clickhouse.module';
import { FactsModule } from '../facts/facts.module';
import { SpoolModule } from '../intake/intake.module';
import { JobsModule } from '../jobs/jobs.module';
import { Backlog } from './backlog';
import { DeliveryStore } from './delivery-store';
import { DirectStore } from './direct-store';
import { Drain } from './drain';
import { DrainCounters } from './drain-counters';
import { LagAlarmJob } from './lag-alarm.job';
import { ReconciliationResults } from './reconciliation-results';
import { ReconciliationJob } from './reconciliation.job';
import { RejectedDeliveries } from './rejected-deliveries';
import { SegmentComparison } from './segment-comparison';
import { SegmentRetentionJob } from './segment-retention.job';
import { WaitingDeliveries } from './waiting-deliveries';

/** From the spool into ClickHouse. */
@Module({
  imports: [ClickHouseModule, FactsModule, SpoolModule, JobsModule],
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
