import { Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { ClickHouseModule } from '../clickhouse/clickhouse.module';
import { FactsModule } from '../facts/facts.module';
import { Publisher } from './publisher';
import { ResultVersion } from './result-version';
import { RollUp } from './roll-up';
import { RollUpJob } from './roll-up.job';
import { RollUpState } from './roll-up-state';

/** From samples to sums by quarter of an hour, on a schedule. */
@Module({
  imports: [ScheduleModule.forRoot(), ClickHouseModule, FactsModule],
  providers: [Publisher, ResultVersion, RollUp, RollUpJob, RollUpState],
  exports: [Publisher, ResultVersion, RollUp, RollUpState],
})
export class RollUpsModule {}
