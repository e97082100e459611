import { Module } from '@nestjs/common';
import { ClickHouseModule } from '../../platform/clickhouse/clickhouse.module';
import { RetentionNotes } from './retention-notes';

/** From when on what is kept, for who asks. */
@Module({ imports: [ClickHouseModule], providers: [RetentionNotes], exports: [RetentionNotes] })
export class RetentionNotesModule {}
