import { Module } from '@nestjs/common';
import { ClickHouseModule } from '../../platform/clickhouse/clickhouse.module';
import { JobsModule } from '../../platform/jobs/jobs.module';
import { ChatsWithoutAttributes } from '../erasure/chats-without-attributes';
import { FactsModule } from '../facts/facts.module';
import { ComputingModule } from '../rollups/computing.module';
import { RollUpStateModule } from '../rollups/roll-up-state.module';
import { OldEvents } from './old-events';
import { OldFacts } from './old-facts';
import { OldTexts } from './old-texts';
import { Retention } from './retention';
import { RetentionJob } from './retention.job';
import { RetentionNotesModule } from '../../store/cleaning/retention-notes.module';

/** Keeps texts, events and facts for as long as settings and rules say. */
@Module({
  imports: [
    ClickHouseModule,
    ComputingModule,
    FactsModule,
    JobsModule,
    RetentionNotesModule,
    RollUpStateModule,
  ],
  providers: [ChatsWithoutAttributes, OldEvents, OldFacts, OldTexts, Retention, RetentionJob],
})
export class RetentionModule {}
