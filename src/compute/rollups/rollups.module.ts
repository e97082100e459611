import { Module } from '@nestjs/common';
import { ClickHouseModule } from '../../platform/clickhouse/clickhouse.module';
import { PendingRangesModule } from '../../store/pending-ranges/pending-ranges.module';
import { FactsModule } from '../facts/facts.module';
import { JobsModule } from '../../platform/jobs/jobs.module';
import { LeaseModule } from '../lease/lease.module';
import { Computing } from './computing';
import { DueWork } from './due-work';
import { Publisher } from './publisher';
import { RollUp } from './roll-up';
import { RollUpJob } from './roll-up.job';
import { RollUpState } from './roll-up-state';

/** From facts to sums by quarter of an hour, on a schedule. */
@Module({
  imports: [ClickHouseModule, JobsModule, LeaseModule, FactsModule, PendingRangesModule],
  providers: [Computing, DueWork, Publisher, RollUp, RollUpJob, RollUpState],
  exports: [Computing, LeaseModule, Publisher, RollUp, RollUpState],
})
export class RollUpsModule {}
