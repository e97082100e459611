import { Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { ClickHouseModule } from '../clickhouse/clickhouse.module';
import { Jobs } from './jobs';

/** Work at intervals, on Nest's schedule. */
@Module({
  imports: [ScheduleModule.forRoot(), ClickHouseModule],
  providers: [Jobs],
  exports: [Jobs],
})
export class JobsModule {}
