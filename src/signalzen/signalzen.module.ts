import { Module } from '@nestjs/common';
import { ClickHouseModule } from '../platform/clickhouse/clickhouse.module';
import { DirectStoreModule } from '../store/drain/direct-store.module';
import { JobsModule } from '../platform/jobs/jobs.module';
import { AnswerModule } from '../answer/answer.module';
import { ApiResults } from './api-results';
import { AccountApis } from './chats/account-apis';
import { ApiRecords } from './chats/api-records';
import { ChatReader } from './chats/chat-reader';
import { ChatStore } from './chats/chat-store';
import { ChatTransfer } from './chats/chat-transfer';
import { UserPages } from './chats/user-pages';
import { Comparison } from './comparison/comparison';
import { CoverageAlarm } from './comparison/coverage-alarm';
import { Linking } from './linking/linking';
import { SignalZenJob } from './signalzen.job';

/** What SignalZen's API tells beside its webhooks. */
@Module({
  imports: [ClickHouseModule, DirectStoreModule, JobsModule, AnswerModule],
  providers: [
    AccountApis,
    ApiRecords,
    ApiResults,
    ChatReader,
    ChatStore,
    ChatTransfer,
    Comparison,
    CoverageAlarm,
    Linking,
    SignalZenJob,
    UserPages,
  ],
  exports: [AccountApis, ApiResults],
})
export class SignalZenModule {}
