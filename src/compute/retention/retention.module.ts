import { Module } from '@nestjs/common';
import { ClickHouseModule } from '../../platform/clickhouse/clickhouse.module';
import { JobsModule } from '../../platform/jobs/jobs.module';
import { ChatsWithoutAttributes } from '../erasure/chats-without-attributes';
import { FactsModule } from '../facts/facts.module';
import { ComputingModule } from '../rollups/computing.module';
import { Retention } from './retention';
import { RetentionJob } from './retention.job';
import { RetentionNotes } from './retention-notes';

/** Keeps texts for as long as settings and rules say, and what is counted for good. */
@Module({
  imports: [ClickHouseModule, ComputingModule, FactsModule, JobsModule],
  providers: [ChatsWithoutAttributes, Retention, RetentionJob, RetentionNotes],
})
export class RetentionModule {}
