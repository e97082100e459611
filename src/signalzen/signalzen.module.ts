import { Module } from '@nestjs/common';
import { ClickHouseModule } from '../platform/clickhouse/clickhouse.module';
import { DirectStoreModule } from '../store/drain/direct-store.module';
import { JobsModule } from '../platform/jobs/jobs.module';
import { AnswerModule } from '../answer/answer.module';
import { ApiResults } from './api-results';
import { ChatsModule } from './chats/chats.module';
import { Comparison } from './comparison/comparison';
import { CoverageAlarm } from './comparison/coverage-alarm';
import { Linking } from './linking/linking';
import { SignalZenJob } from './signalzen.job';

/** What SignalZen's API tells beside its webhooks. */
@Module({
  imports: [ClickHouseModule, DirectStoreModule, ChatsModule, JobsModule, AnswerModule],
  providers: [ApiResults, Comparison, CoverageAlarm, Linking, SignalZenJob],
  exports: [ChatsModule, ApiResults],
})
export class SignalZenModule {}
