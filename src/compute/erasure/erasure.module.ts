import { Module } from '@nestjs/common';
import { ClickHouseModule } from '../../platform/clickhouse/clickhouse.module';
import { FactsModule } from '../facts/facts.module';
import { JobsModule } from '../../platform/jobs/jobs.module';
import { ComputingModule } from '../rollups/computing.module';
import { ChatsWithoutAttributes } from './chats-without-attributes';
import { Erasure } from './erasure';
import { ErasureJob } from './erasure.job';
import { OperatorPseudonyms } from './operator-pseudonyms';

/** Forgets persons and keeps what is counted. */
@Module({
  imports: [ClickHouseModule, FactsModule, JobsModule, ComputingModule],
  providers: [ChatsWithoutAttributes, Erasure, ErasureJob, OperatorPseudonyms],
})
export class ErasureModule {}
