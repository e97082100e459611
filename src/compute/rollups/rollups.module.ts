import { Module } from '@nestjs/common';
import { ClickHouseModule } from '../../platform/clickhouse/clickhouse.module';
import { PendingRangesModule } from '../../store/pending-ranges/pending-ranges.module';
import { FactsModule } from '../facts/facts.module';
import { JobsModule } from '../../platform/jobs/jobs.module';
import { ComputingModule } from './computing.module';
import { DueWork } from './due-work';
import { FacetSumsJob } from './facet-sums.job';
import { RollUp } from './roll-up';
import { RollUpJob } from './roll-up.job';
import { Rebuild } from './rebuild';
import { RebuildJob } from './rebuild.job';
import { RollUpStateModule } from './roll-up-state.module';

/** From facts to sums by quarter of an hour, on a schedule; and all of it again, when what shapes numbers changes. */
@Module({
  imports: [
    ClickHouseModule,
    JobsModule,
    FactsModule,
    PendingRangesModule,
    ComputingModule,
    RollUpStateModule,
  ],
  providers: [DueWork, FacetSumsJob, Rebuild, RebuildJob, RollUp, RollUpJob],
  exports: [ComputingModule, RollUpStateModule],
})
export class RollUpsModule {}
