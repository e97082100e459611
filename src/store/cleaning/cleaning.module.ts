import { Module } from '@nestjs/common';
import { ClickHouseModule } from '../../platform/clickhouse/clickhouse.module';
import { JobsModule } from '../../platform/jobs/jobs.module';
import { SpoolModule } from '../../receive/spool/spool.module';
import { DrainedFiles } from './drained-files';
import { FileCleaning } from './file-cleaning';
import { FileCleaningJob } from './file-cleaning.job';
import { OldSetAsideJob } from './old-set-aside.job';
import { OwnReceiverModule } from '../receivers/own-receiver.module';
import { RetentionNotesModule } from './retention-notes.module';
import { SegmentCleaner } from './segment-cleaner';

/** Brings erasures to the files of a receiver. */
@Module({
  imports: [ClickHouseModule, JobsModule, OwnReceiverModule, RetentionNotesModule, SpoolModule],
  providers: [DrainedFiles, FileCleaning, FileCleaningJob, OldSetAsideJob, SegmentCleaner],
})
export class CleaningModule {}
